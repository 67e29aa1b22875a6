import type { ConditionType } from './condition-type.ts'
import type { NumberSet } from './number-set.ts'
import { isEmpty, numbersBetween, sampleNumber } from './number-set.ts'
import type { Term } from './term.ts'
import type { Value } from './value.ts'

/** What a part of a condition may be: numbers, or texts (also truth values, as texts); `except` means all texts but these. */
export type Domain =
  | { readonly kind: 'numbers'; readonly set: NumberSet }
  | { readonly kind: 'texts'; readonly values: readonly string[]; readonly except: boolean }

/** The two truth values as a domain. */
export const truths: Domain = { kind: 'texts', values: ['true', 'false'], except: false }

const clockParts: Readonly<Record<string, readonly [low: number, high: number]>> = {
  getMonth: [0, 11], getDate: [1, 31], getDayOfMonth: [0, 30], getDayOfWeek: [0, 6], getDayOfYear: [0, 365], getHours: [0, 23], getMinutes: [0, 59], getSeconds: [0, 59], getMilliseconds: [0, 999],
}

function numbersOf(term: Term, type: ConditionType): NumberSet {
  if (term.op === 'call' && term.name === 'size') return numbersBetween(0, Infinity, { whole: true })
  const part = term.op === 'call' && Object.hasOwn(clockParts, term.name) ? clockParts[term.name] : undefined
  if (part !== undefined) return numbersBetween(part[0], part[1], { whole: true })
  // Outputs are checked against their type before anyone reads them. Variables and computed values are not, so only what every number is holds for them.
  const declared = (term.op === 'read' && term.path[0]?.name !== 'vars') || term.op === 'field'
  if (type.kind === 'int') return declared ? numbersBetween(type.min ?? -Infinity, type.max ?? Infinity, { whole: true }) : numbersBetween(-Infinity, Infinity, { whole: true })
  if (type.kind === 'double') return declared && type.score ? numbersBetween(0, 1) : numbersBetween(-Infinity, Infinity, { nan: !declared })
  return numbersBetween(-Infinity, Infinity)
}

/** Everything that a part of a condition may be by its type; undefined where sets of values say nothing about it (lists, records). */
export function domainOf(term: Term): Domain | undefined {
  const { type } = term
  switch (type.kind) {
    case 'bool':
      return truths
    case 'enum':
    case 'teamRef':
      // Any expression may be joined to a text, but only what is read is surely one of the declared values.
      return term.op === 'read' || term.op === 'field' ? { kind: 'texts', values: type.values, except: false } : { kind: 'texts', values: [], except: true }
    case 'string':
      return { kind: 'texts', values: [], except: true }
    case 'int':
    case 'double':
    case 'timestamp':
    case 'duration':
      return { kind: 'numbers', set: numbersOf(term, type) }
    case 'list':
    case 'record':
      return undefined
  }
}

/** The texts that lie in both domains. */
export function commonTexts(one: Extract<Domain, { kind: 'texts' }>, other: Extract<Domain, { kind: 'texts' }>): Domain {
  if (one.except && other.except) return { kind: 'texts', values: [...new Set([...one.values, ...other.values])], except: true }
  if (one.except) return commonTexts(other, one)
  const known = new Set(other.values)
  return { kind: 'texts', values: one.values.filter((value) => known.has(value) !== other.except), except: false }
}

/** Whether nothing is in the domain. */
export function isImpossible(domain: Domain): boolean {
  return domain.kind === 'numbers' ? isEmpty(domain.set) : !domain.except && domain.values.length === 0
}

/** One value of the domain; undefined where none is at hand. */
export function sampleOf(domain: Domain, type: ConditionType): Value | undefined {
  if (domain.kind === 'numbers') return sampleNumber(domain.set)
  const [first] = domain.values
  if (domain.except) return ['some text', 'another text', ''].find((text) => !domain.values.includes(text))
  return type.kind === 'bool' ? first === 'true' : first
}
