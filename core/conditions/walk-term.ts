import type { Term } from './term.ts'

/** The parts that a part of a condition is made of. */
export function partsOf(term: Term): readonly Term[] {
  switch (term.op) {
    case 'not':
    case 'negate':
    case 'field':
    case 'hasField':
      return [term.of]
    case 'and':
    case 'or':
    case 'equal':
    case 'order':
    case 'arithmetic':
    case 'concat':
      return [term.left, term.right]
    case 'conditional':
      return [term.test, term.then, term.otherwise]
    case 'in':
      return [term.item, term.list]
    case 'index':
      return [term.list, term.at]
    case 'list':
      return term.items
    case 'call':
      return term.args
    case 'fold':
      return [term.list, term.body]
    default:
      return []
  }
}

/** A part of a condition and everything in it, in the order of the text. */
export function walkTerm(term: Term): readonly Term[] {
  const found: Term[] = []
  const visit = (part: Term): void => {
    found.push(part)
    partsOf(part).forEach(visit)
  }
  visit(term)
  return found
}
