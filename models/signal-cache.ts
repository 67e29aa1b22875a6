import { createHash } from 'node:crypto'
import { closeSync, fstatSync, mkdirSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { HEAD_BYTES, keyAt, MAGIC, recordOf, recordSize, valueOf } from './cache-record.ts'

/** Changes whenever the same text would be read differently by the same weights. */
export const PREPROCESSING_VERSION = 'text-1'

const FLUSH_BYTES = 256 * 1024
const READ_BYTES = 4 * 1024 * 1024

/** No record that was ever written is longer; a longer one is damage. */
const MOST_RECORD_BYTES = 1024 * 1024

/** Where the disk cannot be used, so much is kept in memory at most. */
const MOST_KEPT_BYTES = 64 * 1024 * 1024

/** The cache key of a text's vector: the model, how the text was prepared, and the text. */
export function embeddingKey(modelDigest: string, text: string): string {
  return createHash('sha256').update(modelDigest).update('\0').update(PREPROCESSING_VERSION).update('\0').update(text).digest('hex')
}

/**
 * Model answers by content on disk, in one append-only file that several processes may share. Where each lies is kept in memory,
 * the answers are not. Each record carries its own checksum: a damaged or half-written one is computed again.
 */
export class SignalCache {
  readonly #path: string
  readonly #maxBytes: number
  /** Where a record starts in the file. */
  readonly #places = new Map<string, number>()
  /** What is not on disk: what waits to be written, or all there is where the disk cannot be used. */
  readonly #kept = new Map<string, Uint8Array>()
  #file: number | undefined
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
    return this.#places.size + this.#kept.size
  }

  /** A kept value; undefined where there is none, or none that is whole. */
  get(key: string): Uint8Array | undefined {
    const kept = this.#kept.get(key)
    if (kept !== undefined) return kept
    const place = this.#places.get(key)
    if (place === undefined) return undefined
    const value = this.#valueAt(place, key)
    if (value === undefined) this.#places.delete(key)
    return value
  }

  /** Keeps a value; it reaches the disk with the next flush. */
  put(key: string, value: Uint8Array): void {
    if (this.#kept.has(key) || this.#places.has(key)) return
    if (this.#file === undefined && this.#pendingBytes > MOST_KEPT_BYTES) return
    this.#kept.set(key, value)
    this.#pendingBytes += value.length
    if (this.#pendingBytes >= FLUSH_BYTES) this.flush()
  }

  /** Writes what was put since the last flush, as one append. */
  flush(): void {
    const file = this.#file
    if (this.#pendingBytes === 0 || file === undefined) return
    const records = [...this.#kept].map(([key, value]) => ({ key, record: recordOf(key, value) }))
    const data = Buffer.concat(records.map(({ record }) => record))
    this.#attempt(() => {
      const written = writeSync(file, data)
      if (written < data.length) throw new Error('the disk took only a part of what was written')
      // Where another process wrote in between, the places are wrong; the records there have other keys, and are computed again.
      let at = fstatSync(file).size - data.length
      for (const { key, record } of records) {
        this.#places.set(key, at)
        at += record.length
      }
      this.#kept.clear()
      this.#pendingBytes = 0
    })
  }

  /** Writes what is not yet on disk and lets go of the file. */
  close(): void {
    this.flush()
    const file = this.#file
    this.#file = undefined
    if (file !== undefined) closeQuietly(file)
  }

  #read(): void {
    // A cache that outgrew its limit starts again: everything in it can be computed anew.
    if ((statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0) > this.#maxBytes) rmSync(this.#path)
    const file = openSync(this.#path, 'a+')
    this.#file = file
    const end = fstatSync(file).size
    const window = Buffer.alloc(Math.min(READ_BYTES, end))
    // Only the heads of the records are read here, and none is checked: that happens when one is asked for.
    for (let start = 0; start < end; ) {
      const length = readSync(file, window, 0, window.length, start)
      if (length <= 0) return
      const used = this.#readWindow(window.subarray(0, length), start, start + length >= end)
      start += Math.max(1, used)
    }
  }

  /** Notes the records of a part of the file; gives how much of it was read to the end. */
  #readWindow(window: Buffer, start: number, isLast: boolean): number {
    let at = 0
    while (at + HEAD_BYTES <= window.length) {
      const size = recordSize(window, at)
      const isSensible = size !== undefined && size <= MOST_RECORD_BYTES
      if (isSensible && at + size > window.length && !isLast) return at
      if (isSensible && at + size <= window.length && isFollowed(window, at + size)) {
        this.#places.set(keyAt(window, at), start + at)
        at += size
        continue
      }
      // Cut off or damaged: what follows may still hold whole records.
      const next = window.indexOf(MAGIC, at + 1)
      if (next < 0) return isLast ? window.length : Math.max(at + 1, window.length - MAGIC.length)
      at = next
    }
    return isLast ? window.length : at
  }

  #valueAt(place: number, key: string): Uint8Array | undefined {
    const file = this.#file
    if (file === undefined) return undefined
    try {
      const head = Buffer.alloc(HEAD_BYTES)
      if (readSync(file, head, 0, head.length, place) < head.length) return undefined
      const size = recordSize(head, 0)
      if (size === undefined || size > MOST_RECORD_BYTES || keyAt(head, 0) !== key) return undefined
      const record = Buffer.alloc(size)
      return readSync(file, record, 0, size, place) < size ? undefined : valueOf(record)
    } catch {
      // A disk that fails to read costs the time to compute, never the answer.
      return undefined
    }
  }

  #attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#problem = `The cache ${this.#path} cannot be used (${error instanceof Error ? error.message : String(error)}); answers are computed again each time.`
      if (this.#file !== undefined) closeQuietly(this.#file)
      this.#file = undefined
      this.#places.clear()
    }
  }
}

function closeQuietly(file: number): void {
  try {
    closeSync(file)
  } catch {
    return
  }
}

/** Whether another record, or nothing, stands where one ends. */
function isFollowed(window: Buffer, end: number): boolean {
  return window.compare(MAGIC, 0, Math.min(MAGIC.length, window.length - end), end, Math.min(window.length, end + MAGIC.length)) === 0
}

/** Removes a folder's cache and says how many bytes that freed. */
export function clearSignalCache(dir: string): number {
  const path = join(dir, 'signals.seg')
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  rmSync(path, { force: true })
  return size
}
