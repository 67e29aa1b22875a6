import { createHash } from 'node:crypto'

/** The SHA-256 of a text's UTF-8 bytes, in hex. */
export function textDigest(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}
