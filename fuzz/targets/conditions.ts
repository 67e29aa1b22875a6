import fc from 'fast-check'
import { compileCondition } from '../../core/conditions/compile-condition.ts'
import type { ConditionType } from '../../core/conditions/condition-type.ts'
import { describeCondition } from '../../core/conditions/describe-condition.ts'
import { evaluateCondition } from '../../core/conditions/evaluate-condition.ts'
import type { Value } from '../../core/conditions/value.ts'
import { withBufbuild } from '../../test/core/conditions/other-evaluators.ts'
import { sampleScope } from '../../test/core/conditions/sample-scope.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { mustHold } from '../fuzz-target.ts'

type Context = Readonly<Record<string, Value>>

function valueOf(type: ConditionType): fc.Arbitrary<Value> {
  switch (type.kind) {
    case 'string':
      return fc.constantFrom('', 'router', 'E1', '12', '1.5', 'ünï 😀', 'a'.repeat(300), '-', '__proto__')
    case 'bool':
      return fc.boolean()
    case 'int':
      return fc.constantFrom(0, 1, -1, 3, 1_000_000, 9_007_199_254_740_991, -9_007_199_254_740_991)
    case 'double':
      return type.score ? fc.constantFrom(0, 0.5, 0.7, 1) : fc.constantFrom(0, 1.5, -2.25, 1e300, -1e300, 1e-300)
    case 'timestamp':
      return fc.constantFrom(0, 1_772_442_000_000, -62_135_596_800_000, 253_402_300_799_000)
    case 'duration':
      return fc.constantFrom(0, 1000, -90_000, 315_576_000_000_000)
    case 'enum':
    case 'teamRef':
      return fc.constantFrom(...type.values)
    case 'list':
      return fc.array(valueOf(type.items), { maxLength: 3 })
    case 'record':
      return recordOf(Object.entries(type.fields).map(([name, field]) => [name, field.type, field.optional || field.default !== undefined]))
  }
}

function recordOf(fields: readonly (readonly [string, ConditionType, boolean])[]): fc.Arbitrary<Readonly<Record<string, Value>>> {
  return fc.tuple(...fields.map(([, type, optional]) => (optional ? fc.option(valueOf(type), { nil: undefined }) : valueOf(type))))
    .map((values) => Object.fromEntries(fields.flatMap(([name], index): [string, Value][] => { const value = values[index]; return value === undefined ? [] : [[name, value]] })))
}

const contexts: readonly Context[] = [
  {},
  { triage: 'text', kb: [], message: { text: 3 }, now: 'x', team: {}, vars: [], nodes: { clarify: 1 }, sla: false },
  ...fc.sample(recordOf(Object.entries(sampleScope).map(([root, entry]) => [root, entry.type, entry.optional || entry.default !== undefined])), { numRuns: 6, seed: 3 }),
]

