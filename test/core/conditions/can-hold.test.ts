import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canHold } from '../../../core/conditions/can-hold.ts'
import type { Condition } from '../../../core/conditions/compile-condition.ts'
import { compileCondition } from '../../../core/conditions/compile-condition.ts'
import { constantParts } from '../../../core/conditions/constant-parts.ts'
import { evaluateCondition } from '../../../core/conditions/evaluate-condition.ts'
import type { Value } from '../../../core/conditions/value.ts'
import { anyCondition, contextsOf } from './random-conditions.ts'
import { sampleScope } from './sample-scope.ts'

function compiled(text: string): Condition {
  const result = compileCondition(text, sampleScope)
  if (result.kind === 'rejected') throw new Error(`${text}: ${result.problems[0]?.message ?? ''}`)
  return result.condition
}

type Context = Readonly<Record<string, Value>>

// Few fields and few limits, so that parts meet each other, and contexts that hold exactly those limits.
const close: fc.Arbitrary<string> = fc.letrec<{ rule: string }>((tie) => ({
  rule: fc.oneof({ maxDepth: 4, withCrossShrink: true },
    fc.tuple(fc.constantFrom('triage.confidence', 'kb.topConfidence'), fc.constantFrom('<', '<=', '>', '>='), fc.constantFrom('0.25', '0.5', '0.6', '0.75', '1')).map((parts) => parts.join(' ')),
    fc.tuple(fc.constantFrom('triage.priorityScore', 'triage.priorityScore + 1', '2 + triage.priorityScore', 'triage.priorityScore - 1'), fc.constantFrom('<', '<=', '>', '>=', '==', '!='), fc.integer({ min: -1, max: 4 })).map(([a, sign, b]) => `${a} ${sign} ${b}`),
    fc.tuple(fc.constantFrom('triage.priority == "P1"', 'triage.priority != "P2"', 'triage.priority in ["P1", "P3"]', 'triage.priority < "P3"', 'triage.issueType.startsWith("o")', 'triage.issueType.contains("i")', 'triage.issueType in ["outage", "other"]', 'size(triage.issueType) > 5')).map(([a]) => a),
    fc.constantFrom('triage.needsApproval', 'triage.needsApproval == true', 'has(kb.topConfidence)', 'has(triage.product)', 'has(vars.approach)', 'vars.approach == "answer"', 'triage.product == "router"', 'triage.product in ["router", ""]', 'triage.product != "router"', 'triage.confidence > kb.topConfidence', 'kb.topConfidence >= triage.confidence',
      'triage.priorityScore in [1, 2]', 'triage.priorityScore > 0.5', 'size(message.text) < 0', 'size(message.text) >= 3', 'now.getHours() >= 0', 'sla.cost < 5.0', 'sla.cost / 0.0 > 1.0', 'message.text.contains("r")', 'kb.solutions.exists(s, s.thirdParty)', 'true', 'false', '(triage.needsApproval ? 1 : 2) > triage.priorityScore', 'triage.priorityScore / 0 > 1'),
    fc.tuple(tie('rule'), fc.constantFrom('&&', '||'), tie('rule')).map(([a, sign, b]) => `(${a}) ${sign} (${b})`),
    tie('rule').map((a) => `!(${a})`),
    fc.tuple(tie('rule'), tie('rule'), tie('rule')).map(([a, b, c]) => `(${a}) ? (${b}) : (${c})`),
    fc.tuple(tie('rule'), fc.constantFrom('==', '!='), tie('rule')).map(([a, sign, b]) => `(${a}) ${sign} (${b})`)),
})).rule

function comesOut(condition: Condition, context: Context): boolean | undefined {
  const answer = evaluateCondition(condition, context)
  return answer.kind === 'value' && typeof answer.value === 'boolean' ? answer.value : undefined
}

function put(context: Context, path: readonly string[], value: Value): Context {
  const [key, ...rest] = path
  if (key === undefined) return context
  const inner: Value | undefined = context[key]
  const below = typeof inner === 'object' ? new Map<string, Value>(Object.entries(inner)) : new Map<string, Value>()
  return { ...context, [key]: rest.length === 0 ? value : put(Object.fromEntries(below), rest, value) }
}

