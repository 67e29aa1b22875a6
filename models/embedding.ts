/** How many numbers an embedding of the shipped encoder has. */
export const EMBEDDING_SIZE = 384

const SCALE = 32_767

/** A text's meaning as a unit vector in fixed point, so that sums over it are exact whatever their order; all zero = no text. */
export type Embedding = Int16Array

/** Turns sums of unit vectors into an embedding. */
export function toEmbedding(sum: Float64Array): Embedding {
  let squares = 0
  for (const value of sum) squares += value * value
  const norm = Math.sqrt(squares)
  const embedding = new Int16Array(sum.length)
  if (norm === 0) return embedding
  // Halves go to the even number, as in the trainer.
  for (let i = 0; i < sum.length; i++) embedding[i] = roundHalfEven(((sum[i] ?? 0) / norm) * SCALE)
  return embedding
}

/** Cosine of two embeddings, -1..1. */
export function cosine(a: Embedding, b: Embedding): number {
  return cosineAt(a, b, 0)
}

/** Cosine of an embedding and the one that starts at `offset` in a table of many. */
export function cosineAt(a: Embedding, table: Int16Array, offset: number): number {
  let sum = 0
  const whole = a.length - (a.length % 4)
  for (let i = 0; i < whole; i += 4) {
    sum +=
      (a[i] ?? 0) * (table[offset + i] ?? 0) +
      (a[i + 1] ?? 0) * (table[offset + i + 1] ?? 0) +
      (a[i + 2] ?? 0) * (table[offset + i + 2] ?? 0) +
      (a[i + 3] ?? 0) * (table[offset + i + 3] ?? 0)
  }
  for (let i = whole; i < a.length; i++) sum += (a[i] ?? 0) * (table[offset + i] ?? 0)
  return cosineOfProduct(sum)
}

/** The cosine that a dot product of two embeddings stands for. */
export function cosineOfProduct(product: number): number {
  return Math.max(-1, Math.min(1, product / (SCALE * SCALE)))
}

/** The embedding as real numbers. */
export function toReal(embedding: Embedding): Float64Array {
  const real = new Float64Array(embedding.length)
  for (let i = 0; i < embedding.length; i++) real[i] = (embedding[i] ?? 0) / SCALE
  return real
}

function roundHalfEven(value: number): number {
  const down = Math.floor(value)
  const rest = value - down
  if (rest !== 0.5) return Math.round(value)
  return down % 2 === 0 ? down : down + 1
}
