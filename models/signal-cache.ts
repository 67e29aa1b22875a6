import { createHash } from 'node:crypto'
import { appendFileSync, closeSync, fstatSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Changes whenever the same text would be read differently by the same weights. */
export const PREPROCESSING_VERSION = 'text-1'

const MAGIC = Buffer.from('LSC1')
const KEY_BYTES = 32
const CHECK_BYTES = 8
const HEAD_BYTES = MAGIC.length + KEY_BYTES + 4
const FLUSH_BYTES = 256 * 1024

/** The cache key of a text's embedding: the model, how the text was prepared, and the text. */
export function embeddingKey(modelDigest: string, text: string): string {
  return createHash('sha256').update(modelDigest).update('\0').update(PREPROCESSING_VERSION).update('\0').update(text).digest('hex')
}

/**
 * Model answers by content on disk, in one append-only file that several processes may share.
 * Each record carries its own checksum: a damaged or half-written one is skipped and computed again.
 */
export class SignalCache {
  readonly #path: string
  readonly #maxBytes: number
  readonly #entries = new Map<string, Uint8Array>()
  #pending: Buffer[] = []
  #pendingBytes = 0
  #problem: string | undefined

  private constructor(path: string, maxBytes: number) {
    this.#path = path
    this.#maxBytes = maxBytes
  }

  /** Opens the cache in a folder, which is made where it does not exist; a folder that cannot be used leaves the cache in memory only. */
  static open(dir: string, maxBytes: number = 512 * 1024 * 1024): SignalCache {
    const cache = new SignalCache(join(dir, 'signals.seg'), maxBytes)
    cache.#attempt(() => {
      mkdirSync(dir, { recursive: true })
      cache.#read()
    })
    return cache
  }

  /** Why the cache is not kept on disk; undefined where all is well. */
  get problem(): string | undefined {
    return this.#problem
  }

  get size(): number {
    return this.#entries.size
  }

  get(key: string): Uint8Array | undefined {
    return this.#entries.get(key)
  }

  /** Keeps a value; it reaches the disk with the next flush. */
  put(key: string, value: Uint8Array): void {
    if (this.#entries.has(key)) return
    this.#entries.set(key, value)
    const record = recordOf(key, value)
    this.#pending.push(record)
    this.#pendingBytes += record.length
    if (this.#pendingBytes >= FLUSH_BYTES) this.flush()
  }

  /** Writes what was put since the last flush, as one append. */
  flush(): void {
    if (this.#pending.length === 0) return
    const data = Buffer.concat(this.#pending)
    this.#pending = []
    this.#pendingBytes = 0
    if (this.#problem === undefined) this.#attempt(() => appendFileSync(this.#path, data))
  }

  #read(): void {
    const file = openSync(this.#path, 'a+')
    let bytes: Buffer
    try {
      // A cache that outgrew its limit starts again: everything in it can be computed anew.
      if (fstatSync(file).size > this.#maxBytes) {
        rmSync(this.#path)
        return
      }
      bytes = readFileSync(file)
    } finally {
      closeSync(file)
    }
    let at = 0
    while (at >= 0 && at + HEAD_BYTES + CHECK_BYTES <= bytes.length) {
      const length = recordLength(bytes, at)
      if (length === undefined) {
        at = bytes.indexOf(MAGIC, at + 1)
        continue
      }
      const key = bytes.subarray(at + MAGIC.length, at + MAGIC.length + KEY_BYTES).toString('hex')
      this.#entries.set(key, bytes.subarray(at + HEAD_BYTES, at + length - CHECK_BYTES))
      at += length
    }
  }

  #attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#problem = `The cache ${this.#path} cannot be used (${error instanceof Error ? error.message : String(error)}); answers are computed again each time.`
    }
  }
}

/** Removes a folder's cache and says how many bytes that freed. */
export function clearSignalCache(dir: string): number {
  const path = join(dir, 'signals.seg')
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  rmSync(path, { force: true })
  return size
}

function recordOf(key: string, value: Uint8Array): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  MAGIC.copy(head)
  Buffer.from(key, 'hex').copy(head, MAGIC.length)
  head.writeUInt32LE(value.length, MAGIC.length + KEY_BYTES)
  return Buffer.concat([head, value, checksum(head, value)])
}

function recordLength(bytes: Buffer, at: number): number | undefined {
  if (!bytes.subarray(at, at + MAGIC.length).equals(MAGIC)) return undefined
  const length = bytes.readUInt32LE(at + MAGIC.length + KEY_BYTES)
  const end = at + HEAD_BYTES + length + CHECK_BYTES
  if (end > bytes.length) return undefined
  const check = checksum(bytes.subarray(at, at + HEAD_BYTES), bytes.subarray(at + HEAD_BYTES, end - CHECK_BYTES))
  return bytes.subarray(end - CHECK_BYTES, end).equals(check) ? end - at : undefined
}

function checksum(head: Uint8Array, value: Uint8Array): Buffer {
  return createHash('sha256').update(head).update(value).digest().subarray(0, CHECK_BYTES)
}
