import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { LabelDefinition } from './signal-request.ts'

// A set may hold thousands of examples and be asked about for every ticket.
const known = new WeakMap<readonly LabelDefinition[], string>()

/** The digest of a set of labels: of their words and examples, not of the object that carries them. */
export function labelSetDigest(labels: readonly LabelDefinition[]): string {
  const before = known.get(labels)
  if (before !== undefined) return before
  const content = JSON.stringify(labels.map((label) => [label.id, label.title, label.description ?? '', label.examples ?? []]))
  const digest = bytesToHex(sha256(utf8ToBytes(content)))
  known.set(labels, digest)
  return digest
}
