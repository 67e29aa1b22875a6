import type { SpecPath } from '../spec/finding.ts'
import { workflowSchema } from '../spec/workflow.ts'
import type { FlowDocument } from './flow-document.ts'

/** What setting a value gave: the new document, or why the value does not fit there. */
export type SetResult = { readonly kind: 'set'; readonly document: FlowDocument } | { readonly kind: 'refused'; readonly message: string }

/**
 * Sets the value at a path of the workflow (from its root, e.g. `['metadata', 'title']`); `undefined` removes it.
 * A value that the schema refuses there leaves the document as it is and says why.
 */
export function setAt(document: FlowDocument, path: SpecPath, value: unknown): SetResult {
  const changed = replaceAt(document.workflow, path, value)
  if (changed === document.workflow) return { kind: 'set', document }
  const checked = workflowSchema.safeParse(changed)
  if (!checked.success) {
    const issue = checked.error.issues[0]
    return { kind: 'refused', message: issue === undefined ? 'This value does not fit here.' : `${issue.path.join('.')}: ${issue.message}` }
  }
  return { kind: 'set', document: { ...document, workflow: checked.data } }
}

/** A copy of a value with one place replaced; parts off the path are shared, an equal value gives the same object back. */
export function replaceAt(root: unknown, path: SpecPath, value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return same(root, value) ? root : value
  if (Array.isArray(root)) {
    const index = Number(key)
    const items: readonly unknown[] = root
    if (rest.length === 0 && value === undefined) return items.filter((_, i) => i !== index)
    const next = replaceAt(items[index], rest, value)
    return next === items[index] && index < items.length ? root : items.toSpliced(index, index < items.length ? 1 : 0, next)
  }
  const record: Readonly<Record<string, unknown>> = isRecord(root) ? root : {}
  const name = String(key)
  const next = rest.length === 0 ? value : replaceAt(record[name], rest, value)
  if (next === undefined) {
    if (!(name in record)) return root
    const { [name]: _removed, ...others } = record
    return others
  }
  if (name in record && same(record[name], next)) return root
  return { ...record, [name]: next }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  return JSON.stringify(a) === JSON.stringify(b)
}
