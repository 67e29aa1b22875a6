import type { Node } from 'yaml'
import { isAlias, isMap, isScalar, isSeq } from 'yaml'
import type { JsonValue } from './json-value.ts'

/** How deep a file may nest. */
export const deepestNesting = 32

/** The plain value of a YAML node: no tags, no aliases, text keys only; `null` where nothing is written. */
export function plainData(node: Node | null | undefined, depth = 0): JsonValue {
  if (node === null || node === undefined || depth > deepestNesting || isAlias(node)) return null
  if (isMap<Node, Node | null>(node)) {
    const record: Record<string, JsonValue> = {}
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : undefined
      // An own property of this name cannot be made by assignment, and no id may be one.
      if (name !== undefined && name !== '__proto__') record[name] = plainData(value, depth + 1)
    }
    return record
  }
  if (isSeq<Node>(node)) return node.items.map((item) => plainData(item, depth + 1))
  if (!isScalar(node)) return null
  const { value } = node
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return typeof value === 'bigint' ? Number(value) : null
}
