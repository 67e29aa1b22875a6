import type { WorkBudget } from './can-hold.ts'
import { canHold } from './can-hold.ts'
import type { Condition } from './compile-condition.ts'
import type { ConditionType } from './condition-type.ts'
import type { Term } from './term.ts'
import { balancedSpan } from './balanced-span.ts'
import { partsOf } from './walk-term.ts'

/** A part of a condition that has one answer whatever the context holds. */
export type ConstantPart = { readonly start: number; readonly end: number; readonly value: boolean; readonly why: string }

function chain(term: Term, op: 'and' | 'or'): readonly Term[] {
  return term.op === op ? [...chain(term.left, op), ...chain(term.right, op)] : [term]
}

/** What values a type has, as the end of "X is ...". */
function rangeWords(type: ConditionType): string | undefined {
  switch (type.kind) {
    case 'int':
      if (type.min !== undefined && type.max !== undefined) return `a whole number from ${type.min} to ${type.max}`
      return type.min !== undefined ? `a whole number of at least ${type.min}` : type.max !== undefined ? `a whole number of at most ${type.max}` : undefined
    case 'double':
      return type.score ? 'a score from 0 to 1' : undefined
    case 'enum':
    case 'teamRef':
      return `one of ${type.values.join(', ')}`
    default:
      return undefined
  }
}

/** The parts of a condition that are always true, or never, the innermost ones; what says so in so many words (`true`) is not one. */
export function constantParts({ text, term }: Condition, budget: WorkBudget): readonly ConstantPart[] {
  const found: ConstantPart[] = []
  const source = (part: Term): string => {
    const { start, end } = balancedSpan(text, part)
    return text.slice(start, end)
  }

  const impossible = (terms: readonly Term[], want: boolean): boolean => canHold(terms.map((each) => ({ term: each, want })), budget).kind === 'no'

  // Two parts that settle it say more than "its parts exclude each other".
  const pairOf = (parts: readonly Term[], want: boolean): string | undefined => {
    for (const [index, right] of parts.entries()) {
      for (const left of parts.slice(0, index)) {
        if (budget.left <= 0) return undefined
        if (!impossible([left, right], want)) continue
        return want ? `${source(left)} and ${source(right)} exclude each other` : `one of ${source(left)} and ${source(right)} always holds`
      }
    }
    return undefined
  }

  const subjectOf = (part: Term): string | undefined => {
    const sides = part.op === 'order' || part.op === 'equal' ? [part.left, part.right] : part.op === 'in' ? [part.item] : part.op === 'call' ? part.args.slice(0, 1) : []
    const [subject] = sides.filter((side) => side.op !== 'literal')
    const range = subject === undefined || sides.filter((side) => side.op !== 'literal').length > 1 ? undefined : subject.op === 'call' && subject.name === 'size' ? 'a whole number of at least 0' : rangeWords(subject.type)
    return subject === undefined || range === undefined ? undefined : `${source(subject)} is ${range}`
  }

  const why = (part: Term, value: boolean): string => {
    if (part.op === 'and' || part.op === 'or') {
      return pairOf(chain(part, part.op), !value) ?? (value ? 'its parts leave nothing out' : 'its parts exclude each other')
    }
    if (part.op === 'conditional') return 'both of its ways give the same'
    return subjectOf(part) ?? (value ? 'no value makes it false' : 'no value makes it true')
  }

  const report = (part: Term): boolean => {
    const answer = impossible([part], true) ? false : impossible([part], false) ? true : undefined
    if (answer === undefined) return false
    found.push({ ...balancedSpan(text, part), value: answer, why: why(part, answer) })
    return true
  }

  /** Looks into a part; true where something inside it (or itself) is settled. */
  function visit(part: Term): boolean {
    if (budget.left <= 0) return false
    const below = part.op === 'and' || part.op === 'or' ? chain(part, part.op) : partsOf(part)
    const inside = below.map(visit).some(Boolean)
    if (inside || part.type.kind !== 'bool') return inside
    // A guard that is not needed does no harm, and a truth value written out is meant.
    if (part.op === 'literal' || part.op === 'hasPath' || part.op === 'hasField' || part.op === 'read' || part.op === 'not') return false
    return report(part)
  }

  visit(term)
  return found
}
