import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileCondition } from '../../../core/conditions/compile-condition.ts'
import { evaluateCondition } from '../../../core/conditions/evaluate-condition.ts'
import type { RuleGroup, RulePart, RuleRow, RuleValue } from '../../../core/conditions/rule-model.ts'
import { rulesOf, settledRules, textOf } from '../../../core/conditions/rule-model.ts'
import type { Value } from '../../../core/conditions/value.ts'
import { anyCondition, contextsOf } from './random-conditions.ts'
import { sampleScope } from './sample-scope.ts'

function answer(text: string, context: Readonly<Record<string, Value>>): string {
  const compiled = compileCondition(text, sampleScope)
  if (compiled.kind === 'rejected') throw new Error(`${text}: ${compiled.problems.map(({ message }) => message).join(' ')}`)
  const { kind, ...rest } = evaluateCondition(compiled.condition, context, { isOpen: (_, at) => at % 2 === 0, zoneOffsetMs: () => 0 })
  return kind === 'value' ? JSON.stringify(rest) : kind
}

function rules(text: string): RuleGroup {
  const found = rulesOf(text, sampleScope)
  if (found.kind === 'advanced') throw new Error(`${text}: ${found.reason}`)
  return found.rules
}

const texts: fc.Arbitrary<RuleValue> = fc.oneof(fc.constantFrom('', 'router', 'a "b" \\ c', "it's", 'ünï 😀', 'line\nbreak', '{{x}}'), fc.string({ unit: 'grapheme', maxLength: 8 })).map((text) => ({ kind: 'text', text }))
const wholes: fc.Arbitrary<RuleValue> = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((number) => ({ kind: 'whole', number }))
const decimals: fc.Arbitrary<RuleValue> = fc.double({ min: -1e9, max: 1e9, noNaN: true }).filter((number) => !Object.is(number, -0)).map((number) => ({ kind: 'decimal', number }))
const scores: fc.Arbitrary<RuleValue> = fc.integer({ min: 0, max: 100 }).map((hundredths) => ({ kind: 'decimal', number: hundredths / 100 }))
const orders = fc.constantFrom('below' as const, 'atMost' as const, 'above' as const, 'atLeast' as const)

const row: fc.Arbitrary<RuleRow> = fc.tuple(
  fc.oneof(
    fc.tuple(fc.constant('triage.confidence'), orders, fc.array(scores, { minLength: 1, maxLength: 1 })),
    fc.tuple(fc.constantFrom('triage.priorityScore', 'nodes.clarify.visits'), fc.constantFrom('is' as const, 'below' as const, 'atLeast' as const), fc.array(wholes, { minLength: 1, maxLength: 1 })),
    fc.tuple(fc.constantFrom('triage.priorityScore'), fc.constant('oneOf' as const), fc.array(wholes, { minLength: 1, maxLength: 4 })),
    fc.tuple(fc.constant('sla.cost'), orders, fc.array(decimals, { minLength: 1, maxLength: 1 })),
    fc.tuple(fc.constantFrom('message.text', 'triage.product', 'vars.note'), fc.constantFrom('is' as const, 'contains' as const, 'startsWith' as const, 'endsWith' as const), fc.array(texts, { minLength: 1, maxLength: 1 })),
    fc.tuple(fc.constantFrom('message.text'), fc.constant('oneOf' as const), fc.array(texts, { minLength: 1, maxLength: 3 })),
    fc.tuple(fc.constant('message.text'), fc.constant('matches' as const), fc.constantFrom<RuleValue[]>([{ kind: 'text', text: '(?i)re(fund|turn)\\b' }], [{ kind: 'text', text: '^"a"$' }])),
    fc.tuple(fc.constant('triage.priority'), fc.constantFrom('is' as const, 'oneOf' as const), fc.constantFrom<RuleValue[]>([{ kind: 'text', text: 'P1' }], [{ kind: 'text', text: 'P3' }])),
    fc.tuple(fc.constant('triage.errorCodes'), fc.constant('includes' as const), fc.array(texts, { minLength: 1, maxLength: 1 })),
    fc.tuple(fc.constantFrom('triage.confidence'), orders, fc.constant<RuleValue[]>([{ kind: 'field', path: 'kb.topConfidence' }])),
    fc.tuple(fc.constant('sla.remaining'), orders, fc.integer({ min: -1e9, max: 1e12 }).map((ms): RuleValue[] => [{ kind: 'span', ms }])),
    fc.tuple(fc.constantFrom('now', 'message.at'), orders, fc.integer({ min: -6e13, max: 2e14 }).map((ms): RuleValue[] => [{ kind: 'time', ms }])),
    fc.tuple(fc.constant('triage.needsApproval'), fc.constant('holds' as const), fc.constant<RuleValue[]>([])),
    fc.tuple(fc.constantFrom('triage.product', 'kb.topConfidence', 'triage.needsApproval'), fc.constant('known' as const), fc.constant<RuleValue[]>([])),
    fc.tuple(fc.constantFrom('now', 'message.at'), fc.constant('open' as const), fc.constant<RuleValue[]>([{ kind: 'text', text: 'office' }])),
  ),
  fc.boolean(),
).map(([[field, operator, values], negated]) => ({ kind: 'row', field, operator, values, negated }))

