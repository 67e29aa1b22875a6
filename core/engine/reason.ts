import type { ConditionPorts } from '../conditions/condition-ports.ts'
import type { ConditionType } from '../conditions/condition-type.ts'
import { timeText } from '../conditions/cel-time.ts'
import { planTerm } from '../conditions/plan-term.ts'
import { pathText, type OrderSign, type Term } from '../conditions/term.ts'
import type { Value } from '../conditions/value.ts'
import { describeValue } from './describe-outputs.ts'
import type { EngineContext } from './engine-state.ts'
import { readPath } from './text-template.ts'

/** A condition taken apart into the clauses that people name as reasons. */
export type Reason =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Reason[]; readonly holds: Holds }
  | { readonly kind: 'not'; readonly of: Reason; readonly holds: Holds }
  | { readonly kind: 'present'; readonly path: readonly string[]; readonly holds: Holds }
  | { readonly kind: 'clause'; readonly path: readonly string[]; readonly say: (context: EngineContext, holds: boolean) => string; readonly holds: Holds }

type Holds = (context: EngineContext, ports: ConditionPorts | undefined) => boolean

const needs: Readonly<Record<OrderSign, string>> = { '>=': 'at least', '>': 'more than', '<=': 'at most', '<': 'less than' }
const mirrored: Readonly<Record<OrderSign, OrderSign>> = { '>=': '<=', '>': '<', '<=': '>=', '<': '>' }

/** Takes a condition apart. */
export function planReason(text: string, term: Term): Reason {
  const run = planTerm(term)
  const holds: Holds = (context, ports) => run({ context, ports, locals: [], walked: 0 }) === true
  switch (term.op) {
    case 'and':
    case 'or':
      return { kind: term.op === 'and' ? 'all' : 'any', parts: chain(term, term.op).map((part) => planReason(text, part)), holds }
    case 'not':
      return { kind: 'not', of: planReason(text, term.of), holds }
    case 'hasPath':
      return { kind: 'present', path: pathOf(term), holds }
    default:
      return { kind: 'clause', path: clausePath(term), say: planClause(text, term), holds }
  }
}

// `a && b && c` is a chain to people, however the parser nests it.
function chain(term: Term, op: 'and' | 'or'): readonly Term[] {
  return (term.op === 'and' || term.op === 'or') && term.op === op ? [...chain(term.left, op), ...chain(term.right, op)] : [term]
}

function clausePath(term: Term): readonly string[] {
  if (term.op === 'read') return pathOf(term)
  if (term.op === 'in' && term.item.op === 'read') return pathOf(term.item)
  if (term.op !== 'equal' && term.op !== 'order') return []
  if (term.left.op === 'read') return pathOf(term.left)
  return term.right.op === 'read' ? pathOf(term.right) : []
}

function pathOf(term: Extract<Term, { op: 'read' | 'hasPath' }>): readonly string[] {
  return term.path.map((step) => step.name)
}

function planClause(text: string, term: Term): (context: EngineContext, holds: boolean) => string {
  if (term.op === 'read') return (_, holds) => `${pathText(term.path)} is ${String(holds)}`
  if (term.op === 'equal') return planComparison(text, term.left, term.right, (sentence, other) => (holds) => (holds === term.negated ? `${sentence}, not ${other}` : sentence))
  if (term.op === 'order') {
    const flipped = term.left.op !== 'read' && term.right.op === 'read'
    const sign = flipped ? mirrored[term.sign] : term.sign
    return planComparison(text, term.left, term.right, (sentence, other) => () => `${sentence} (needs ${needs[sign]} ${other})`)
  }
  if (term.op === 'in' && term.item.op === 'read') {
    const { path, type } = term.item
    const list = slice(text, term.list)
    return (context, holds) => `${pathText(path)} is ${describeTyped(readPath(context, path.map((step) => step.name)), type)}, ${holds ? 'one' : 'none'} of ${list}`
  }
  return (_, holds) => `${slice(text, term)} is ${holds ? 'true' : 'false'}`
}

function planComparison(text: string, left: Term, right: Term, phrase: (sentence: string, other: string) => (holds: boolean) => string): (context: EngineContext, holds: boolean) => string {
  const [read, other] = left.op === 'read' ? [left, right] : [right, left]
  if (read.op !== 'read') return (_, holds) => `${slice(text, left)} and ${slice(text, right)} compare ${holds ? 'as needed' : 'otherwise'}`
  const path = pathOf(read)
  const name = pathText(read.path)
  return (context, holds) => {
    const told = other.op === 'read' ? `${pathText(other.path)} (${describeTyped(readPath(context, pathOf(other)), other.type)})` : slice(text, other)
    return phrase(`${name} is ${describeTyped(readPath(context, path), read.type)}`, told)(holds)
  }
}

function slice(text: string, term: Term): string {
  return text.slice(term.start, term.end).replace(/^(?:duration|timestamp)\("([^"]*)"\)$/, '$1')
}

/** A value as its type wants to be read. */
export function describeTyped(value: Value | undefined, type: ConditionType): string {
  if (value === undefined) return 'absent'
  if (typeof value === 'number' && type.kind === 'timestamp') return timeText(value)
  if (typeof value === 'number' && type.kind === 'duration') return describeDuration(value)
  return describeValue(value)
}

/** A span of time in its largest units. */
export function describeDuration(ms: number): string {
  if (ms < 0) return `-${describeDuration(-ms)}`
  if (ms < 1000) return `${ms} ms`
  const seconds = Math.floor(ms / 1000)
  const parts = [[Math.floor(seconds / 86_400), 'd'], [Math.floor(seconds / 3600) % 24, 'h'], [Math.floor(seconds / 60) % 60, 'min'], [seconds % 60, 's']] as const
  return parts.filter(([count]) => count > 0).slice(0, 2).map(([count, unit]) => `${count} ${unit}`).join(' ')
}
