import { compileCondition } from './compile-condition.ts'
import type { ConditionScope } from './condition-scope.ts'
import type { Term } from './term.ts'
import { pathText } from './term.ts'
import { spanLiteral, timeLiteral } from './time-literals.ts'

/** A value that a row compares with, as its type writes it. */
export type RuleValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'whole' | 'decimal'; readonly number: number }
  /** A span of time or a point in time, in milliseconds. */
  | { readonly kind: 'span' | 'time'; readonly ms: number }
  | { readonly kind: 'field'; readonly path: string }

/** What a row asks of its field. */
export type RuleOperator = 'is' | 'oneOf' | 'below' | 'atMost' | 'above' | 'atLeast' | 'contains' | 'startsWith' | 'endsWith' | 'matches' | 'includes' | 'holds' | 'known' | 'open'

/** One line of the rule builder: a field, what is asked of it, and with which values; `negated` turns it around. */
export type RuleRow = { readonly kind: 'row'; readonly field: string; readonly operator: RuleOperator; readonly values: readonly RuleValue[]; readonly negated: boolean }

/** Lines of which all, or any, must hold; `negated` turns the whole group around. */
export type RuleGroup = { readonly kind: 'group'; readonly join: 'all' | 'any'; readonly negated: boolean; readonly parts: readonly RulePart[] }

/** A line or a group. */
export type RulePart = RuleRow | RuleGroup

/** A condition as the rule builder shows it, or why it can only be shown as text: it says more than rows can, or (`isWrong`) it has a mistake. */
export type Rules = { readonly kind: 'rules'; readonly rules: RuleGroup } | { readonly kind: 'advanced'; readonly reason: string; readonly isWrong: boolean }

const orders = { '<': 'below', '<=': 'atMost', '>': 'above', '>=': 'atLeast' } as const
const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const
const signs = { below: '<', atMost: '<=', above: '>', atLeast: '>=' } as const
const methods = ['contains', 'startsWith', 'endsWith', 'matches'] as const

/** Thrown inside this file only: what a part of a condition has that rows cannot show. */
class Advanced extends Error {}

function valueOf(term: Term): RuleValue | undefined {
  if (term.op === 'read' && term.type.kind !== 'list' && term.type.kind !== 'record') return { kind: 'field', path: pathText(term.path) }
  if (term.op === 'negate') {
    const inner = valueOf(term.of)
    return inner !== undefined && 'number' in inner ? { kind: inner.kind, number: 0 - inner.number } : undefined
  }
  if (term.op !== 'literal') return undefined
  if (typeof term.value === 'string') return { kind: 'text', text: term.value }
  if (typeof term.value !== 'number') return undefined
  switch (term.type.kind) {
    case 'int':
      return { kind: 'whole', number: term.value }
    case 'double':
      return { kind: 'decimal', number: term.value }
    case 'duration':
      return { kind: 'span', ms: term.value }
    case 'timestamp':
      return { kind: 'time', ms: term.value }
    default:
      return undefined
  }
}

function row(field: Term, operator: RuleOperator, values: readonly (RuleValue | undefined)[], negated: boolean, what: string): RuleRow {
  if (field.op !== 'read') throw new Advanced(`${what} something that is computed`)
  const known = values.flatMap((value) => value ?? [])
  if (known.length < values.length) throw new Advanced(`${what} with a value that is computed`)
  return { kind: 'row', field: pathText(field.path), operator, values: known, negated }
}

function compared(term: Extract<Term, { op: 'equal' | 'order' }>, negated: boolean): RuleRow {
  const turned = term.left.op !== 'read' && term.right.op === 'read'
  const [field, value] = turned ? [term.right, term.left] : [term.left, term.right]
  if (term.op === 'order') return row(field, orders[turned ? mirrored[term.sign] : term.sign], [valueOf(value)], negated, 'it compares')
  const unequal = term.negated !== negated
  if (value.op === 'literal' && typeof value.value === 'boolean') return row(field, 'holds', [], unequal === value.value, 'it compares')
  return row(field, 'is', [valueOf(value)], unequal, 'it compares')
}

function partOf(term: Term, negated: boolean): RulePart {
  switch (term.op) {
    case 'and':
    case 'or':
      return { kind: 'group', join: term.op === 'and' ? 'all' : 'any', negated, parts: chain(term, term.op).map((part) => partOf(part, false)) }
    case 'not':
      return partOf(term.of, !negated)
    case 'hasPath':
      return { kind: 'row', field: pathText(term.path), operator: 'known', values: [], negated }
    case 'read':
      return row(term, 'holds', [], negated, 'it reads')
    case 'equal':
    case 'order':
      return compared(term, negated)
    case 'in': {
      if (term.list.op === 'list') {
        if (term.list.items.length === 0) throw new Advanced('it looks into an empty list')
        return row(term.item, 'oneOf', term.list.items.map(valueOf), negated, 'it looks up')
      }
      return row(term.list, 'includes', [valueOf(term.item)], negated, 'it looks into')
    }
    case 'call': {
      const method = methods.find((name) => name === term.name)
      const [subject, value] = term.args
      if (method !== undefined && subject !== undefined && value !== undefined) return row(subject, method, [valueOf(value)], negated, 'it looks into')
      if (term.name === 'isOpen' && subject !== undefined && value !== undefined) return row(value, 'open', [valueOf(subject)], negated, 'it asks for the opening hours at')
      throw new Advanced(`it uses ${term.name}(...)`)
    }
    case 'conditional':
      throw new Advanced('it chooses between two values with ? :')
    case 'fold':
      throw new Advanced(`it walks a list with ${term.name}(...)`)
    case 'literal':
      throw new Advanced(`it says ${String(term.value)} in so many words`)
    default:
      throw new Advanced('it computes a value')
  }
}