/** Texts of any shape and spelling that rows can show. */
const spelled: fc.Arbitrary<string> = fc.letrec<{ rule: string }>((tie) => ({
  rule: fc.oneof({ maxDepth: 4, withCrossShrink: true },
    fc.constantFrom('triage.needsApproval', 'triage.needsApproval == true', 'false != triage.needsApproval', 'has(triage.product)', 'has( kb.topConfidence )', '0.5<=triage.confidence', 'triage.confidence > kb.topConfidence', "triage.priority == 'P1'", '"P2" != triage.priority',
      'triage.issueType in ["billing", \'other\']', '"E1" in triage.errorCodes', 'message.text.contains("ref" )', 'triage.priorityScore >= -3', '7 > nodes.clarify.visits', 'sla.remaining < duration("90m")', 'isOpen("office", now)', 'now >= timestamp("2026-03-01T09:00:00+02:00")', 'sla.cost < 1e3'),
    fc.tuple(tie('rule'), fc.constantFrom('&&', '||', ' && ', ' ||\n'), tie('rule')).map(([a, sign, b]) => `${a}${sign}${b}`),
    fc.tuple(tie('rule'), fc.constantFrom('&&', '||'), tie('rule')).map(([a, sign, b]) => `(${a}) ${sign} (${b})`),
    tie('rule').map((a) => `!(${a})`), tie('rule').map((a) => `!!(${a})`)),
})).rule

const { group } = fc.letrec<{ part: RulePart; group: RuleGroup }>((tie) => ({
  part: fc.oneof({ maxDepth: 3, withCrossShrink: true }, row, row, tie('group')),
  group: fc.record({ kind: fc.constant('group' as const), join: fc.constantFrom('all' as const, 'any' as const), negated: fc.boolean(), parts: fc.array(tie('part'), { maxLength: 4, depthIdentifier: 'rules' }) }),
}))

describe('rules and text', () => {
  it('mean the same after a way there and back, for every condition that rows can show', () => {
    const contexts = fc.sample(contextsOf(sampleScope), { numRuns: 40, seed: 9 })
    let shown = 0
    fc.assert(fc.property(fc.oneof(spelled, spelled, anyCondition), (text) => {
      if (compileCondition(text, sampleScope).kind === 'rejected') return
      const found = rulesOf(text, sampleScope)
      if (found.kind === 'advanced') return
      shown += 1
      const back = textOf(found.rules)
      for (const context of contexts) expect(answer(back, context), `${text} became ${back}`).toBe(answer(text, context))
    }), { numRuns: 400 })
    expect(shown).toBeGreaterThan(200)
  })

  it('are the same rules again, whatever was built', () => {
    fc.assert(fc.property(group, (built) => {
      const text = textOf(built)
      const found = rulesOf(text, sampleScope)
      // Very large groups go over the limits of a condition, which is then text with a finding.
      if (found.kind === 'advanced') expect(text.length > 2000 || compileCondition(text, sampleScope).kind === 'rejected').toBe(true)
      else expect(found.rules).toEqual(settledRules(built))
    }), { numRuns: 600 })
  })

  it.each<[text: string, rules: RuleGroup]>([
    ['', { kind: 'group', join: 'all', negated: false, parts: [] }],
    ['has(triage.product) && triage.product == "x"', { kind: 'group', join: 'all', negated: false, parts: [
      { kind: 'row', field: 'triage.product', operator: 'known', values: [], negated: false },
      { kind: 'row', field: 'triage.product', operator: 'is', values: [{ kind: 'text', text: 'x' }], negated: false },
    ] }],
    ['0.7 <= triage.confidence', { kind: 'group', join: 'all', negated: false, parts: [{ kind: 'row', field: 'triage.confidence', operator: 'atLeast', values: [{ kind: 'decimal', number: 0.7 }], negated: false }] }],
    ['!(triage.priority in ["P1", "P2"])', { kind: 'group', join: 'all', negated: false, parts: [{ kind: 'row', field: 'triage.priority', operator: 'oneOf', values: [{ kind: 'text', text: 'P1' }, { kind: 'text', text: 'P2' }], negated: true }] }],
    ['triage.needsApproval == false', { kind: 'group', join: 'all', negated: false, parts: [{ kind: 'row', field: 'triage.needsApproval', operator: 'holds', values: [], negated: true }] }],
    ['triage.needsApproval || (triage.confidence < 0.5 && !has(kb.topConfidence))', { kind: 'group', join: 'any', negated: false, parts: [
      { kind: 'row', field: 'triage.needsApproval', operator: 'holds', values: [], negated: false },
      { kind: 'group', join: 'all', negated: false, parts: [
        { kind: 'row', field: 'triage.confidence', operator: 'below', values: [{ kind: 'decimal', number: 0.5 }], negated: false },
        { kind: 'row', field: 'kb.topConfidence', operator: 'known', values: [], negated: true },
      ] },
    ] }],
  ])('reads %s as rows', (text, expected) => {
    expect(rules(text)).toEqual(expected)
  })

  it.each([
    ['kb.solutions.exists(s, s.thirdParty)', /walks a list/],
    ['triage.needsApproval ? true : false', /\? :/],
    ['triage.priorityScore + 1 > 3', /computed/],
    ['size(message.text) > 3', /computed/],
    ['true', /true in so many words/],
    ['triage.confidence > 0.5 // sure', /comment/],
    ['triage.confidenc > 0.5', /no field confidenc/],
  ])('shows %s as text, and says why', (text, reason) => {
    const found = rulesOf(text, sampleScope)
    expect(found.kind === 'advanced' ? found.reason : found.kind).toMatch(reason)
  })
})
