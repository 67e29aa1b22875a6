import type { Value } from '../conditions/value.ts'
import type { Term } from '../conditions/term.ts'
import { pathText } from '../conditions/term.ts'

/** What is taken to be known of a ticket: some values by path, and which calendars are open. */
export type KnownFacts = {
  readonly values: Readonly<Record<string, string>>
  readonly isOpen?: (calendar: string) => boolean | undefined
}

function valueOf(term: Term, known: KnownFacts): Value | undefined {
  if (term.op === 'literal') return term.value
  if (term.op !== 'read') return undefined
  const path = pathText(term.path)
  return Object.hasOwn(known.values, path) ? known.values[path] : undefined
}

function sameLanguageStart(term: Extract<Term, { op: 'call' }>, known: KnownFacts): boolean | undefined {
  const [text, prefix] = term.args.map((argument) => valueOf(argument, known))
  return term.name === 'startsWith' && typeof text === 'string' && typeof prefix === 'string' ? text.startsWith(prefix) : undefined
}

/** Whether a condition is true where only some facts are known; undefined where they do not decide it. */
export function truthOf(term: Term, known: KnownFacts): boolean | undefined {
  switch (term.op) {
    case 'literal':
      return typeof term.value === 'boolean' ? term.value : undefined
    case 'not': {
      const inner = truthOf(term.of, known)
      return inner === undefined ? undefined : !inner
    }
    case 'and': {
      const left = truthOf(term.left, known)
      const right = truthOf(term.right, known)
      return left === false || right === false ? false : left === true && right === true ? true : undefined
    }
    case 'or': {
      const left = truthOf(term.left, known)
      const right = truthOf(term.right, known)
      return left === true || right === true ? true : left === false && right === false ? false : undefined
    }
    case 'conditional': {
      const test = truthOf(term.test, known)
      if (test !== undefined) return truthOf(test ? term.then : term.otherwise, known)
      const then = truthOf(term.then, known)
      return then === truthOf(term.otherwise, known) ? then : undefined
    }
    case 'equal': {
      const left = valueOf(term.left, known)
      const right = valueOf(term.right, known)
      return left === undefined || right === undefined ? undefined : (left === right) !== term.negated
    }
    case 'in': {
      const item = valueOf(term.item, known)
      if (item === undefined || term.list.op !== 'list') return undefined
      const items = term.list.items.map((each) => valueOf(each, known))
      return items.includes(item) ? true : items.includes(undefined) ? undefined : false
    }
    case 'call': {
      if (term.name !== 'isOpen') return sameLanguageStart(term, known)
      const [calendar, at] = term.args
      const now = at?.op === 'read' && pathText(at.path) === 'now'
      return now && calendar?.op === 'literal' && typeof calendar.value === 'string' ? known.isOpen?.(calendar.value) : undefined
    }
    default:
      return undefined
  }
}
