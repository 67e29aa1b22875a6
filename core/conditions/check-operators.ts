import type { CheckContext, Place } from './check-context.ts'
import { placed, sourceOf } from './check-context.ts'
import type { ConditionFix } from './condition-problem.ts'
import type { ConditionType } from './condition-type.ts'
import { isComparable, isNumeric, isTextual, typeName } from './condition-type.ts'
import { nearestName } from './nearest-name.ts'
import type { ArithmeticSign, OrderSign, Term } from './term.ts'

const bool: ConditionType = { kind: 'bool' }
const swapped: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' }

function literalNumber(term: Term): number | undefined {
  if (term.op === 'literal' && typeof term.value === 'number' && isNumeric(term.type)) return term.value
  if (term.op === 'negate') {
    const inner = literalNumber(term.of)
    return inner === undefined ? undefined : -inner
  }
  return undefined
}

function replace(place: Place, text: string, title: string): ConditionFix {
  return { title, start: place.start, end: place.end, text }
}

function decimalText(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value)
}

/** Reports a literal that a score can never reach; true where it did. */
function reportScoreRange(context: CheckContext, field: Term, sign: string, literal: Term): boolean {
  const value = literalNumber(literal)
  if (field.type.kind !== 'double' || !field.type.score || value === undefined || (value >= 0 && value <= 1)) return false
  const above = value > 1
  const always = sign === '!=' || (above ? sign === '<' || sign === '<=' : sign === '>' || sign === '>=')
  const meant = above && value <= 100 ? decimalText(value / 100) : undefined
  context.report(
    'LUM305', literal,
    `${sourceOf(context, field)} is a score from 0 to 1; comparing it with ${sourceOf(context, literal)} is always ${always ? 'true' : 'false'}.`,
    meant === undefined ? 'Write a number from 0 to 1.' : `Did you mean ${meant}?`,
    meant === undefined ? undefined : replace(literal, meant, `Write ${meant}`),
  )
  return true
}

/** Reports a literal that is not among the values of an enum or the teams; true where it did. */
export function reportUnknownValue(context: CheckContext, field: Term, literal: Term): boolean {
  const type = field.type
  if ((type.kind !== 'enum' && type.kind !== 'teamRef') || literal.op !== 'literal' || typeof literal.value !== 'string') return false
  if (type.values.includes(literal.value)) return false
  const near = nearestName(literal.value, type.values)
  const quote = context.text.charAt(literal.start) === "'" ? "'" : '"'
  context.report(
    'LUM304', literal,
    `"${literal.value}" is not a value of ${sourceOf(context, field)} (${type.values.join(', ')}).`,
    near === undefined ? 'Use one of its values.' : `Did you mean "${near}"?`,
    near === undefined ? undefined : replace(literal, `${quote}${near}${quote}`, `Write "${near}"`),
  )
  return true
}

function conversionHint(left: ConditionType, right: ConditionType): string {
  if (isNumeric(left) && isTextual(right)) return 'Remove the quotes to compare with a number, or use double(...) to read a number from text.'
  if (isTextual(left) && isNumeric(right)) return 'Put the value in quotes to compare with text, or use double(...) to read a number from text.'
  if (left.kind === 'bool' || right.kind === 'bool') return 'A true/false value needs no comparison: write it alone, or with ! before it.'
  if (left.kind === 'duration' || right.kind === 'duration') return 'Write a span of time as duration("5m").'
  if (left.kind === 'timestamp' || right.kind === 'timestamp') return 'Write a point in time as timestamp("2026-03-01T09:00:00Z").'
  if (left.kind === 'list' || right.kind === 'list') return 'Look into a list with exists(...), size(...) or in.'
  if (left.kind === 'record' || right.kind === 'record') return 'Compare one field of the record.'
  return 'Compare values of the same type.'
}

function reportTypes(context: CheckContext, at: Place, sign: string, left: Term, right: Term): undefined {
  return context.report(
    'LUM302', at,
    `${sign} is not defined for ${typeName(left.type)} (${sourceOf(context, left)}) and ${typeName(right.type)} (${sourceOf(context, right)}).`,
    conversionHint(left.type, right.type),
  )
}

