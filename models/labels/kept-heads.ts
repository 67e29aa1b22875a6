import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TrainedHead } from './label-head.ts'

/** Changes whenever the same texts would train another head. */
const HEAD_VERSION = 'head-1'
const CHECK_BYTES = 32
const HEAD_BYTES = 24
const MOST_FILES = 24

/** Trained heads on disk, one file each, by what they were trained from; a damaged or missing one is trained again. */
export class KeptHeads {
  readonly #folder: string | undefined

  constructor(folder: string | undefined) {
    this.#folder = folder
  }

  /** The key of a head: the encoder, the calibration and the set of labels. */
  static key(encoderDigest: string, calibration: string, setDigest: string): string {
    return createHash('sha256').update([HEAD_VERSION, encoderDigest, calibration, setDigest].join('\0')).digest('hex')
  }

  read(key: string): TrainedHead | undefined {
    if (this.#folder === undefined) return undefined
    try {
      return unpacked(readFileSync(join(this.#folder, `${key}.head`)))
    } catch {
      return undefined
    }
  }

  /** Keeps a head; where the disk cannot take it, it is trained again next time. */
  write(key: string, head: TrainedHead): void {
    const folder = this.#folder
    if (folder === undefined) return
    try {
      mkdirSync(folder, { recursive: true })
      const path = join(folder, `${key}.head`)
      const temporary = `${path}.${process.pid}.tmp`
      writeFileSync(temporary, packed(head))
      renameSync(temporary, path)
      dropOldest(folder)
    } catch {
      // Nothing is lost but the seconds that training takes.
    }
  }
}

function packed({ coefficients, residuals, own }: TrainedHead): Buffer {
  const body = Buffer.alloc(HEAD_BYTES + (coefficients.length + residuals.length) * 4)
  body.writeUInt32LE(coefficients.length, 0)
  body.writeUInt32LE(residuals.length, 4)
  body.writeDoubleLE(own.shift, 8)
  body.writeDoubleLE(own.stretch, 16)
  coefficients.forEach((value, i) => body.writeFloatLE(value, HEAD_BYTES + i * 4))
  residuals.forEach((value, i) => body.writeFloatLE(value, HEAD_BYTES + (coefficients.length + i) * 4))
  return Buffer.concat([body, createHash('sha256').update(body).digest()])
}

function unpacked(bytes: Buffer): TrainedHead | undefined {
  const body = bytes.subarray(0, bytes.length - CHECK_BYTES)
  if (body.length < HEAD_BYTES || !createHash('sha256').update(body).digest().equals(bytes.subarray(body.length))) return undefined
  const first = body.readUInt32LE(0)
  const second = body.readUInt32LE(4)
  if (body.length !== HEAD_BYTES + (first + second) * 4) return undefined
  return {
    coefficients: Float32Array.from({ length: first }, (_, i) => body.readFloatLE(HEAD_BYTES + i * 4)),
    residuals: Float32Array.from({ length: second }, (_, i) => body.readFloatLE(HEAD_BYTES + (first + i) * 4)),
    own: { shift: body.readDoubleLE(8), stretch: body.readDoubleLE(16) },
  }
}

function dropOldest(folder: string): void {
  const files = readdirSync(folder).filter((name) => name.endsWith('.head')).map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }))
  for (const { name } of files.sort((a, b) => b.at - a.at).slice(MOST_FILES)) rmSync(join(folder, name), { force: true })
}
