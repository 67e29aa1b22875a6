import { describe, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import type { Client } from '../../api/client.ts'
import type { contract } from '../../api/contract.ts'
import { call, stream, type, type CallName, type InputOf, type ItemOf, type OutputOf, type ParsedInputOf, type StreamName } from '../../api/define-contract.ts'
import type { AppInfo, SimulateItem } from '../../api/model.ts'
import type { Handlers } from '../../api/server.ts'

const _small = {
  'a.call': call(z.strictObject({ n: z.coerce.number().default(1) }), type<{ readonly ok: boolean }>()),
  'a.stream': stream(z.strictObject({ path: z.string() }), type<number>()),
} as const
type Small = typeof _small

describe('the types of a contract', () => {
  it('tell calls from streams', () => {
    expectTypeOf<CallName<Small>>().toEqualTypeOf<'a.call'>()
    expectTypeOf<StreamName<Small>>().toEqualTypeOf<'a.stream'>()
  })

  it('give inputs as callers write them and as handlers get them', () => {
    expectTypeOf<ParsedInputOf<Small, 'a.call'>>().toEqualTypeOf<{ n: number }>()
    expectTypeOf<InputOf<Small, 'a.stream'>>().toEqualTypeOf<{ path: string }>()
    expectTypeOf<OutputOf<Small, 'a.call'>>().toEqualTypeOf<{ readonly ok: boolean }>()
    expectTypeOf<ItemOf<Small, 'a.stream'>>().toEqualTypeOf<number>()
  })

  it('make a missing, a misspelt or a wrongly typed handler an error', () => {
    type Missing = { 'a.call': () => { ok: boolean } }
    type Wrong = { 'a.call': () => { ok: string }; 'a.stream': () => AsyncIterable<number> }
    type Right = { 'a.call': () => { ok: boolean }; 'a.stream': () => AsyncIterable<number> }
    expectTypeOf<Missing>().not.toExtend<Handlers<Small>>()
    expectTypeOf<Wrong>().not.toExtend<Handlers<Small>>()
    expectTypeOf<Right>().toExtend<Handlers<Small>>()
  })

  it('reach the client of the app', () => {
    type App = Client<typeof contract>
    const info = (client: App): Promise<AppInfo> => client.call('app.info', {})
    const run = (client: App): AsyncIterable<SimulateItem> => client.stream('runs.simulate', { flowText: '', datasetId: '', knowledgeId: null, scenarioText: null })
    expectTypeOf(info).returns.resolves.toEqualTypeOf<AppInfo>()
    expectTypeOf(run).returns.toExtend<AsyncIterable<SimulateItem>>()
  })
})
