import type { PathStep, Term } from './term.ts'
import { pathText } from './term.ts'

/** One place where a condition reads the context; `guarded` lists paths that `has(...)` has shown to be present there. */
export type ConditionRead = {
  readonly path: readonly PathStep[]
  readonly guarded: ReadonlySet<string>
  readonly start: number
  readonly end: number
}

type Facts = ReadonlySet<string>
type Known = { readonly whenTrue: Facts; readonly whenFalse: Facts }

const nothing: Facts = new Set()
const unknown: Known = { whenTrue: nothing, whenFalse: nothing }

const both = (left: Facts, right: Facts): Facts => (left.size === 0 ? right : right.size === 0 ? left : new Set([...left, ...right]))
const shared = (left: Facts, right: Facts): Facts => new Set([...left].filter((path) => right.has(path)))

function prefixes(path: readonly PathStep[]): Facts {
  return new Set(path.map((_, index) => pathText(path.slice(0, index + 1))))
}

/** Every read of the context in a checked condition, in the order of the text. */
export function guardedReads(term: Term): readonly ConditionRead[] {
  const reads: ConditionRead[] = []

  function visit(node: Term, facts: Facts): Known {
    switch (node.op) {
      case 'literal':
      case 'local':
        return unknown
      case 'read':
        reads.push({ path: node.path, guarded: facts, start: node.start, end: node.end })
        return unknown
      case 'hasPath':
        return { whenTrue: prefixes(node.path), whenFalse: nothing }
      case 'field':
      case 'hasField':
      case 'negate':
        visit(node.of, facts)
        return unknown
      case 'not': {
        const inner = visit(node.of, facts)
        return { whenTrue: inner.whenFalse, whenFalse: inner.whenTrue }
      }
      case 'and': {
        const left = visit(node.left, facts)
        const right = visit(node.right, both(facts, left.whenTrue))
        return { whenTrue: both(left.whenTrue, right.whenTrue), whenFalse: shared(left.whenFalse, right.whenFalse) }
      }
      case 'or': {
        const left = visit(node.left, facts)
        const right = visit(node.right, both(facts, left.whenFalse))
        return { whenTrue: shared(left.whenTrue, right.whenTrue), whenFalse: both(left.whenFalse, right.whenFalse) }
      }
      case 'conditional': {
        const test = visit(node.test, facts)
        const then = visit(node.then, both(facts, test.whenTrue))
        const otherwise = visit(node.otherwise, both(facts, test.whenFalse))
        return {
          whenTrue: shared(both(test.whenTrue, then.whenTrue), both(test.whenFalse, otherwise.whenTrue)),
          whenFalse: shared(both(test.whenTrue, then.whenFalse), both(test.whenFalse, otherwise.whenFalse)),
        }
      }
      case 'equal':
      case 'order':
      case 'arithmetic':
      case 'concat':
        visit(node.left, facts)
        visit(node.right, facts)
        return unknown
      case 'in':
        visit(node.item, facts)
        visit(node.list, facts)
        return unknown
      case 'index':
        visit(node.list, facts)
        visit(node.at, facts)
        return unknown
      case 'list':
        for (const item of node.items) visit(item, facts)
        return unknown
      case 'call':
        for (const argument of node.args) visit(argument, facts)
        return unknown
      case 'fold':
        visit(node.list, facts)
        visit(node.body, facts)
        return unknown
    }
  }

  visit(term, nothing)
  return reads
}
