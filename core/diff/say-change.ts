import type { JsonValue } from '../spec/json-value.ts'
import type { Change } from './change.ts'
import { isJsonRecord } from '../spec/json-value.ts'
import { partWords } from './part-words.ts'

const longest = 60

/** A value on one line, shortened where it is long. */
export function sayValue(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing'
  const text = typeof value === 'string' ? (/[\s"]/.test(value) ? JSON.stringify(value) : value) : JSON.stringify(value)
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`
}

const isCondition = (field: string): boolean => /(^|\.)(when|until|rearm|set\.vars\.\w+|input\.\w+)$/.test(field)

/** What differs in two texts, with a word or two around it. */
function sayTexts(before: string, after: string): string {
  const left = before.split(/(?<=\s)/)
  const right = after.split(/(?<=\s)/)
  let head = 0
  while (head < left.length && head < right.length && left[head] === right[head]) head += 1
  let tail = 0
  while (tail < left.length - head && tail < right.length - head && left.at(-1 - tail) === right.at(-1 - tail)) tail += 1
  const part = (words: readonly string[]): string => {
    const from = Math.max(0, head - 2)
    const to = Math.min(words.length, words.length - tail + 1)
    return sayValue(`${from > 0 ? '… ' : ''}${words.slice(from, to).join('').trim()}${to < words.length ? ' …' : ''}`)
  }
  return `${part(left)} -> ${part(right)}`
}

/** A comparison against the same thing says that thing once: `triage.confidence < 0.5 -> < 0.6`. */
function sayConditions(before: string, after: string): string {
  const [subject = ''] = before.split(' ')
  const simple = /^[\w.]+$/.test(subject) && after.startsWith(`${subject} `) && !/&&|\|\|/.test(before + after)
  return `${before} -> ${simple ? after.slice(subject.length + 1) : after}`
}

function sayItems(before: readonly JsonValue[], after: readonly JsonValue[]): string {
  const texts = (items: readonly JsonValue[]): readonly string[] => items.map(sayValue)
  const left = texts(before)
  const right = texts(after)
  const added = right.filter((item) => !left.includes(item))
  const removed = left.filter((item) => !right.includes(item))
  if (added.length === 0 && removed.length === 0) return `in another order: ${right.join(', ')}`
  return [...(added.length === 0 ? [] : [`${added.join(', ')} added`]), ...(removed.length === 0 ? [] : [`${removed.join(', ')} removed`])].join(', ')
}

function sayChanged(field: string, before: JsonValue | undefined, after: JsonValue | undefined): string {
  if (Array.isArray(before) && Array.isArray(after)) return sayItems(before, after)
  if (typeof before !== 'string' || typeof after !== 'string') return `${sayValue(before)} -> ${sayValue(after)}`
  if (isCondition(field)) return sayConditions(before, after)
  return before.length + after.length > longest && /\s/.test(before) && /\s/.test(after) ? sayTexts(before, after) : `${sayValue(before)} -> ${sayValue(after)}`
}

function kindOf(value: JsonValue | undefined): string {
  const kind = isJsonRecord(value) ? (value['kind'] ?? value['role'] ?? value['type']) : undefined
  return typeof kind === 'string' ? ` (${kind})` : ''
}

/** One change as a line. */
export function sayChange(change: Change): string {
  const { subject, field } = partWords(change.path)
  const shown = field === 'when' || field === '' ? '' : `${field} `
  switch (change.kind) {
    case 'renamed':
      return field === '' ? `${subject} was ${sayValue(change.before)} (same content)` : `${subject}: ${field} was ${sayValue(change.before)}`
    case 'moved':
      return `${subject} moved ${change.after === undefined ? 'to the end' : `before ${sayValue(change.after)}`}`
    case 'added':
      return field === '' ? `${subject} added${kindOf(change.after)}` : `${subject}: ${field} ${sayValue(change.after)} added`
    case 'removed':
      return field === '' ? `${subject} removed${kindOf(change.before)}` : `${subject}: ${field} ${sayValue(change.before)} removed`
    case 'changed':
      return `${subject}: ${shown}${sayChanged(field, change.before, change.after)}`
  }
}
