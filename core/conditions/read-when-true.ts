import type { Term } from './term.ts'
import { partsOf } from './walk-term.ts'

type Roots = ReadonlySet<string>
const nothing: Roots = new Set()

const both = (left: Roots, right: Roots): Roots => new Set([...left, ...right])
const shared = (left: Roots, right: Roots): Roots => new Set([...left].filter((root) => right.has(root)))

/** Roots of the context that are surely there when a condition has come out true (or, with `want`, false): it has read them, or asked for them. */
export function readWhenTrue(term: Term, want = true): ReadonlySet<string> {
  switch (term.op) {
    case 'read':
      return new Set(term.path.slice(0, 1).map((step) => step.name))
    case 'hasPath':
      return want ? new Set(term.path.slice(0, 1).map((step) => step.name)) : nothing
    case 'literal':
    case 'local':
      return nothing
    case 'not':
      return readWhenTrue(term.of, !want)
    case 'and':
    case 'or': {
      const [left, right] = [readWhenTrue(term.left, want), readWhenTrue(term.right, want)]
      // A decided side absorbs the other, which may then never have been there.
      return (term.op === 'and') === want ? both(left, right) : shared(left, right)
    }
    case 'conditional':
      return shared(both(readWhenTrue(term.test), readWhenTrue(term.then, want)), both(readWhenTrue(term.test, false), readWhenTrue(term.otherwise, want)))
    case 'fold':
      return strictReads(term.list)
    default:
      return strictReads(term)
  }
}

// A truth value inside a larger part may have come out either way.
function strictReads(term: Term): Roots {
  if (term.op === 'and' || term.op === 'or' || term.op === 'not' || term.op === 'hasPath') return shared(readWhenTrue(term), readWhenTrue(term, false))
  if (term.op === 'read') return new Set(term.path.slice(0, 1).map((step) => step.name))
  if (term.op === 'conditional') return shared(both(readWhenTrue(term.test), strictReads(term.then)), both(readWhenTrue(term.test, false), strictReads(term.otherwise)))
  if (term.op === 'fold') return strictReads(term.list)
  return partsOf(term).map(strictReads).reduce(both, nothing)
}
