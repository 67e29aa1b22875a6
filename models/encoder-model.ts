import type { Tokeniser } from './tokeniser.ts'
import type { PieceBatch } from './onnx-session.ts'

/** What a text is turned into: what it means, or how it is said. Not every model has both. */
export type Space = 'embedding' | 'tone'

/** One vector for each row of a batch, one after the other; each of length one. */
export type RowVectors = Float64Array

/** An encoder as the batching sees it. */
export type EncoderModel = {
  /** How many numbers a vector has. */
  readonly size: number
  readonly tokeniser: Tokeniser
  /** Most word pieces of one window, without the marks. */
  readonly windowPieces: number
  /** Whether a text gives the same bytes beside others as alone; where not, each window is read by itself. */
  readonly isSteady: boolean
  /** What the answers of each space depend on; a space without a digest is one that the model does not have. */
  readonly digests: Readonly<Partial<Record<Space, string>>>
  /** Reads a batch; texts that need both spaces share what both are made from. */
  readonly read: (batch: PieceBatch, spaces: readonly Space[]) => Promise<Readonly<Partial<Record<Space, RowVectors>>>>
  readonly close: () => Promise<void>
}

/** The mean of the hidden states of each row's own tokens, made one long. */
export function unitMeans(hidden: Float32Array, batch: PieceBatch, size: number): RowVectors {
  const means = new Float64Array(batch.rows * size)
  for (let row = 0; row < batch.rows; row++) {
    const mean = means.subarray(row * size, (row + 1) * size)
    for (let token = 0; token < batch.length; token++) {
      const at = row * batch.length + token
      if (batch.mask[at] !== 1n) continue
      const start = at * size
      for (let i = 0; i < size; i++) mean[i] = (mean[i] ?? 0) + (hidden[start + i] ?? 0)
    }
    makeUnit(mean)
  }
  return means
}

/** The hidden state of each row's first token, made one long. */
export function unitFirsts(hidden: Float32Array, batch: PieceBatch, size: number): RowVectors {
  const firsts = new Float64Array(batch.rows * size)
  for (let row = 0; row < batch.rows; row++) {
    const first = firsts.subarray(row * size, (row + 1) * size)
    first.set(hidden.subarray(row * batch.length * size, row * batch.length * size + size))
    makeUnit(first)
  }
  return firsts
}

/** Makes a vector one long; one that is all zero stays so. */
export function makeUnit(vector: Float64Array): void {
  let squares = 0
  for (const value of vector) squares += value * value
  const norm = Math.sqrt(squares)
  if (norm === 0) return
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) / norm
}
