import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Workflow } from './workflow.ts'

/** The canonical JSON text of a value (RFC 8785): sorted keys, no spaces; keys without a value are left out. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`${value} has no canonical JSON`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`
  if (typeof value === 'object') {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined).sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
  }
  throw new Error(`A ${typeof value} has no canonical JSON`)
}

/** The digest of what a workflow means: of `spec` only, without metadata, comments and layout. */
export function specDigest(workflow: Workflow): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(canonicalJson(workflow.spec))))}`
}
