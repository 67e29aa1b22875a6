import { describe, expect, it } from 'vitest'
import { canHold } from '../../../core/conditions/can-hold.ts'
import { compileCondition } from '../../../core/conditions/compile-condition.ts'
import { constantParts } from '../../../core/conditions/constant-parts.ts'
import { evaluateCondition } from '../../../core/conditions/evaluate-condition.ts'
import { sampleScope } from './sample-scope.ts'

function code(text: string): string {
  const compiled = compileCondition(text, sampleScope)
  return compiled.kind === 'compiled' ? 'fits' : (compiled.problems[0]?.code ?? 'none')
}

const times = (count: number, text: string, sign: string): string => Array.from({ length: count }, () => text).join(sign)
const texts = (count: number): string => Array.from({ length: count }, (_, index) => `"t${index}"`).join(', ')

describe('the limits of a condition', () => {
  it.each<[what: string, fits: string, tooLarge: string, code: string]>([
    ['2,000 characters', `triage.needsApproval${' '.repeat(1980)}`, `triage.needsApproval${' '.repeat(1981)}`, 'LUM310'],
    ['2,000 characters, counted before anything is read', `message.text == "${'x'.repeat(1982)}"`, `message.text == "${'('.repeat(100_000)}"`, 'LUM310'],
    ['300 nodes', times(150, 'true', '&&'), times(151, 'true', '&&'), 'LUM310'],
    ['32 brackets, one in another', `${'('.repeat(31)}true${')'.repeat(31)}`, `${'('.repeat(33)}true${')'.repeat(33)}`, 'LUM310'],
    ['100 items of a list', `message.text in [${texts(100)}]`, `message.text in [${texts(101)}]`, 'LUM310'],
    ['200 characters of a pattern', `message.text.matches("${'a'.repeat(200)}")`, `message.text.matches("${'a'.repeat(201)}")`, 'LUM309'],
    ['two macros, one in another', 'kb.solutions.exists(a, kb.solutions.all(b, a.title == b.title))', 'kb.solutions.exists(a, kb.solutions.all(b, kb.solutions.exists(c, c.title == a.title)))', 'LUM310'],
  ])('let %s pass and no more', (_what, fits, tooLarge, refused) => {
    expect(code(fits)).toBe('fits')
    expect(code(tooLarge)).toBe(refused)
  })

  it.each(['(a+)+$', '(a|aa)+$', '(a|a?)+$', '(.*)*x', '^(([a-z])+.)+[A-Z]([a-z])+$', '(?:a*)*b', 'a{1,100}a{1,100}$'])('match %s in time that grows with the text alone', (pattern) => {
    const compiled = compileCondition(`message.text.matches(${JSON.stringify(pattern)})`, sampleScope)
    if (compiled.kind === 'rejected') return expect(compiled.problems[0]?.code).toBe('LUM309')
    // A backtracking matcher does not come back from this.
    expect(evaluateCondition(compiled.condition, { message: { text: `${'a'.repeat(20_000)}!` } }).kind).toBe('value')
  })

  it.each([['a look ahead', '(?=a)b'], ['a look behind', '(?<=a)b'], ['a back reference', '(a)\\\\1'], ['a bracket that is not closed', '(a'], ['a count without end', 'a{1,100000}']])('refuse patterns with %s', (_what, pattern) => {
    expect(code(`message.text.matches("${pattern}")`)).toBe('LUM309')
  })

  it('bound how many items of lists one evaluation walks, however long the lists are', () => {
    const compiled = compileCondition('kb.solutions.exists(a, kb.solutions.exists(b, a.title == "x" && b.title == "y"))', sampleScope)
    if (compiled.kind === 'rejected') throw new Error(compiled.problems[0]?.message)
    const solutions = (count: number) => ({ kb: { solutions: Array.from({ length: count }, () => ({ title: 'z', body: '', confidence: 0.5, source: '', thirdParty: false })) } })
    expect(evaluateCondition(compiled.condition, solutions(300))).toEqual({ kind: 'value', value: false })
    expect(evaluateCondition(compiled.condition, solutions(20_000))).toEqual({ kind: 'failed', message: 'it walks more than 100000 items of lists' })
  })

  it('bound the analysis of a condition that was made to be long, and it then claims nothing', () => {
    // Six values cannot be nine things, but only trying them out shows it.
    const bomb = Array.from({ length: 9 }, (_, index) => `(triage.priorityScore == ${index} || nodes.clarify.visits == ${index} || message.text == "${index}" || triage.product == "${index}" || vars.note == "${index}" || sla.cost == ${index}.0)`).join(' && ')
    const compiled = compileCondition(bomb, sampleScope)
    if (compiled.kind === 'rejected') throw new Error(compiled.problems[0]?.message)
    const budget = { left: 50 }
    expect(canHold([{ term: compiled.condition.term, want: true }], budget).kind).toBe('maybe')
    expect(budget.left).toBeGreaterThan(-50)
    expect(canHold([{ term: compiled.condition.term, want: true }], { left: 1_000_000 }).kind).toBe('no')
    const parts = { left: 100 }
    expect(constantParts(compiled.condition, parts)).toEqual([])
    expect(parts.left).toBeGreaterThan(-100)
  })
})
