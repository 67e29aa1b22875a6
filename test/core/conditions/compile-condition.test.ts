import { describe, expect, it } from 'vitest'
import { compileCondition } from '../../../core/conditions/compile-condition.ts'
import { sampleScope } from './sample-scope.ts'

function problemsOf(text: string, expected: 'bool' | 'any' = 'bool') {
  const compiled = compileCondition(text, sampleScope, expected)
  return compiled.kind === 'rejected' ? compiled.problems.map(({ code, start, end, fix }) => ({ code, part: text.slice(start, end), fix: fix === undefined ? undefined : text.slice(0, fix.start) + fix.text + text.slice(fix.end) })) : []
}

describe('compileCondition', () => {
  it.each<[text: string, code: string, part: string, fixed?: string]>([
    ['', 'LUM300', ''],
    ['triage.priority = "P1"', 'LUM300', '='],
    ['triage.needsApproval and true', 'LUM300', 'and'],
    ['triage.confidence > .7', 'LUM300', '.'],
    ['"open', 'LUM300', '"open'],
    ['triage.priority == "P1" ||', 'LUM300', '|'],
    ['triaje.priority == "P1"', 'LUM301', 'triaje', 'triage.priority == "P1"'],
    ['triage.prioriti == "P1"', 'LUM301', 'prioriti', 'triage.priority == "P1"'],
    ['triage.priority.name == "P1"', 'LUM301', 'triage.priority.name'],
    ['P1 == triage.priority', 'LUM301', 'P1'],
    ['triage.priorityScore == "3"', 'LUM302', 'triage.priorityScore == "3"'],
    ['triage.confidence && true', 'LUM302', 'triage.confidence'],
    ['!triage.priority', 'LUM302', 'triage.priority'],
    ['triage.confidence + 1 > 0.5', 'LUM302', 'triage.confidence + 1', 'triage.confidence + 1.0 > 0.5'],
    ['sla.remaining < 5', 'LUM302', 'sla.remaining < 5'],
    ['sla.remaining < duration("3d")', 'LUM302', 'duration("3d")'],
    ['now > timestamp("yesterday")', 'LUM302', 'timestamp("yesterday")'],
    ['has(triage)', 'LUM302', 'triage'],
    ['triage.product == null', 'LUM302', 'null'],
    ['triage.errorCodes == "E1"', 'LUM302', 'triage.errorCodes == "E1"'],
    ['"E1" in triage.product', 'LUM302', 'triage.product'],
    ['triage.confidence > 0.5 ? "a" : 3', 'LUM302', 'triage.confidence > 0.5 ? "a" : 3'],
    ['triage.priority in ["P1", 2]', 'LUM302', '2'],
    ['9007199254740993 > triage.priorityScore', 'LUM302', '9007199254740993'],
    ['now.getHours("Berlin") > 8', 'LUM302', '"Berlin"'],
    ['triage.confidence', 'LUM303', 'triage.confidence'],
    ['triage.priority', 'LUM303', 'triage.priority'],
    ['triage.priority == "p1"', 'LUM304', '"p1"', 'triage.priority == "P1"'],
    ["triage.issueType in ['billing', 'securty']", 'LUM304', "'securty'", "triage.issueType in ['billing', 'security']"],
    ['team != "tier3"', 'LUM304', '"tier3"', 'team != "tier1"'],
    ['triage.confidence >= 70', 'LUM305', '70', 'triage.confidence >= 0.7'],
    ['75 < triage.confidence', 'LUM305', '75', '0.75 < triage.confidence'],
    ['triage.confidence > -0.5', 'LUM305', '-0.5'],
    ['lower(triage.product) == "x"', 'LUM308', 'lower(triage.product)'],
    ['triage.product.upper() == "x"', 'LUM308', 'triage.product.upper()'],
    ['contains(triage.product, "x")', 'LUM308', 'contains(triage.product, "x")'],
    ['{"a": 1} == {"a": 1}', 'LUM308', '{"a": 1}'],
    ['triage.priorityScore == 5u', 'LUM308', '5u'],
    ['message.text.matches(triage.product)', 'LUM309', 'triage.product'],
    ['message.text.matches("(a")', 'LUM309', '"(a"'],
    ['message.text.matches("(?=a)")', 'LUM309', '"(?=a)"'],
    [`message.text.matches("${'a'.repeat(201)}")`, 'LUM309', `"${'a'.repeat(201)}"`],
    [`${'true && '.repeat(200)}true`, 'LUM310', `${'true && '.repeat(200)}true`],
    [`${'('.repeat(40)}true${')'.repeat(40)}`, 'LUM310', `${'('.repeat(40)}true${')'.repeat(40)}`],
    ['kb.solutions.exists(a, kb.solutions.exists(b, kb.solutions.exists(c, c.thirdParty)))', 'LUM310', 'kb.solutions.exists(c, c.thirdParty)'],
    ['triage.confidence == 1', 'LUM311', 'triage.confidence == 1', 'triage.confidence == 1.0'],
    ['triage.priorityScore != 3.0', 'LUM311', 'triage.priorityScore != 3.0', 'triage.priorityScore != 3'],
  ])('rejects %s', (text, code, part, fixed) => {
    expect(problemsOf(text)).toContainEqual({ code, part, fix: fixed })
  })

  it('reports every problem of a condition, not only the first', () => {
    expect(problemsOf('triage.prioriti == "P1" && triage.confidence > 70 || triage.issueType == "bill"').map(({ code }) => code)).toEqual(['LUM301', 'LUM305', 'LUM304'])
  })

  it('survives twenty thousand brackets', () => {
    expect(problemsOf('('.repeat(1990))[0]?.code).toBe('LUM310')
    expect(problemsOf('!'.repeat(1990) + 'true')[0]?.code).toBe('LUM310')
    expect(problemsOf('('.repeat(20_000))[0]?.code).toBe('LUM310')
  })

  it.each<[text: string, reads: readonly string[]]>([
    ['has(kb.topConfidence) && kb.topConfidence >= 0.75', ['kb.topConfidence']],
    ['nodes.clarify.visits < 2 || triage.priority == "P1"', ['nodes.clarify.visits', 'triage.priority']],
    ['kb.solutions.exists(s, s.confidence > triage.confidence)', ['kb.solutions', 'triage.confidence']],
    ['isOpen("office", now)', ['now']],
    ['triage.priority in ["P1"] ? vars.approach == "answer" : kb.solutions[0].thirdParty', ['triage.priority', 'vars.approach', 'kb.solutions']],
  ])('knows what %s reads', (text, reads) => {
    const compiled = compileCondition(text, sampleScope)
    expect(compiled).toMatchObject({ kind: 'compiled', condition: { reads } })
  })

  it.each<[text: string, unguarded: readonly string[]]>([
    ['has(kb.topConfidence) && kb.topConfidence >= 0.75', []],
    // Either side of && and || decides by itself what the other could not, so a guard counts wherever it stands.
    ['kb.topConfidence >= 0.75 && has(kb.topConfidence)', []],
    ['kb.topConfidence >= 0.75 || !has(kb.topConfidence)', []],
    ['kb.topConfidence >= 0.75 || has(kb.topConfidence)', ['kb.topConfidence']],
    ['!has(triage.product) || triage.product == "x"', []],
    ['has(triage.product) || triage.product == "x"', ['triage.product']],
    ['has(triage.product) ? triage.product == "x" : triage.product == "y"', ['triage.product']],
    ['!(has(kb.topConfidence) && has(triage.product)) || kb.topConfidence > 0.5 && triage.product == "x"', []],
  ])('knows which reads of %s have no guard', (text, unguarded) => {
    const compiled = compileCondition(text, sampleScope)
    if (compiled.kind === 'rejected') throw new Error('it was rejected')
    const open = compiled.condition.readsAt.map((read) => ({ path: read.path.map((step) => step.name).join('.'), guarded: read.guarded })).filter(({ path, guarded }) => !guarded.has(path))
    expect(open.map(({ path }) => path)).toEqual(unguarded)
  })

  it('yields values of any type where any is expected', () => {
    expect(compileCondition('triage.priorityScore + 1', sampleScope, 'any')).toMatchObject({ kind: 'compiled', condition: { type: { kind: 'int' } } })
    expect(compileCondition('"callback"', sampleScope, 'any')).toMatchObject({ kind: 'compiled', condition: { type: { kind: 'string' } } })
    expect(compileCondition('now - message.at', sampleScope, 'any')).toMatchObject({ kind: 'compiled', condition: { type: { kind: 'duration' } } })
  })
})
