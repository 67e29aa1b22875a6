import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { PassThrough, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { AppError } from '../../api/app-error.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'
import { createDecoder, guessEncoding, type EncodingGuess, type TextEncoding } from './decode-text.ts'
import { fileError } from './file-error.ts'

const maxBytes = 4 * 1024 * 1024 * 1024
const headBytes = 65_536

/** A piece of a large text file as it is read: text, how far into the file it goes, and the encoding. */
export type TextPiece = { readonly text: string; readonly bytesRead: number; readonly totalBytes: number; readonly encoding: TextEncoding }

/** Thrown inside to start over: a file that looked like UTF-8 and holds a byte that is none. */
class NotUtf8 extends Error {}

/** Reads a large text file, gzipped or not, piece by piece and never whole; `restart` is called where pieces given before must be forgotten because the encoding turned out to be another one. */
export async function* readTextStream(path: string, abort: AbortLike, restart: () => void): AsyncGenerator<TextPiece> {
  const name = basename(path)
  try {
    const { size } = await stat(path)
    const isGzip = await startsWithGzip(path)
    const guess = guessEncoding(await readHead(path, isGzip), name)
    try {
      yield* decodePieces(path, isGzip, guess, size, abort)
    } catch (thrown) {
      if (!(thrown instanceof NotUtf8)) throw thrown
      restart()
      yield* decodePieces(path, isGzip, { encoding: 'windows-1252', bomBytes: 0 }, size, abort)
    }
  } catch (thrown) {
    throw explain(thrown, name, path)
  }
}

async function* decodePieces(path: string, isGzip: boolean, guess: EncodingGuess, totalBytes: number, abort: AbortLike): AsyncGenerator<TextPiece> {
  const decoder = createDecoder(guess.encoding)
  const { bytes, file } = openBytes(path, isGzip)
  let decoded = 0
  try {
    for await (const chunk of bytes) {
      if (abort.aborted) return
      if (!Buffer.isBuffer(chunk)) continue
      decoded += chunk.length
      if (decoded > maxBytes) throw new AppError({ code: 'file.tooLarge', kind: 'user', message: `"${basename(path)}" holds more than 4 GB of text.`, hint: 'Split it into smaller files.' })
      yield { text: inUtf8(() => decoder.decode(chunk)), bytesRead: file.bytesRead, totalBytes, encoding: guess.encoding }
    }
    yield { text: inUtf8(() => decoder.end()), bytesRead: totalBytes, totalBytes, encoding: guess.encoding }
  } finally {
    bytes.destroy()
    file.destroy()
  }
}

function inUtf8(decode: () => string): string {
  try {
    return decode()
  } catch {
    throw new NotUtf8()
  }
}

function openBytes(path: string, isGzip: boolean, highWaterMark = 1 << 20): { readonly bytes: Readable; readonly file: ReturnType<typeof createReadStream> } {
  const file = createReadStream(path, { highWaterMark })
  if (!isGzip) return { bytes: file, file }
  const unpacked = new PassThrough({ highWaterMark })
  pipeline(file, createGunzip({ chunkSize: 1 << 18 }), unpacked).catch((thrown: unknown) => unpacked.destroy(thrown instanceof Error ? thrown : new Error(String(thrown))))
  return { bytes: unpacked, file }
}

async function startsWithGzip(path: string): Promise<boolean> {
  const handle = await open(path, 'r')
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}

async function readHead(path: string, isGzip: boolean): Promise<Uint8Array> {
  const { bytes, file } = openBytes(path, isGzip, headBytes)
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of bytes) {
      if (Buffer.isBuffer(chunk)) chunks.push(chunk)
      length += Buffer.isBuffer(chunk) ? chunk.length : 0
      if (length >= headBytes) break
    }
  } finally {
    bytes.destroy()
    file.destroy()
  }
  return Buffer.concat(chunks).subarray(0, headBytes)
}

function explain(thrown: unknown, name: string, path: string): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  if (code.startsWith('Z_')) {
    return new AppError({ code: 'file.badGzip', kind: 'user', message: `Could not read "${name}": its compressed data is damaged or cut off.`, hint: 'Export or download the file again.' }, { cause: thrown })
  }
  return fileError(thrown, `read "${name}"`, path)
}