/** Checks `==` and `!=`. */
export function checkEquality(context: CheckContext, at: Place, sign: '==' | '!=', left: Term, right: Term): Term | undefined {
  if (reportScoreRange(context, left, sign, right) || reportScoreRange(context, right, sign, left)) return undefined
  if (isNumeric(left.type) && isNumeric(right.type) && left.type.kind !== right.type.kind) {
    const literal = literalNumber(right) === undefined ? left : right
    const value = literalNumber(literal)
    const meant = value === undefined ? undefined : literal.type.kind === 'int' ? decimalText(value) : Number.isInteger(value) ? String(value) : undefined
    return context.report(
      'LUM311', at,
      `${sign} compares a whole number with a decimal number, which conditions do not mix.`,
      meant === undefined ? 'Convert one side with double(...) or int(...).' : `Write ${meant}.`,
      meant === undefined ? undefined : replace(literal, meant, `Write ${meant}`),
    )
  }
  if (!isComparable(left.type, right.type)) return reportTypes(context, at, sign, left, right)
  if (reportUnknownValue(context, left, right) || reportUnknownValue(context, right, left)) return undefined
  return { op: 'equal', negated: sign === '!=', left, right, ...placed(at, bool) }
}

/** Checks `<`, `<=`, `>` and `>=`. */
export function checkOrder(context: CheckContext, at: Place, sign: OrderSign, left: Term, right: Term): Term | undefined {
  if (reportScoreRange(context, left, sign, right) || reportScoreRange(context, right, swapped[sign] ?? sign, left)) return undefined
  const ordered = (isNumeric(left.type) && isNumeric(right.type)) || (isTextual(left.type) && isTextual(right.type))
    || (left.type.kind === right.type.kind && (left.type.kind === 'timestamp' || left.type.kind === 'duration' || left.type.kind === 'bool'))
  if (!ordered) return reportTypes(context, at, sign, left, right)
  if (reportUnknownValue(context, left, right) || reportUnknownValue(context, right, left)) return undefined
  return { op: 'order', sign, left, right, ...placed(at, bool) }
}

function arithmeticType(sign: ArithmeticSign, left: ConditionType, right: ConditionType): ConditionType | undefined {
  if (left.kind === 'int' && right.kind === 'int') return { kind: 'int' }
  if (left.kind === 'double' && right.kind === 'double') return sign === '%' ? undefined : { kind: 'double', score: false }
  if (sign === '+') {
    if (left.kind === 'duration' && right.kind === 'duration') return { kind: 'duration' }
    if ((left.kind === 'timestamp' && right.kind === 'duration') || (left.kind === 'duration' && right.kind === 'timestamp')) return { kind: 'timestamp' }
  }
  if (sign === '-') {
    if (left.kind === 'duration' && right.kind === 'duration') return { kind: 'duration' }
    if (left.kind === 'timestamp' && right.kind === 'duration') return { kind: 'timestamp' }
    if (left.kind === 'timestamp' && right.kind === 'timestamp') return { kind: 'duration' }
  }
  return undefined
}

/** Checks `+`, `-`, `*`, `/` and `%`. */
export function checkArithmetic(context: CheckContext, at: Place, sign: ArithmeticSign, left: Term, right: Term): Term | undefined {
  const type = arithmeticType(sign, left.type, right.type)
  if (type !== undefined) return { op: 'arithmetic', sign, left, right, ...placed(at, type) }
  if (sign === '+' && isTextual(left.type) && isTextual(right.type)) return { op: 'concat', left, right, ...placed(at, { kind: 'string' }) }
  if (sign === '+' && left.type.kind === 'list' && right.type.kind === 'list' && isComparable(left.type, right.type)) {
    return { op: 'concat', left, right, ...placed(at, left.type) }
  }
  if (isNumeric(left.type) && isNumeric(right.type) && left.type.kind !== right.type.kind) {
    const literal = left.type.kind === 'int' ? left : right
    const value = literalNumber(literal)
    return context.report(
      'LUM302', at,
      `${sign} is not defined for ${typeName(left.type)} (${sourceOf(context, left)}) and ${typeName(right.type)} (${sourceOf(context, right)}).`,
      value === undefined ? 'Convert the whole number with double(...).' : `Write ${decimalText(value)}.`,
      value === undefined ? undefined : replace(literal, decimalText(value), `Write ${decimalText(value)}`),
    )
  }
  return reportTypes(context, at, sign, left, right)
}

/** Checks `in`. */
export function checkIn(context: CheckContext, at: Place, item: Term, list: Term): Term | undefined {
  if (list.type.kind !== 'list') {
    return context.report('LUM302', list, `in looks into a list, and ${sourceOf(context, list)} is ${typeName(list.type)}.`, 'Write the values in square brackets: in ["a", "b"]. To look into text, use contains(...).')
  }
  if (list.op === 'list') {
    let sound = true
    for (const entry of list.items) {
      if (reportUnknownValue(context, item, entry) || reportScoreRange(context, item, '==', entry)) sound = false
    }
    if (!sound) return undefined
    if (list.items.length === 0) return { op: 'in', item, list, ...placed(at, bool) }
  }
  if (!isComparable(item.type, list.type.items)) return reportTypes(context, at, 'in', item, list)
  return { op: 'in', item, list, ...placed(at, bool) }
}
