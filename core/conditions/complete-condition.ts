import { compileCondition } from './compile-condition.ts'
import type { ConditionScope, ScopeEntry } from './condition-scope.ts'
import type { ConditionToken } from './condition-tokens.ts'
import { conditionTokens } from './condition-tokens.ts'
import type { ConditionField, ConditionType } from './condition-type.ts'
import { typeName } from './condition-type.ts'
import type { FunctionDoc } from './function-docs.ts'
import { globalFunctionDocs, methodDocsOf } from './function-docs.ts'
import { conditionLimits } from './parse-condition.ts'

/** One thing that can stand at the cursor; `insert` replaces the range, and the cursor goes `back` that many characters from its end. */
export type Completion = {
  readonly label: string
  readonly kind: 'name' | 'field' | 'value' | 'function' | 'operator'
  readonly insert: string
  readonly back: number
  /** Its type, or how it is called. */
  readonly detail: string
  readonly info: string
}

/** What can stand at the cursor, and which part of the text it would replace. */
export type Completions = { readonly from: number; readonly to: number; readonly items: readonly Completion[] }

const comparisons = new Set(['==', '!=', '<', '<=', '>', '>=', 'in'])
const folds = new Set(['exists', 'all', 'exists_one', 'filter', 'map'])

function item(kind: Completion['kind'], label: string, detail: string, info: string, insert = label, back = 0): Completion {
  return { label, kind, insert, back, detail, info }
}

/** The first token of the value that ends with the token at `last`: names, dots, brackets and calls; undefined where there is none. */
function operandStart(tokens: readonly ConditionToken[], last: number): number | undefined {
  let at = last
  for (;;) {
    const token = tokens[at]
    if (token === undefined) return undefined
    if (token.text === ')' || token.text === ']') {
      let depth = 0
      for (; at >= 0; at -= 1) {
        const text = tokens[at]?.text ?? ''
        if (text === ')' || text === ']') depth += 1
        else if (text === '(' || text === '[') depth -= 1
        if (depth === 0) break
      }
      if (at < 0) return undefined
      const before = tokens[at - 1]
      const called = before?.kind === 'name' && before.text !== 'in'
      if (!called && tokens[at]?.text === '[' && before !== undefined && (before.text === ')' || before.text === ']')) { at -= 1; continue }
      if (!called) return at
      at -= 1
    } else if (token.kind === 'sign' || token.text === 'in') return undefined
    if (tokens[at - 1]?.text !== '.' || at < 2) return at
    at -= 2
  }
}

/** The names that macros around the cursor give to items. */
function localsAt(text: string, tokens: readonly ConditionToken[], scope: ConditionScope): ConditionScope {
  let known = scope
  const open: number[] = []
  for (const [index, token] of tokens.entries()) {
    if (token.text === '(' || token.text === '[') open.push(index)
    if (token.text === ')' || token.text === ']') open.pop()
  }
  for (const index of open) {
    const [dot, name, variable, comma] = [tokens[index - 2], tokens[index - 1], tokens[index + 1], tokens[index + 2]]
    if (dot?.text !== '.' || name === undefined || !folds.has(name.text) || variable?.kind !== 'name' || comma?.text !== ',') continue
    const list = typeOfOperand(text, tokens, index - 3, known)
    if (list?.kind === 'list') known = { ...known, [variable.text]: { type: list.items, optional: false } }
  }
  return known
}

function typeOfOperand(text: string, tokens: readonly ConditionToken[], last: number, scope: ConditionScope): ConditionType | undefined {
  const first = operandStart(tokens, last)
  const [start, end] = [first === undefined ? undefined : tokens[first]?.start, tokens[last]?.end]
  if (start === undefined || end === undefined) return undefined
  const compiled = compileCondition(text.slice(start, end), scope, 'any')
  return compiled.kind === 'compiled' ? compiled.condition.type : undefined
}

/** The type of what stands on the other side of the comparison that ends at `last` (its sign); inside a list the comparison is `in`. */
function comparedType(text: string, tokens: readonly ConditionToken[], last: number, scope: ConditionScope): ConditionType | undefined {
  let sign = last
  const token = tokens[sign]
  if (token !== undefined && (token.text === '[' || token.text === ',')) {
    for (; sign >= 0 && tokens[sign]?.text !== '['; sign -= 1) {
      const { kind, text: piece } = tokens[sign] ?? { kind: 'sign', text: '' }
      if (kind === 'sign' && piece !== ',') return undefined
    }
    sign -= 1
    if (tokens[sign]?.text !== 'in') return undefined
  }
  return comparisons.has(tokens[sign]?.text ?? '') ? typeOfOperand(text, tokens, sign - 1, scope) : undefined
}

function quotedValues(type: ConditionType | undefined, quote: string): readonly Completion[] {
  const values = type?.kind === 'enum' || type?.kind === 'teamRef' ? type.values : []
  return values.map((value) => item('value', `${quote}${value}${quote}`, type?.kind === 'teamRef' ? 'a team' : 'a value of the field', ''))
}

function functionItem({ name, signature, info }: FunctionDoc, bare = false): Completion {
  const takesNothing = signature.endsWith('()') || name.startsWith('get')
  return bare ? item('function', name, signature, info) : item('function', name, signature, info, `${name}()`, takesNothing ? 0 : 1)
}

