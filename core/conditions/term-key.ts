import { assertNever } from '../assert-never.ts'
import type { Term } from './term.ts'
import { pathText } from './term.ts'

/** A text that two parts of conditions share exactly when they are written alike, spaces and brackets aside; the same part has one value in one context. */
export function termKey(term: Term): string {
  const all = (terms: readonly Term[]): string => terms.map(termKey).join(',')
  switch (term.op) {
    case 'literal':
      return `${term.type.kind}:${JSON.stringify(term.value)}`
    case 'read':
      return pathText(term.path)
    case 'local':
      return `$${term.slot}`
    case 'field':
      return `${termKey(term.of)}.${term.step.name}`
    case 'hasPath':
      return `has(${pathText(term.path)})`
    case 'hasField':
      return `has(${termKey(term.of)}.${term.step.name})`
    case 'not':
    case 'negate':
      return `${term.op}(${termKey(term.of)})`
    case 'and':
    case 'or':
    case 'concat':
      return `${term.op}(${all([term.left, term.right])})`
    case 'conditional':
      return `if(${all([term.test, term.then, term.otherwise])})`
    case 'equal':
      return `${term.negated ? '!=' : '=='}(${all([term.left, term.right])})`
    case 'order':
    case 'arithmetic':
      return `${term.sign}(${all([term.left, term.right])})`
    case 'in':
      return `in(${all([term.item, term.list])})`
    case 'index':
      return `${termKey(term.list)}[${termKey(term.at)}]`
    case 'list':
      return `[${all(term.items)}]`
    case 'call':
      return `${term.name}(${all(term.args)})`
    case 'fold':
      return `${term.name}(${termKey(term.list)},$${term.slot},${termKey(term.body)})`
    default:
      return assertNever(term)
  }
}
