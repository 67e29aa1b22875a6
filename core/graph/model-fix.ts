import { applySplices } from '../spec/apply-splices.ts'
import type { Fix, SpecPath } from '../spec/finding.ts'
import type { JsonValue } from '../spec/json-value.ts'
import { readWorkflow } from '../spec/parse-spec.ts'
import { plainData } from '../spec/plain-data.ts'
import { spliceNode } from '../spec/splice-node.ts'
import type { SpecSource } from '../spec/spec-source.ts'

function withValue(data: JsonValue, path: SpecPath, value: JsonValue | undefined): JsonValue {
  const [key, ...rest] = path
  if (key === undefined) return value ?? data
  if (Array.isArray(data)) return data.flatMap((item: JsonValue, index) => (index !== key ? [item] : rest.length === 0 && value === undefined ? [] : [withValue(item, rest, value)]))
  if (typeof data !== 'object' || data === null) return data
  const entries = Object.entries(data)
  const name = String(key)
  if (!entries.some(([each]) => each === name)) return value === undefined || rest.length > 0 ? data : Object.fromEntries([...entries, [name, value]])
  return Object.fromEntries(entries.flatMap(([each, item]) => (each !== name ? [[each, item]] : rest.length === 0 && value === undefined ? [] : [[each, withValue(item, rest, value)]])))
}

/** One change of the model: the value at a path, or undefined to take it away. */
export type ModelChange = { readonly path: SpecPath; readonly value: JsonValue | undefined }

/** A repair that changes the model, as edits of the text; undefined where the text cannot be changed in place. */
export function modelFix(source: SpecSource, title: string, changes: readonly ModelChange[]): Fix | undefined {
  const root = source.document.contents
  if (root === null) return undefined
  const before = readWorkflow(plainData(root)).data
  const after = changes.reduce((data, change) => withValue(data, change.path, change.value), before)
  const splices = spliceNode(source.text, root, before, after, { path: [], flow: false, indent: 0 })
  if (splices === undefined || splices.length === 0 || applySplices(source.text, splices) === source.text) return undefined
  return { title, edits: splices.map(({ start, end, text }) => ({ offset: start, length: end - start, text })) }
}