function entryInfo({ optional, absentReason }: ScopeEntry): string {
  return optional ? `May be absent${absentReason === undefined ? '' : ` ${absentReason}`}: ask with has(...) first.` : ''
}

function fieldInfo(field: ConditionField): string {
  return field.optional && field.default === undefined ? 'May be absent: ask with has(...) first.' : ''
}

function operands(scope: ConditionScope, expected: ConditionType | undefined, calling: boolean): readonly Completion[] {
  const names = Object.entries(scope).map(([name, entry]) => item('name', name, typeName(entry.type), entryInfo(entry)))
  const truths = expected === undefined || expected.kind === 'bool' ? [item('value', 'true', 'true/false', ''), item('value', 'false', 'true/false', '')] : []
  return [...quotedValues(expected, '"'), ...(expected?.kind === 'bool' ? truths : []), ...names, ...globalFunctionDocs.map((each) => functionItem(each, calling)), ...(expected === undefined ? truths : [])]
}

function operators(type: ConditionType | undefined, compared: boolean): readonly Completion[] {
  const sign = (text: string, info: string): Completion => item('operator', text, '', info, `${text} `)
  const joined = [sign('&&', 'and'), sign('||', 'or')]
  if (compared) return joined
  const equal = [sign('==', 'is'), sign('!=', 'is not')]
  const ordered = [sign('>=', 'at least'), sign('>', 'above'), sign('<=', 'at most'), sign('<', 'below')]
  const among = item('operator', 'in', '', 'is one of', 'in []', 1)
  switch (type?.kind) {
    case 'bool':
      return [...joined, ...equal]
    case 'string':
    case 'enum':
    case 'teamRef':
      return [...equal, among]
    case 'int':
      return [...ordered, ...equal, among]
    case 'double':
      return ordered
    case 'timestamp':
    case 'duration':
      return [...ordered, sign('-', 'minus'), sign('+', 'plus')]
    case 'list':
      return []
    default:
      return type === undefined ? [...joined, ...equal, ...ordered, among] : []
  }
}

function insideText(text: string, tokens: readonly ConditionToken[], at: number, scope: ConditionScope, calendars: readonly string[]): Completions | undefined {
  const token = tokens[at]
  if (token === undefined) return undefined
  const quote = token.text.charAt(0)
  // An open quote swallows the rest of the text; what is meant ends with the word.
  const word = /^.\w*/u.exec(token.text)?.[0].length ?? 1
  const range = { from: token.start, to: token.open ? token.start + word : token.end }
  if (tokens[at - 1]?.text === '(' && tokens[at - 2]?.text === 'isOpen') return { ...range, items: calendars.map((name) => item('value', `${quote}${name}${quote}`, 'a calendar', '')) }
  // `"P1" == triage.priority`: the field stands behind the value.
  const after = tokens[at + 1]
  let end = at + 2
  while (tokens[end + 1]?.text === '.' && tokens[end + 2]?.kind === 'name') end += 2
  const type = comparedType(text, tokens, at - 1, scope) ?? (after !== undefined && comparisons.has(after.text) ? typeOfOperand(text, tokens, end, scope) : undefined)
  const items = quotedValues(type, quote)
  return items.length === 0 ? undefined : { ...range, items }
}

/** What can stand at a place of a condition, however unfinished it is; undefined where nothing is known, as inside free text. */
export function completeCondition(text: string, offset: number, scope: ConditionScope, calendars: readonly string[] = []): Completions | undefined {
  if (text.length > conditionLimits.characters) return undefined
  const tokens = conditionTokens(text)
  const within = tokens.findIndex((token) => token.start < offset && (offset < token.end || (offset === token.end && (token.kind === 'name' || token.open))))
  const before = tokens.filter((token) => token.end <= offset && tokens[within] !== token)
  const known = localsAt(text, before, scope)
  const at = tokens[within]
  if (at?.kind === 'text') return insideText(text, tokens, within, known, calendars)
  if (at?.kind === 'number') return undefined
  const typed = at?.kind === 'name' ? at : undefined
  const range = { from: typed?.start ?? offset, to: typed?.end ?? offset }
  const last = before.length - 1
  const previous = before[last]
  const next = tokens.find((token) => token.start >= range.to)
  if (previous?.text === '.') {
    const type = typeOfOperand(text, before, last - 1, known)
    if (type === undefined) return undefined
    const fields = type.kind === 'record' ? Object.entries(type.fields).map(([name, field]) => item('field', name, typeName(field.type), fieldInfo(field))) : []
    return { ...range, items: [...fields, ...methodDocsOf(type).map((each) => functionItem(each, next?.text === '(' && next.start === range.to))] }
  }
  const afterOperand = previous !== undefined && (previous.kind !== 'sign' || previous.text === ')' || previous.text === ']') && previous.text !== 'in'
  if (afterOperand) {
    // A name that touches what comes before it is still that value; an operator begins after a space.
    if (previous.end === offset) return undefined
    const first = operandStart(before, last)
    const compared = first !== undefined && comparisons.has(before[first - 1]?.text ?? '')
    return { ...range, items: operators(typeOfOperand(text, before, last, known), compared) }
  }
  const expected = previous === undefined ? undefined : comparedType(text, before, last, known)
  if (previous?.text === '(' && before[last - 1]?.text === 'isOpen') return { ...range, items: calendars.map((name) => item('value', `"${name}"`, 'a calendar', '')) }
  return { ...range, items: operands(known, expected, next?.text === '(' && next.start === range.to) }
}
