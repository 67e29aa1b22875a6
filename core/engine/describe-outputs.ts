import type { Value } from '../conditions/value.ts'
import { isList } from '../conditions/value.ts'

const longestText = 48
const mostFields = 6

/** One sentence on what an agent or tool answered, from the fields that fit into a line. */
export function describeOutputs(label: string, outputs: Readonly<Record<string, Value>>): string {
  const parts: string[] = []
  let left = 0
  for (const name in outputs) {
    const value = outputs[name]
    if (value === undefined) continue
    if (parts.length < mostFields) parts.push(`${name} ${describeValue(value)}`)
    else left += 1
  }
  if (parts.length === 0) return `“${label}” is done and left nothing to read.`
  return left === 0 ? `“${label}” answered: ${parts.join(', ')}.` : `“${label}” answered: ${parts.join(', ')} and ${left} more.`
}

/** A value as a sentence shows it. */
export function describeValue(value: Value): string {
  if (typeof value === 'string') return value.length <= longestText ? `"${value}"` : `"${value.slice(0, longestText - 1)}…"`
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (isList(value)) return value.length === 1 ? '(1 entry)' : `(${value.length} entries)`
  return '(a record)'
}