// These texts mean something else to the other evaluator, by decisions that are written down.
const outsideTheStandard = /isOpen|string\s*\(|matches|get[A-Z]|timestamp|duration|e-?\d|now|message\.at|remaining/

function same(left: unknown, right: unknown): boolean {
  return Object.is(left, right) || (typeof left === 'number' && typeof right === 'number' && (left === right || Math.abs(left - right) <= 1e-12 * Math.abs(left))) || JSON.stringify(left) === JSON.stringify(right)
}

function holdsRecord(type: ConditionType): boolean {
  return type.kind === 'record' || (type.kind === 'list' && holdsRecord(type.items))
}

function compare(text: string): string {
  const compiled = compileCondition(text, sampleScope, 'any')
  if (compiled.kind === 'rejected') return ''
  let other: ReturnType<typeof withBufbuild>
  try {
    other = withBufbuild(text, sampleScope)
  } catch {
    return 'unread by the other'
  }
  let agreed = 0
  for (const context of contexts.slice(2)) {
    const ours = evaluateCondition(compiled.condition, context)
    const theirs = other(context)
    // Records come out of the other evaluator in a form of its own, and an absent one as an empty one.
    if (holdsRecord(compiled.condition.type)) continue
    // Whole numbers of 64 bits are theirs; ours end where a number stops being exact, and say so.
    if (ours.kind === 'failed' && /too large|too long|outside the years/.test(ours.message)) continue
    const detail = (): string => `\nOurs is ${JSON.stringify(ours)}, theirs ${JSON.stringify(theirs)}, on ${JSON.stringify(context)}`
    if (ours.kind !== 'value') mustHold(theirs.kind === 'stopped', () => `Ours stops (${ours.kind}), and the other evaluator gives a value.${detail()}`)
    else mustHold(theirs.kind === 'value' && same(ours.value, theirs.value), () => `Ours is a value, and the other evaluator's ${theirs.kind === 'value' ? `differs (${compiled.condition.type.kind})` : 'stops'}.${detail()}`)
    agreed += 1
  }
  return `agreed ${agreed}`
}

function run(text: string): string {
  const answers = (['bool', 'any'] as const).map((expected) => {
    const compiled = compileCondition(text, sampleScope, expected)
    if (compiled.kind === 'compiled') {
      const { condition } = compiled
      describeCondition(condition)
      mustHold(expected === 'any' || condition.type.kind === 'bool', () => 'A condition that is no true/false value was accepted as one.')
      return [...new Set(contexts.map((context) => {
        const answer = evaluateCondition(condition, context)
        mustHold(expected === 'any' || answer.kind !== 'value' || typeof answer.value === 'boolean', () => `A condition came out as ${JSON.stringify(answer)}.`)
        mustHold(answer.kind !== 'failed' || answer.message !== '', () => 'A failure says nothing.')
        return answer.kind === 'failed' ? answer.message.replace(/"[^"]*"|\d+/g, '').slice(0, 30) : answer.kind
      }))].sort().join(',')
    }
    mustHold(compiled.problems.length > 0, () => 'A condition was rejected without a word.')
    for (const problem of compiled.problems) {
      mustHold(/^LUM3\d\d$/.test(problem.code) && problem.message !== '' && problem.hint !== '', () => `A problem is incomplete: ${JSON.stringify(problem)}`)
      mustHold(problem.start >= 0 && problem.start <= problem.end && problem.end <= text.length, () => `A problem lies outside the text: ${JSON.stringify(problem)}`)
    }
    return compiled.problems.map((problem) => `${problem.code} ${problem.message.replace(/"[^"]*"|\d+|\([^)]*\)/g, '').slice(0, 24)}`).join(',')
  })
  return `${answers.join(' / ')} ${outsideTheStandard.test(text) ? '' : compare(text)}`
}

/** Text to a compiled condition and its values: no exception, problems inside the text, and the same values as `@bufbuild/cel` where both accept. */
export const conditionsTarget: FuzzTarget = {
  name: 'conditions',
  seeds: () => [
    'triage.priority == "P1" || triage.issueType == "security"', 'has(kb.topConfidence) && kb.topConfidence >= 0.75', 'kb.solutions.exists(s, s.confidence > 0.6 && !s.thirdParty)', 'kb.solutions.filter(s, s.confidence > 0.5).map(s, s.title)',
    'triage.errorCodes.all(c, c.startsWith("E")) ? triage.priorityScore + 1 : -3', 'size(triage.product) > 3 && int("12") * 2 == 24', 'nodes.clarify.visits < 2 && vars.approach != "answer"', '"E1" in triage.errorCodes || triage.errorCodes + ["x"] == []',
    'now - message.at > duration("1h30m") && sla.remaining < duration("5m")', 'now.getHours("+02:00") in [8, 9, 10]', 'message.text.matches("(a+)+$")', 'double(triage.priorityScore) / 2.0 - sla.cost', 'team == "tier1"', 'string(triage.needsApproval) + string(1.5)', 'isOpen("office", now)',
    'kb.solutions[0].title', 'has(triage.product) && triage.product.contains("x")', '!(!true) && (1 < 2) == true',
  ],
  words: [
    '&&', '||', '!', '==', '!=', '<', '<=', '>', '>=', 'in', '+', '-', '*', '/', '%', '?', ':', '(', ')', '[', ']', '{', '}', '.', ',', 'has(', 'size(', 'int(', 'double(', 'string(', 'timestamp(', 'duration(', 'isOpen(', '.exists(x, ', '.all(x, ', '.exists_one(x, ', '.filter(x, ', '.map(x, ',
    '.contains(', '.startsWith(', '.endsWith(', '.matches("', '.size()', '.getHours()', '.getHours("UTC")', 'triage', 'triage.priority', 'triage.confidence', 'triage.priorityScore', 'triage.product', 'triage.errorCodes', 'kb.solutions', 'kb.topConfidence', 'message.text', 'message.at', 'sla.remaining', 'sla.cost', 'nodes.clarify.visits', 'vars.approach', 'vars.note', 'team', 'now',
    'true', 'false', 'null', '0', '1', '-1', '2.5', '1e3', '9007199254740993', '0x10', '5u', '"P1"', "'x'", '""', 'r"\\d"', 'b"x"', '"\\u0041"', '"""x"""', '// c', 'x', 's', 'c', '__proto__', 'constructor', '.?', '[?', 'cel.bind(', 'dyn(', 'type(', 'uint(', 'bytes(',
  ],
  longest: 2200,
  run,
}
