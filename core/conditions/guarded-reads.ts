import type { PathStep, Term } from './term.ts'
import { pathText } from './term.ts'
import { partsOf } from './walk-term.ts'

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

/** What is known to be present once a part has come out true, and once it has come out false. */
function knownOf(node: Term): Known {
  switch (node.op) {
    case 'hasPath':
      return { whenTrue: prefixes(node.path), whenFalse: nothing }
    case 'not': {
      const inner = knownOf(node.of)
      return { whenTrue: inner.whenFalse, whenFalse: inner.whenTrue }
    }
    case 'and': {
      const [left, right] = [knownOf(node.left), knownOf(node.right)]
      return { whenTrue: both(left.whenTrue, right.whenTrue), whenFalse: shared(left.whenFalse, right.whenFalse) }
    }
    case 'or': {
      const [left, right] = [knownOf(node.left), knownOf(node.right)]
      return { whenTrue: shared(left.whenTrue, right.whenTrue), whenFalse: both(left.whenFalse, right.whenFalse) }
    }
    case 'conditional': {
      const [test, then, otherwise] = [knownOf(node.test), knownOf(node.then), knownOf(node.otherwise)]
      return {
        whenTrue: shared(both(test.whenTrue, then.whenTrue), both(test.whenFalse, otherwise.whenTrue)),
        whenFalse: shared(both(test.whenTrue, then.whenFalse), both(test.whenFalse, otherwise.whenFalse)),
      }
    }
    default:
      return unknown
  }
}

/** Every read of the context in a checked condition, in the order of the text. */
export function guardedReads(term: Term): readonly ConditionRead[] {
  const reads: ConditionRead[] = []
  const known = new Map<Term, Known>()
  const once = (node: Term): Known => {
    const found = known.get(node) ?? knownOf(node)
    known.set(node, found)
    return found
  }

  function visit(node: Term, facts: Facts): void {
    switch (node.op) {
      case 'read':
        reads.push({ path: node.path, guarded: facts, start: node.start, end: node.end })
        return
      // Either side decides by itself what the other could not, so a guard counts wherever it stands.
      case 'and':
        visit(node.left, both(facts, once(node.right).whenTrue))
        visit(node.right, both(facts, once(node.left).whenTrue))
        return
      case 'or':
        visit(node.left, both(facts, once(node.right).whenFalse))
        visit(node.right, both(facts, once(node.left).whenFalse))
        return
      case 'conditional':
        visit(node.test, facts)
        visit(node.then, both(facts, once(node.test).whenTrue))
        visit(node.otherwise, both(facts, once(node.test).whenFalse))
        return
      default:
        for (const part of partsOf(node)) visit(part, facts)
    }
  }

  visit(term, nothing)
  return reads
}
