import { describe, expect, it } from 'vitest'
import { defineAgent } from '../../agents/define-agent.ts'
import { z } from '../../agents/jitless-zod.ts'
import { keepDeclared } from '../../agents/keep-declared.ts'
import { parseExamples } from '../../agents/agent-example.ts'
import { inputOf } from '../../agents/run-example.ts'
import { SignalStore } from '../../core/signals/signal-store.ts'

const params = z.strictObject({ limit: z.int().min(1).default(2) })

const counter = defineAgent({
  type: 'counter', version: '1.0.0',
  palette: { family: 'check', title: 'Counter', sentence: 'Counts.', keywords: [] },
  outputs: { required: { count: 'integer' }, defaults: { count: 'integer' } },
  params,
  fresh: () => ({ preferredModel: 'fast', instructions: '' }),
  describe: (settings) => `Counts to ${settings.limit}`,
  signals: () => [],
  decide: (_input, settings) => ({ kind: 'outputs', outputs: { count: settings.limit, secret: 'undeclared' }, reasons: [`Counted to ${settings.limit}.`] }),
})

const [example] = parseExamples('- { title: One, expect: {} }')

function decideWith(given: Record<string, number>) {
  if (example === undefined) throw new Error('There is no example.')
  const input = inputOf(counter, { ...example, params: given })
  return counter.runtime.decide(input, new SignalStore())
}

describe('defineAgent', () => {
  it('binds the settings of a spec, with defaults, and cuts the outputs to what is declared', () => {
    expect(decideWith({})).toEqual({ kind: 'outputs', outputs: { count: 2 }, reasons: ['Counted to 2.'], assumptions: [] })
    expect(decideWith({ limit: 7 })).toMatchObject({ outputs: { count: 7 } })
  })

  it('fails with a code and a way out where the settings are wrong, and asks for no signals', () => {
    const decision = decideWith({ limit: 0 })
    expect(decision).toMatchObject({ kind: 'failed', code: 'app.InvalidSettings' })
    expect(counter.checkParams({ limit: 0 })).toHaveLength(1)
    expect(counter.checkParams({ limits: 1 })).toEqual([{ path: ['limits'], message: 'There is no setting limits.', hint: 'Did you mean limit?' }])
  })

  it('gives a fresh agent a model that the workflow has', () => {
    if (example === undefined) throw new Error('There is no example.')
    const { workflow } = inputOf(counter, example)
    const model = { provider: 'openaiCompatible', model: 'm' }
    expect(counter.newAgent().model).toBe('fast')
    expect(counter.newAgent({ ...workflow, spec: { ...workflow.spec, models: { zeta: model, alpha: model } } }).model).toBe('alpha')
    expect(counter.newAgent({ ...workflow, spec: { ...workflow.spec, models: { zeta: model, fast: model } } }).model).toBe('fast')
  })
})

describe('keepDeclared', () => {
  it('turns what was found into the declared form', () => {
    const declared = { one: 'string', many: { type: 'list', items: 'string' }, score: 'score', whole: 'integer', record: { type: 'object', fields: { a: 'string' } } } as const
    expect(keepDeclared({ one: ['x', 'y'], many: 'x', score: 1.2, whole: 2.6, record: { a: 'b', c: 'd' }, extra: 1, gone: undefined }, declared)).toEqual({ one: 'x', many: ['x'], score: 1, whole: 3, record: { a: 'b' } })
    expect(keepDeclared({ one: [] }, declared)).toEqual({})
  })
})
