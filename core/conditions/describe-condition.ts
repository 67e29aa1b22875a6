import type { Condition } from './compile-condition.ts'
import { timeText } from './cel-time.ts'
import type { PathStep, Term } from './term.ts'
import { pathText } from './term.ts'

/** Words for paths (`triage.issueType`) and for values at paths (`triage.issueType=billing`), where people gave them some. */
export type ConditionTitles = Readonly<Record<string, string>>

const orders = { '<': 'below', '<=': 'at most', '>': 'above', '>=': 'at least' } as const
const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const
const textTests: Readonly<Record<string, string>> = { contains: 'contains', startsWith: 'begins with', endsWith: 'ends with', matches: 'matches' }

function words(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
}

function pathWords(path: readonly PathStep[], titles: ConditionTitles): string {
  const text = pathText(path)
  const title = Object.hasOwn(titles, text) ? titles[text] : undefined
  if (title !== undefined) return title
  const [root, second, third] = path.map((step) => step.name)
  if (root === 'nodes' && second !== undefined && third !== undefined) return `${third} of ${words(second)}`
  if (root === 'customer' && second !== undefined) return `customer ${words(second)}`
  if (root === 'sla' && second !== undefined && third !== undefined) return `${words(second)} time ${words(third)}`
  return words(path.at(-1)?.name ?? text)
}

/** A span of time in the units people use. */
function spanWords(ms: number): string {
  const units: readonly (readonly [number, string])[] = [[86_400_000, 'd'], [3_600_000, 'h'], [60_000, 'min'], [1000, 's']]
  const [size, unit] = units.find(([each]) => ms !== 0 && ms % each === 0) ?? [1, 'ms']
  return `${ms / size} ${unit}`
}

function valueWords(term: Term, of: Term | undefined, titles: ConditionTitles): string | undefined {
  if (term.op === 'negate') {
    const inner = valueWords(term.of, of, titles)
    return inner === undefined ? undefined : `-${inner}`
  }
  if (term.op === 'literal') {
    if (typeof term.value === 'string') {
      const key = of?.op === 'read' ? `${pathText(of.path)}=${term.value}` : ''
      const title = Object.hasOwn(titles, key) ? titles[key] : undefined
      return title ?? (of?.type.kind === 'enum' || of?.type.kind === 'teamRef' ? words(term.value) : `"${term.value}"`)
    }
    if (typeof term.value !== 'number') return String(term.value)
    return term.type.kind === 'duration' ? spanWords(term.value) : term.type.kind === 'timestamp' ? timeText(term.value) : String(term.value)
  }
  return subjectWords(term, titles)
}

function subjectWords(term: Term, titles: ConditionTitles): string | undefined {
  if (term.op === 'read') return pathWords(term.path, titles)
  if (term.op === 'local') return words(term.name)
  if (term.op === 'field') return words(term.step.name)
  if (term.op === 'call' && term.name === 'size') {
    const [of] = term.args
    const inner = of === undefined ? undefined : subjectWords(of, titles)
    return inner === undefined ? undefined : `${of?.type.kind === 'list' ? 'number of' : 'length of'} ${inner}`
  }
  return undefined
}

function compared(left: Term, right: Term, sign: '<' | '<=' | '>' | '>=', titles: ConditionTitles): string | undefined {
  const turned = left.op === 'literal' && right.op !== 'literal'
  const [subject, value] = turned ? [right, left] : [left, right]
  const what = subjectWords(subject, titles)
  const than = valueWords(value, subject, titles)
  return what === undefined || than === undefined ? undefined : `${what} ${orders[turned ? mirrored[sign] : sign]} ${than}`
}

function parts(term: Term, op: 'and' | 'or'): readonly Term[] {
  return term.op === op ? [...parts(term.left, op), ...parts(term.right, op)] : [term]
}

function readsPath(term: Term, path: string): boolean {
  switch (term.op) {
    case 'read':
      return pathText(term.path) === path
    case 'and':
    case 'or':
    case 'equal':
    case 'order':
      return readsPath(term.left, path) || readsPath(term.right, path)
    case 'in':
      return readsPath(term.item, path)
    case 'not':
      return readsPath(term.of, path)
    case 'call':
      return term.args.some((argument) => readsPath(argument, path))
    default:
      return false
  }
}

function joinedWords(term: Term & { readonly op: 'and' | 'or' }, titles: ConditionTitles): string | undefined {
  const all = parts(term, term.op)
  // A guard before a comparison is grammar, not meaning.
  const told = term.op === 'and' ? all.filter((part) => part.op !== 'hasPath' || !all.some((other) => other !== part && readsPath(other, pathText(part.path)))) : all
  const texts = told.map((part) => {
    const text = termWords(part, titles)
    return text !== undefined && term.op === 'and' && part.op === 'or' ? `(${text})` : text
  })
  return texts.every((text) => text !== undefined) ? texts.join(` ${term.op} `) : undefined
}

function negatedWords(of: Term, titles: ConditionTitles): string | undefined {
  if (of.op === 'hasPath') return `no ${pathWords(of.path, titles)}`
  const inner = termWords(of, titles)
  return inner === undefined ? undefined : of.op === 'and' || of.op === 'or' ? `not (${inner})` : `not ${inner}`
}

function termWords(term: Term, titles: ConditionTitles): string | undefined {
  switch (term.op) {
    case 'and':
    case 'or':
      return joinedWords(term, titles)
    case 'not':
      return negatedWords(term.of, titles)
    case 'hasPath':
      return `${pathWords(term.path, titles)} known`
    case 'read':
    case 'local':
    case 'field':
      return subjectWords(term, titles)
    case 'literal':
      return term.value === true ? 'always' : term.value === false ? 'never' : undefined
    case 'order':
      return compared(term.left, term.right, term.sign, titles)
    case 'equal': {
      const [subject, value] = term.left.op === 'literal' ? [term.right, term.left] : [term.left, term.right]
      const what = subjectWords(subject, titles)
      const which = valueWords(value, subject, titles)
      return what === undefined || which === undefined ? undefined : `${what} ${term.negated ? 'is not' : 'is'} ${which}`
    }
    case 'in': {
      const what = subjectWords(term.item, titles)
      const values = term.list.op === 'list' ? term.list.items.map((item) => valueWords(item, term.item, titles)) : [subjectWords(term.list, titles)]
      if (what === undefined || !values.every((value) => value !== undefined)) return undefined
      return term.list.op === 'list' ? `${what} is one of ${values.join(', ')}` : `${what} is among ${values.join('')}`
    }
    case 'call': {
      const [subject, value] = term.args
      const test = textTests[term.name]
      if (term.name === 'isOpen' && subject?.op === 'literal') return `${words(String(subject.value))} is open`
      const what = subject === undefined ? undefined : subjectWords(subject, titles)
      const which = value === undefined ? undefined : valueWords(value, undefined, titles)
      return test === undefined || what === undefined || which === undefined ? undefined : `${what} ${test} ${which}`
    }
    default:
      return undefined
  }
}

/** A condition in plain words for a chip on the canvas; its own text where there are no simple words for it. */
export function describeCondition(condition: Condition, titles: ConditionTitles = {}): string {
  return termWords(condition.term, titles) ?? condition.text
}