function chain(term: Term, op: 'and' | 'or'): readonly Term[] {
  return term.op === op ? [...chain(term.left, op), ...chain(term.right, op)] : [term]
}

function hasComment(text: string): boolean {
  return text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""').includes('//')
}

/** A condition as nested groups of rows; `advanced` where it says more than rows can show. An empty text is a group without rows. */
export function rulesOf(text: string, scope: ConditionScope): Rules {
  if (text.trim() === '') return { kind: 'rules', rules: { kind: 'group', join: 'all', negated: false, parts: [] } }
  const compiled = compileCondition(text, scope)
  if (compiled.kind === 'rejected') return { kind: 'advanced', reason: compiled.problems[0]?.message ?? 'it cannot be read', isWrong: true }
  if (hasComment(text)) return { kind: 'advanced', reason: 'it has a comment', isWrong: false }
  try {
    const part = partOf(compiled.condition.term, false)
    return { kind: 'rules', rules: part.kind === 'group' ? part : { kind: 'group', join: 'all', negated: false, parts: [part] } }
  } catch (problem) {
    if (problem instanceof Advanced) return { kind: 'advanced', reason: problem.message, isWrong: false }
    throw problem
  }
}

function decimalText(number: number): string {
  const text = String(number)
  return /[.e]/.test(text) ? text : `${text}.0`
}

function valueText(value: RuleValue): string {
  switch (value.kind) {
    case 'text':
      return JSON.stringify(value.text)
    case 'whole':
      return String(value.number)
    case 'decimal':
      return decimalText(value.number)
    case 'span':
      return spanLiteral(value.ms)
    case 'time':
      return timeLiteral(value.ms)
    case 'field':
      return value.path
  }
}

function rowText({ field, operator, values, negated }: RuleRow): string {
  const [first = ''] = values.map(valueText)
  const turn = negated ? '!' : ''
  switch (operator) {
    case 'is':
      return `${field} ${negated ? '!=' : '=='} ${first}`
    case 'below':
    case 'atMost':
    case 'above':
    case 'atLeast':
      return negated ? `!(${field} ${signs[operator]} ${first})` : `${field} ${signs[operator]} ${first}`
    case 'oneOf':
      return negated ? `!(${field} in [${values.map(valueText).join(', ')}])` : `${field} in [${values.map(valueText).join(', ')}]`
    case 'includes':
      return negated ? `!(${first} in ${field})` : `${first} in ${field}`
    case 'contains':
    case 'startsWith':
    case 'endsWith':
    case 'matches':
      return `${turn}${field}.${operator}(${first})`
    case 'holds':
      return `${turn}${field}`
    case 'known':
      return `${turn}has(${field})`
    case 'open':
      return `${turn}isOpen(${first}, ${field})`
  }
}

function partText(part: RulePart, inside: boolean): string {
  if (part.kind === 'row') return rowText(part)
  const [only] = part.parts
  if (only !== undefined && part.parts.length === 1 && !part.negated) return partText(only, inside)
  const text = part.parts.map((each) => partText(each, part.parts.length > 1)).join(part.join === 'all' ? ' && ' : ' || ')
  return part.negated ? `!(${text})` : inside ? `(${text})` : text
}

/** The text of groups of rows; empty where there is no row. */
export function textOf(rules: RuleGroup): string {
  const settled = settledRules(rules)
  return settled.parts.length === 0 ? '' : partText(settled, false)
}

/** Groups of rows in their simplest form: no empty groups, none around a single part, none inside one of the same kind. */
export function settledRules(rules: RuleGroup): RuleGroup {
  const part = settledPart(rules)
  return part === undefined ? { kind: 'group', join: 'all', negated: false, parts: [] } : part.kind === 'group' ? part : { kind: 'group', join: 'all', negated: false, parts: [part] }
}

function settledPart(part: RulePart): RulePart | undefined {
  if (part.kind === 'row') return part
  const parts = part.parts.flatMap((each) => settledPart(each) ?? []).flatMap((each) => (each.kind === 'group' && !each.negated && each.join === part.join ? each.parts : [each]))
  const [only] = parts
  if (only === undefined) return undefined
  return parts.length > 1 ? { ...part, parts } : part.negated ? { ...only, negated: !only.negated } : only
}
