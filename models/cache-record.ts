import { createHash } from 'node:crypto'

/** How every record of the signal cache begins. */
export const MAGIC = Buffer.from('LSC1')

const KEY_BYTES = 32
const CHECK_BYTES = 8

/** The bytes of a record before its value. */
export const HEAD_BYTES = MAGIC.length + KEY_BYTES + 4

/** A value with its key as it is written: a mark, the key, the length, the value, and a checksum over all of it. */
export function recordOf(key: string, value: Uint8Array): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  MAGIC.copy(head)
  Buffer.from(key, 'hex').copy(head, MAGIC.length)
  head.writeUInt32LE(value.length, MAGIC.length + KEY_BYTES)
  return Buffer.concat([head, value, checksum(head, value)])
}

/** How long the record that starts here says it is; undefined where none starts. */
export function recordSize(bytes: Buffer, at: number): number | undefined {
  if (at + HEAD_BYTES > bytes.length || bytes.compare(MAGIC, 0, MAGIC.length, at, at + MAGIC.length) !== 0) return undefined
  return HEAD_BYTES + bytes.readUInt32LE(at + MAGIC.length + KEY_BYTES) + CHECK_BYTES
}

/** The key of the record that starts here. */
export function keyAt(bytes: Buffer, at: number): string {
  return bytes.toString('hex', at + MAGIC.length, at + MAGIC.length + KEY_BYTES)
}

/** The value of a whole record; undefined where its checksum is another. */
export function valueOf(record: Buffer): Uint8Array | undefined {
  const end = record.length - CHECK_BYTES
  const value = record.subarray(HEAD_BYTES, end)
  return record.subarray(end).equals(checksum(record.subarray(0, HEAD_BYTES), value)) ? value : undefined
}

function checksum(head: Uint8Array, value: Uint8Array): Buffer {
  return createHash('sha256').update(head).update(value).digest().subarray(0, CHECK_BYTES)
}
