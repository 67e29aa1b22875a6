import fc from 'fast-check'
import type { ConditionScope } from '../../../core/conditions/condition-scope.ts'
import type { ConditionType } from '../../../core/conditions/condition-type.ts'
import type { Value } from '../../../core/conditions/value.ts'

function valueOf(type: ConditionType): fc.Arbitrary<Value> {
  switch (type.kind) {
    case 'string':
      return fc.constantFrom('', 'router', 'Router 2', 'refund please', 'ünï', 'E1', '12', '1.5', 'x'.repeat(40))
    case 'bool':
      return fc.boolean()
    case 'int':
      return fc.oneof(fc.integer({ min: -3, max: 4 }), fc.integer({ min: -1_000_000, max: 1_000_000 }))
    case 'double':
      return type.score ? fc.constantFrom(0, 0.25, 0.5, 0.59, 0.6, 0.7, 0.75, 0.8, 0.9, 1) : fc.double({ min: -1000, max: 1000, noNaN: true })
    case 'timestamp':
      return fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 })
    case 'duration':
      return fc.integer({ min: -400_000, max: 100_000_000 })
    case 'enum':
    case 'teamRef':
      return fc.constantFrom(...type.values)
    case 'list':
      return fc.array(valueOf(type.items), { maxLength: 4 })
    case 'record':
      return recordOf(Object.entries(type.fields).map(([name, field]) => [name, field.type, field.optional || field.default !== undefined]))
  }
}

function recordOf(fields: readonly (readonly [string, ConditionType, boolean])[]): fc.Arbitrary<Readonly<Record<string, Value>>> {
  return fc.tuple(...fields.map(([, type, optional]) => (optional ? fc.option(valueOf(type), { nil: undefined }) : valueOf(type))))
    .map((values) => Object.fromEntries(fields.flatMap(([name], index): [string, Value][] => { const value = values[index]; return value === undefined ? [] : [[name, value]] })))
}

/** Contexts in which what may be absent sometimes is. */
export function contextsOf(scope: ConditionScope): fc.Arbitrary<Readonly<Record<string, Value>>> {
  return recordOf(Object.entries(scope).map(([root, entry]) => [root, entry.type, entry.optional || entry.default !== undefined]))
}

/** Conditions of any shape that the checker accepts, made from the fields of the sample. */
export const anyCondition: fc.Arbitrary<string> = fc.letrec<{ bool: string; number: string; whole: string; text: string }>((tie) => ({
  whole: fc.oneof({ maxDepth: 3, withCrossShrink: true }, fc.constantFrom('triage.priorityScore', 'nodes.clarify.visits', '2', '0', 'size(message.text)', 'size(kb.solutions)'),
    fc.tuple(tie('whole'), fc.constantFrom('+', '-', '*', '/', '%'), tie('whole')).map(([a, sign, b]) => `(${a} ${sign} ${b})`)),
  number: fc.oneof({ maxDepth: 3 }, fc.constantFrom('triage.confidence', 'kb.topConfidence', 'sla.cost', '0.5', '2.0'),
    fc.tuple(tie('number'), fc.constantFrom('+', '-', '*', '/'), tie('number')).map(([a, sign, b]) => `(${a} ${sign} ${b})`), tie('whole').map((a) => `double(${a})`)),
  text: fc.oneof({ maxDepth: 2 }, fc.constantFrom('triage.product', 'message.text', 'vars.note', '"router"', "'E1'"), fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a} + ${b})`)),
  bool: fc.oneof({ maxDepth: 4, withCrossShrink: true },
    fc.constantFrom('triage.needsApproval', 'true', 'false', 'has(kb.topConfidence)', 'has(triage.product)', 'triage.priority == "P1"', 'vars.approach != "answer"', 'triage.issueType in ["billing", "other"]'),
    fc.tuple(tie('bool'), fc.constantFrom('&&', '||'), tie('bool')).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    tie('bool').map((a) => `!(${a})`),
    fc.tuple(tie('bool'), tie('bool'), tie('bool')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc.tuple(tie('whole'), fc.constantFrom('<', '<=', '>', '>=', '==', '!='), tie('whole')).map(([a, sign, b]) => `${a} ${sign} ${b}`),
    fc.tuple(tie('number'), fc.constantFrom('<', '>='), tie('whole')).map(([a, sign, b]) => `(${a}) + 0.0 ${sign} ${b}`),
    fc.tuple(tie('text'), fc.constantFrom('contains', 'startsWith', 'endsWith'), tie('text')).map(([a, name, b]) => `${a}.${name}(${b})`),
    tie('bool').map((a) => `kb.solutions.exists(s, s.thirdParty && (${a}))`),
    tie('bool').map((a) => `triage.errorCodes.all(c, c != "E1" || (${a}))`)),
})).bool
