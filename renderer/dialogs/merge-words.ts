import { partWords } from '../../core/diff/part-words.ts'
import { sayValue } from '../../core/diff/say-change.ts'
import type { MergeConflict } from '../../core/document/merge-json.ts'
import type { JsonValue } from '../../core/spec/json-value.ts'

/** A conflict as people read it: what it is about, and what each side made of it. */
export type ConflictWords = { readonly title: string; readonly before: string; readonly mine: string; readonly theirs: string }

type Value = JsonValue | undefined

function fieldsOf(value: Value): Readonly<Record<string, JsonValue>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : undefined
}

/** A whole part says what differs from before, field by field. */
function sayPart(before: Value, value: Value): string {
  if (value === undefined) return 'deleted'
  const old = fieldsOf(before)
  const fresh = fieldsOf(value)
  if (fresh === undefined) return sayValue(value)
  if (old === undefined) return 'added'
  const keys = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].filter((key) => JSON.stringify(old[key]) !== JSON.stringify(fresh[key]))
  const said = keys.slice(0, 3).map((key) => `${key} ${fresh[key] === undefined ? 'deleted' : sayValue(fresh[key])}`)
  return [...said, ...(keys.length > 3 ? [`${keys.length - 3} more`] : [])].join(', ')
}

function sayOrder(value: Value): string {
  return Array.isArray(value) ? value.map((item: JsonValue) => String(item)).join(', ') : ''
}

/** Says a conflict in words. */
export function conflictWords(conflict: MergeConflict): ConflictWords {
  const { path, base, mine, theirs } = conflict
  const { subject, field } = path[0] === 'layout' ? { subject: 'Note on the canvas', field: '' } : partWords(path)
  if (conflict.kind === 'order') return { title: `${subject}: order of ${field}`, before: sayOrder(base), mine: sayOrder(mine), theirs: sayOrder(theirs) }
  return { title: field === '' ? subject : `${subject}: ${field}`, before: fieldsOf(base) === undefined ? (base === undefined ? 'nothing' : sayValue(base)) : '', mine: sayPart(base, mine), theirs: sayPart(base, theirs) }
}
