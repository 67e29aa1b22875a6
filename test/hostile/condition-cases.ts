import type { Value } from '../../core/conditions/value.ts'
import type { HostileCase } from './hostile-case.ts'
import { ofCondition } from './text-outcome.ts'

const long = `${'a'.repeat(100_000)}!`
const message = (text: string): Readonly<Record<string, Value>> => ({ message: { text, at: 0 } })
const solutions = (count: number): Readonly<Record<string, Value>> => ({ kb: { topConfidence: 0.5, solutions: Array.from({ length: count }, (_, index) => ({ title: `t${index}`, confidence: 0.5, thirdParty: false })) } })
const whole = (value: Value): Readonly<Record<string, Value>> => ({ triage: { priorityScore: value } })

type Row = readonly [name: string, text: string, errors: readonly string[], context?: Readonly<Record<string, Value>>]

const rows: readonly Row[] = [
  ['two thousand and one characters', `"${'x'.repeat(1999)}"`, ['LUM310']],
  ['two thousand characters', `"${'x'.repeat(1998)}"`, []],
  ['a mebibyte of characters', 'a'.repeat(1_048_576), ['LUM310']],
  ['twenty thousand parentheses', `${'('.repeat(20_000)}true${')'.repeat(20_000)}`, ['LUM310']],
  ['nine hundred parentheses', `${'('.repeat(900)}true${')'.repeat(900)}`, ['LUM310']],
  ['thirty-three brackets', `${'['.repeat(33)}${']'.repeat(33)}`, ['LUM310']],
  ['thirty-three parentheses in text', `"${'('.repeat(33)}" == ""`, []],
  ['a chain of !', `${'!'.repeat(1990)}true`, ['LUM310']],
  ['a chain of -', `${'-'.repeat(1990)}1 == 1`, ['LUM310']],
  ['a chain of ?:', `${'true ? 1 : '.repeat(150)}1`, ['LUM310']],
  ['a chain of &&', Array.from({ length: 250 }, () => 'true').join('&&'), ['LUM310']],
  ['a chain of points', `triage${'.a'.repeat(900)}`, ['LUM310']],
  ['a chain of indexes', `triage.errorCodes${'[0]'.repeat(600)}`, ['LUM310']],
  ['a list of a hundred and one items', `1 in [${Array.from({ length: 101 }, () => '1').join(',')}]`, ['LUM310']],
  ['exists in exists in exists', 'kb.solutions.exists(a, kb.solutions.exists(b, kb.solutions.exists(c, true)))', ['LUM310']],
  ['exists in exists over a thousand items each', 'kb.solutions.exists(a, kb.solutions.exists(b, a.confidence > b.confidence))', ['failed'], solutions(1000)],
  ['map in map over a thousand items each', 'size(kb.solutions.map(a, kb.solutions.map(b, a.title + b.title))) > 5', ['failed'], solutions(1000)],
  ['text that doubles in every step', `size(${Array.from({ length: 60 }, () => 'message.text').join(' + ')}) > 5`, [], message(long)],
  ['a whole number that grows too large', 'triage.priorityScore * triage.priorityScore > 0', ['failed'], whole(9_007_199_254_740_991)],
  ['the smallest whole number negated', '-triage.priorityScore > 0', [], whole(-9_007_199_254_740_991)],
  ['a literal of twenty digits', '99999999999999999999 > 1', ['LUM302']],
  ['a literal beyond exact numbers', '9007199254740993 > 1', ['LUM302']],
  ['division by zero', '1 / 0 > 1', ['failed']],
  ['the remainder by zero', '1 % 0 > 1', ['failed']],
  ['a decimal number without end', '1.0 / 0.0 > 1.0', []],
  ['1e400', '1e400 > 1.0', ['LUM300']],
  ['int of 1e300', 'int(sla.cost) > 1', ['failed'], { sla: { cost: 1e300 } }],
  ['not a number', 'sla.cost > 1.0', [], { sla: { cost: Number.NaN } }],
  ['a pattern that explodes elsewhere', 'message.text.matches("(a+)+$")', [], message(long)],
  ['another', 'message.text.matches("^(([a-z])+.)+[A-Z]([a-z])+$")', [], message(long)],
  ['and another', 'message.text.matches("(a|aa)+b")', [], message(long)],
  ['a pattern that counts to a thousand twice', 'message.text.matches("((a{100}){100}){100}")', ['LUM309'], message(long)],
  ['a pattern with a back reference', 'message.text.matches("(a)\\\\1")', ['LUM309']],
  ['a pattern with look-ahead', 'message.text.matches("(?=a)")', ['LUM309']],
  ['a pattern that is computed', 'message.text.matches(message.text)', ['LUM309']],
  ['a pattern of two hundred and one characters', `message.text.matches("${'a'.repeat(201)}")`, ['LUM309']],
  ['a pattern in a text of a hundred thousand characters', 'message.text.contains("b") || message.text.endsWith("!")', [], message(long)],
  ['a root that every object has', 'constructor.name == "x"', ['LUM301']],
  ['a prototype', '__proto__ == "x"', ['LUM300']],
  ['a field that every object has', 'triage.constructor == "x"', ['LUM301']],
  ['a field that every object has, asked for', 'has(triage.hasOwnProperty)', ['LUM301']],
  ['a function that every object has', 'toString()', ['LUM308']],
  ['a method that every object has', 'message.text.constructor("x")', ['LUM308']],
  ['a text with the name of what every object has', 'triage.product == "__proto__"', [], { triage: { product: '__proto__' } }],
  ['a field that is absent and that every object has in its prototype', 'triage.product == "x"', ['absent'], { triage: JSON.parse('{"__proto__":{"product":"x"}}') }],
  ['a local of a name that every object has', 'kb.solutions.exists(constructor, constructor.confidence > 0.1)', [], solutions(1)],
  ['a letter of another alphabet', 'tri\u0430ge.priority == "P1"', ['LUM300']],
  ['an invisible character', 'triage.priority\u200b == "P1"', ['LUM300']],
  ['a comment that hides the rest', 'triage.needsApproval // || true', ['absent']],
  ['half of a surrogate pair', 'triage.product == "\ud800"', ['absent']],
  ['NUL', 'true\u0000', ['LUM300']],
  ['an escape without end', '"\\u12', ['LUM300']],
  ['a raw text without end', 'r"\\', ['LUM300']],
  ['a time that is none', 'timestamp("9999-99-99T99:99:99Z") < now', ['LUM302']],
  ['a span longer than any', 'duration("99999999999h") > duration("1s")', ['LUM302']],
  ['a zone that is none', 'now.getHours("../../etc/passwd") > 1', ['LUM302']],
  ['context of the wrong form', 'kb.solutions.exists(s, s.thirdParty)', ['failed'], { kb: { solutions: 'many' } }],
  ['context that is too deep', 'triage.priority == "P1"', ['failed'], { triage: { priority: { a: { b: {} } } } }],
  ['nothing', '', ['LUM300']],
  ['spaces', ' '.repeat(1000), ['LUM300']],
]

/** Conditions that try to crash the checker or evaluator, to make them hang, or to reach what is no part of the language. */
export const hostileCases: readonly HostileCase[] = rows.map(([name, text, errors, context]): HostileCase => ({ name, run: () => ofCondition(text, context), errors }))