describe('canHold', () => {
  it('never says that something cannot be, where a context shows it', () => {
    const contexts = fc.sample(contextsOf(sampleScope), { numRuns: 150, seed: 21 })
    let certain = 0
    fc.assert(fc.property(fc.oneof(close, close, anyCondition), fc.boolean(), (text, want) => {
      const result = compileCondition(text, sampleScope)
      if (result.kind === 'rejected') return
      const holding = canHold([{ term: result.condition.term, want }], { left: 3000 })
      if (holding.kind === 'no') {
        certain += 1
        expect(contexts.filter((context) => comesOut(result.condition, context) === want), `${text} was said never to be ${want}`).toEqual([])
      }
    }), { numRuns: 3000 })
    expect(certain).toBeGreaterThan(60)
  })

  it('gives examples that are ones', () => {
    let given = 0
    fc.assert(fc.property(close, fc.boolean(), (text, want) => {
      const result = compileCondition(text, sampleScope)
      if (result.kind === 'rejected') return
      const holding = canHold([{ term: result.condition.term, want }], { left: 3000 })
      if (holding.kind !== 'yes') return
      given += 1
      const context = holding.example.reduce<Context>((known, { path, value }) => put(known, path.split('.'), value), {})
      // What the example does not name matters to nothing but the question whether it is there.
      const full = fc.sample(contextsOf(sampleScope), { numRuns: 60, seed: 5 }).map((other) => holding.example.reduce((known, { path, value }) => put(known, path.split('.'), value), other))
      expect([context, ...full].some((each) => comesOut(result.condition, each) === want), `${text} should be ${want} at ${JSON.stringify(holding.example)}`).toBe(true)
    }), { numRuns: 800 })
    expect(given).toBeGreaterThan(100)
  })

  it('says of no part that it is always so, where a context shows otherwise', () => {
    const contexts = fc.sample(contextsOf(sampleScope), { numRuns: 100, seed: 4 })
    let found = 0
    fc.assert(fc.property(close, (text) => {
      const result = compileCondition(text, sampleScope)
      if (result.kind === 'rejected') return
      for (const { start, end, value, why } of constantParts(result.condition, { left: 20_000 })) {
        const part = text.slice(start, end)
        const again = compileCondition(part, sampleScope)
        if (again.kind === 'rejected') continue
        found += 1
        expect(why).toMatch(/\S/)
        expect(contexts.filter((context) => comesOut(again.condition, context) === !value), `${part} in ${text}`).toEqual([])
      }
    }), { numRuns: 800 })
    expect(found).toBeGreaterThan(50)
  })

  it.each<[first: string, second: string, kind: 'yes' | 'no' | 'maybe']>([
    ['triage.confidence >= 0.7', 'triage.confidence < 0.7', 'no'],
    ['triage.confidence >= 0.7', 'triage.confidence <= 0.7', 'yes'],
    ['triage.priority in ["P1", "P2"]', 'triage.priority in ["P2", "P3"]', 'yes'],
    ['triage.priority != "P1" && triage.priority != "P2"', 'triage.priority != "P3"', 'no'],
    ['has(kb.topConfidence)', '!has(kb.topConfidence)', 'no'],
    ['kb.topConfidence > 0.5', '!has(kb.topConfidence)', 'no'],
    ['!has(vars.approach)', 'true', 'no'],
    ['sla.remaining < duration("5m")', 'sla.remaining > duration("10m")', 'no'],
    ['message.text.contains("a")', 'message.text == "b"', 'maybe'],
    ['triage.confidence < 0.5', 'kb.topConfidence > 0.5', 'yes'],
  ])('knows whether %s and %s can both be true', (first, second, kind) => {
    expect(canHold([{ term: compiled(first).term, want: true }, { term: compiled(second).term, want: true }], { left: 1000 }).kind).toBe(kind)
  })
})
