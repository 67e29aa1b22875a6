import type { ConditionScope } from './condition-scope.ts'
import type { ConditionType } from './condition-type.ts'
import type { RuleOperator, RuleRow, RuleValue } from './rule-model.ts'

/** A field that a row can ask about; `sure` where it is always there. */
export type RuleField = { readonly path: string; readonly type: ConditionType; readonly sure: boolean }

/** Deeper records than this are out of a list's reach; they can be written as text. */
const deepest = 4

function fieldsBelow(path: string, type: ConditionType, sure: boolean, depth: number): readonly RuleField[] {
  if (type.kind !== 'record') return [{ path, type, sure }]
  return depth >= deepest ? [] : Object.entries(type.fields).flatMap(([name, field]) => fieldsBelow(`${path}.${name}`, field.type, sure && (!field.optional || field.default !== undefined), depth + 1))
}

/** Every field that rows can ask about, in the order of the scope. */
export function ruleFields(scope: ConditionScope): readonly RuleField[] {
  return Object.entries(scope).flatMap(([root, entry]) => fieldsBelow(root, entry.type, !entry.optional || entry.default !== undefined, 0))
}

/** What rows can ask of a value of this type, the usual first. */
export function operatorsOf(type: ConditionType, path: string): readonly RuleOperator[] {
  const known: readonly RuleOperator[] = path.includes('.') ? ['known'] : []
  switch (type.kind) {
    case 'bool':
      return ['holds', ...known]
    case 'enum':
    case 'teamRef':
      return ['is', 'oneOf', ...known]
    case 'string':
      return ['contains', 'is', 'oneOf', 'startsWith', 'endsWith', 'matches', ...known]
    case 'int':
      return ['atLeast', 'above', 'atMost', 'below', 'is', 'oneOf', ...known]
    case 'double':
      return ['atLeast', 'above', 'atMost', 'below', ...known]
    case 'duration':
      return ['below', 'atMost', 'atLeast', 'above', ...known]
    case 'timestamp':
      return ['open', 'above', 'below', ...known]
    case 'list':
      return type.items.kind === 'string' || type.items.kind === 'enum' ? ['includes', ...known] : known
    case 'record':
      return known
  }
}

/** The first value of a type, so that a new row is a whole condition from the start. */
export function freshValue(type: ConditionType, operator: RuleOperator, calendar = ''): RuleValue {
  if (operator === 'open') return { kind: 'text', text: calendar }
  switch (type.kind) {
    case 'enum':
    case 'teamRef':
      return { kind: 'text', text: type.values[0] ?? '' }
    case 'int':
      return { kind: 'whole', number: Math.max(type.min ?? 1, Math.min(type.max ?? 1, 1)) }
    case 'double':
      return { kind: 'decimal', number: type.score ? 0.5 : 1 }
    case 'duration':
      return { kind: 'span', ms: 3_600_000 }
    case 'timestamp':
      return { kind: 'time', ms: 1_767_225_600_000 }
    case 'list':
      return freshValue(type.items, 'is')
    default:
      return { kind: 'text', text: '' }
  }
}

function takesValue(operator: RuleOperator): boolean {
  return operator !== 'holds' && operator !== 'known'
}

/** A row that asks a field something; values that still fit are kept. */
export function rowFor({ path, type }: RuleField, operator: RuleOperator, before?: RuleRow, calendar?: string): RuleRow {
  const fresh = freshValue(type, operator, calendar)
  const kept = before?.field === path && (operator === 'open') === (before.operator === 'open') ? before.values.filter((value) => value.kind === fresh.kind || value.kind === 'field') : []
  const values = !takesValue(operator) ? [] : kept.length === 0 ? [fresh] : operator === 'oneOf' ? kept.filter((value) => value.kind !== 'field') : kept.slice(0, 1)
  return { kind: 'row', field: path, operator, values: takesValue(operator) && values.length === 0 ? [fresh] : values, negated: before?.field === path ? before.negated : false }
}

/** The words of an operator, turned around or not, as a row shows them between its field and its values. */
export function operatorWords(operator: RuleOperator, negated: boolean): string {
  const words: Readonly<Record<RuleOperator, readonly [plain: string, negated: string]>> = {
    is: ['is', 'is not'], oneOf: ['is one of', 'is none of'], below: ['is below', 'is not below'], atMost: ['is at most', 'is not at most'], above: ['is above', 'is not above'], atLeast: ['is at least', 'is not at least'],
    contains: ['contains', 'does not contain'], startsWith: ['begins with', 'does not begin with'], endsWith: ['ends with', 'does not end with'], matches: ['matches', 'does not match'],
    includes: ['includes', 'does not include'], holds: ['is true', 'is false'], known: ['is known', 'is not known'], open: ['is in the hours of', 'is outside the hours of'],
  }
  return words[operator][negated ? 1 : 0]
}
