import type { JsonRecord, JsonValue } from './json-value.ts'
import type { Workflow } from './workflow.ts'
import { blockText } from './yaml-text.ts'


/** A model value as JSON: keys without a value are left out. */
export function toJson(value: unknown): JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map(toJson)
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, toJson(item)]])))
  throw new Error(`A ${typeof value} cannot be printed`)
}

function record(value: JsonValue): JsonRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('A workflow is a record')
  return Object.fromEntries(Object.entries(value))
}

/** Prints a workflow that has no file yet: parts of the spec apart by blank lines, small maps on one line, conditions quoted. */
export function printNewSpec(workflow: Workflow): string {
  const { spec, ...head } = record(toJson(workflow))
  const parts = Object.entries(record(spec ?? {})).map(([key, value]) => blockText({ [key]: value }, ['spec'], 2))
  return `${blockText(head, [], 0)}\nspec:\n${parts.join('\n\n')}\n`
}
