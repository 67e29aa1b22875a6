import { describe, expect, it } from 'vitest'
import { AppError } from '../../api/app-error.ts'
import { createClient, type Client } from '../../api/client.ts'
import type { Wire } from '../../api/wire.ts'
import { suiteContract } from './wire-suite-contract.ts'

/** A connected pair: the client's end, and how to tear it down. */
export type Connected = { readonly wire: Wire; drop(): Promise<void> | void }

/** The behaviour that every wire owes its callers. */
export function describeWire(name: string, connect: () => Promise<Connected>): void {
  async function withClient(body: (client: Client<typeof suiteContract>, connected: Connected) => Promise<void>): Promise<void> {
    const connected = await connect()
    const client = createClient(suiteContract, connected.wire)
    try {
      await body(client, connected)
    } finally {
      client.close()
      await connected.drop()
    }
  }

  async function untilNothingRuns(client: Client<typeof suiteContract>): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      if ((await client.call('running.list', {})).length === 0) return
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    expect(await client.call('running.list', {})).toEqual([])
  }

  describe(`a client over the ${name} wire`, () => {
    it('gets the answer to a call', () =>
      withClient(async (client) => {
        expect(await client.call('text.repeat', { text: 'ab', times: 3 })).toEqual({ text: 'ababab' })
      }))

    it('keeps many calls apart', () =>
      withClient(async (client) => {
        const answers = await Promise.all([...'abcdefgh'].map((text) => client.call('text.repeat', { text, times: 2 })))
        expect(answers.map((answer) => answer.text)).toEqual(['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'gg', 'hh'])
      }))

    it('reads a stream in order to its end', () =>
      withClient(async (client) => {
        const numbers: number[] = []
        for await (const n of client.stream('numbers.count', { to: 500 })) numbers.push(n)
        expect(numbers).toEqual(Array.from({ length: 500 }, (_, index) => index + 1))
      }))

    it('receives an error with its code, kind and hint', () =>
      withClient(async (client) => {
        const failure = await client.call('fail.user', {}).catch((thrown: unknown) => thrown)
        expect(failure).toBeInstanceOf(AppError)
        expect(failure).toMatchObject({ code: 'suite.bad', kind: 'user', message: 'The file has no rows.', hint: 'Choose a file with rows.' })
      }))

    it('hears of a mistake of ours as an internal error', () =>
      withClient(async (client) => {
        await expect(client.call('fail.unforeseen', {})).rejects.toMatchObject({ code: 'internal', kind: 'internal', message: expect.stringContaining('boom') })
      }))

    it('has a wrong input refused where it arrives', () =>
      withClient(async (client) => {
        await expect(client.call('text.repeat', { text: 'a', times: 9 })).rejects.toMatchObject({ code: 'rpc.invalidInput', message: expect.stringContaining('times') })
      }))

    it('gets the items before a stream fails, then the error', () =>
      withClient(async (client) => {
        const numbers: number[] = []
        const reading = (async () => {
          for await (const n of client.stream('numbers.failAt', { at: 4 })) numbers.push(n)
        })()
        await expect(reading).rejects.toMatchObject({ code: 'suite.late', kind: 'environment' })
        expect(numbers).toEqual([1, 2, 3])
      }))

    it('stops the work behind a stream when it leaves the loop', () =>
      withClient(async (client) => {
        for await (const n of client.stream('numbers.endless', {})) if (n === 3) break
        await untilNothingRuns(client)
      }))

    it('stops the work behind a stream when its signal aborts', () =>
      withClient(async (client) => {
        const abort = new AbortController()
        const reading = (async () => {
          for await (const n of client.stream('numbers.endless', {}, { signal: abort.signal })) if (n === 2) abort.abort()
        })()
        await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
        await untilNothingRuns(client)
      }))

    it('stops a call when its signal aborts', () =>
      withClient(async (client) => {
        const abort = new AbortController()
        const waiting = client.call('wait.forStop', {}, { signal: abort.signal })
        setTimeout(() => abort.abort(), 20)
        await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
        await untilNothingRuns(client)
      }))
  })
}
