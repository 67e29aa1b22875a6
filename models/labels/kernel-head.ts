import { EmbeddingTable } from '../dot-products.ts'
import type { Embedding } from '../embedding.ts'
import { factorise, solveColumns, solveLower } from './cholesky.ts'
import { likenessTable } from './likeness-table.ts'

/** How many texts carry the head; every further one corrects what those leave over near it. */
export const LANDMARKS = 1024

const RIDGE = 0.3
const RIDGE_OF_MANY = 0.5
const NEIGHBOURS = 30
const AT_ONCE = 32
const ROWS_BEFORE_A_PAUSE = 256
const BACKGROUND = 0.0025
/** From so many texts on a label needs no help beside larger ones. */
const ENOUGH = 50

const likeness = likenessTable(3)
const nearness = likenessTable(20)

/** What training a head gives, and all of it that must be kept. */
export type HeadParts = {
  /** For each landmark one number a label. */
  readonly coefficients: Float32Array
  /** For each text one number a label: what the landmarks leave over; empty where every text is a landmark. */
  readonly residuals: Float32Array
}

/** How long work is followed and stopped. */
export type Watch = { readonly pause: (share: number) => Promise<void> }

/** The texts of a set of labels, embedded; those of the first rows are the landmarks. */
export type LabelRows = { readonly labels: number; readonly labelOf: Int32Array; readonly embeddings: readonly Embedding[] }

/** The scores of one text left out of its own training. */
export type LeftOut = { readonly row: number; readonly scores: Float64Array }

/**
 * Kernel ridge regression on the embeddings, each label against the rest, in closed form. Beyond the first thousand texts it is fitted on these as
 * landmarks, and what is left over at the other texts is added back near them. Far from every text all scores fall to 0.
 */
export class KernelHead {
  readonly #rows: LabelRows
  readonly #parts: HeadParts
  readonly #landmarks: number

  constructor(rows: LabelRows, parts: HeadParts) {
    this.#rows = rows
    this.#parts = parts
    this.#landmarks = Math.min(LANDMARKS, rows.embeddings.length)
  }

  /** The score of each label, about 0 to 1, from a text's dot products with all rows; `without` is a row that does not count as a neighbour. */
  scores(products: Int32Array, without = -1): Float64Array {
    const scores = this.fitted(products)
    this.#addLeftOver(products, without, scores)
    return scores
  }

  /** The part of the scores that the landmarks give. */
  fitted(products: Int32Array): Float64Array {
    const { labels } = this.#rows
    const { coefficients } = this.#parts
    const scores = new Float64Array(labels)
    for (let m = 0; m < this.#landmarks; m++) {
      const weight = likeness(products[m] ?? 0)
      const at = m * labels
      for (let j = 0; j < labels; j++) scores[j] = (scores[j] ?? 0) + weight * (coefficients[at + j] ?? 0)
    }
    return scores
  }

  #addLeftOver(products: Int32Array, without: number, scores: Float64Array): void {
    const { residuals } = this.#parts
    if (residuals.length === 0) return
    const { labels } = this.#rows
    const near = nearestRows(products, without)
    let total = BACKGROUND
    for (const row of near) total += nearness(products[row] ?? 0)
    for (const row of near) {
      const share = nearness(products[row] ?? 0) / total
      for (let j = 0; j < labels; j++) scores[j] = (scores[j] ?? 0) + share * (residuals[row * labels + j] ?? 0)
    }
  }
}

/** Trains a head, and scores the asked rows as if each had not been among the texts. */
export async function trainKernelHead(rows: LabelRows, table: EmbeddingTable, leftOut: readonly number[], watch: Watch): Promise<{ readonly parts: HeadParts; readonly held: readonly LeftOut[] }> {
  return rows.embeddings.length <= LANDMARKS ? trainExactly(rows, table, leftOut, watch) : trainOnLandmarks(rows, table, leftOut, watch)
}

async function trainExactly(rows: LabelRows, table: EmbeddingTable, leftOut: readonly number[], { pause }: Watch): Promise<{ readonly parts: HeadParts; readonly held: readonly LeftOut[] }> {
  const { labels, labelOf, embeddings } = rows
  const size = embeddings.length
  const shares = sharesOf(rows)
  const factor = new Float64Array(size * size)
  for (const [i, embedding] of embeddings.entries()) {
    const products = table.products(embedding)
    for (let j = 0; j <= i; j++) factor[i * size + j] = likeness(products[j] ?? 0)
    factor[i * size + i] = (factor[i * size + i] ?? 0) + RIDGE * (shares[labelOf[i] ?? 0] ?? 1)
    if (i % ROWS_BEFORE_A_PAUSE === 0) await pause(i / size / 2)
  }
  factorise(factor, size)
  await pause(0.7)
  const solution = new Float64Array(size * labels)
  for (let i = 0; i < size; i++) solution[i * labels + (labelOf[i] ?? 0)] = 1
  solveColumns(factor, size, solution, labels)
  await pause(0.9)
  const held: LeftOut[] = []
  for (const row of leftOut) {
    const unit = new Float64Array(size)
    unit[row] = 1
    solveLower(factor, size, unit, row)
    let inverse = 0
    for (let k = row; k < size; k++) inverse += (unit[k] ?? 0) ** 2
    const scores = new Float64Array(labels)
    for (let j = 0; j < labels; j++) scores[j] = Number(labelOf[row] === j) - (solution[row * labels + j] ?? 0) / inverse
    held.push({ row, scores })
  }
  await pause(1)
  return { parts: { coefficients: Float32Array.from(solution), residuals: new Float32Array(0) }, held }
}

async function trainOnLandmarks(rows: LabelRows, table: EmbeddingTable, leftOut: readonly number[], { pause }: Watch): Promise<{ readonly parts: HeadParts; readonly held: readonly LeftOut[] }> {
  const { labels, labelOf, embeddings } = rows
  const size = LANDMARKS
  const all = embeddings.length
  const shares = sharesOf(rows)
  const landmarks = new EmbeddingTable(size, (row) => embeddings[row])
  const factor = new Float64Array(size * size)
  const right = new Float64Array(size * labels)
  const block = new Float64Array(size * AT_ONCE)
  for (let start = 0; start < all; start += AT_ONCE) {
    block.fill(0)
    for (let r = 0; r < AT_ONCE && start + r < all; r++) {
      const embedding = embeddings[start + r]
      if (embedding === undefined) continue
      const products = landmarks.products(embedding)
      const own = labelOf[start + r] ?? 0
      const weight = 1 / (shares[own] ?? 1)
      const root = Math.sqrt(weight)
      for (let m = 0; m < size; m++) {
        const value = likeness(products[m] ?? 0)
        block[m * AT_ONCE + r] = root * value
        right[m * labels + own] = (right[m * labels + own] ?? 0) + weight * value
      }
    }
    addProducts(factor, block, size)
    if ((start / AT_ONCE) % 8 === 0) await pause((start / all) * 0.7)
  }
  for (let i = 0; i < size; i++) {
    const embedding = embeddings[i]
    if (embedding === undefined) continue
    const products = landmarks.products(embedding)
    // The small addition keeps the factor positive where two landmarks are the same text.
    for (let j = 0; j <= i; j++) factor[i * size + j] = (factor[i * size + j] ?? 0) + RIDGE_OF_MANY * likeness(products[j] ?? 0) + (i === j ? 1e-4 : 0)
  }
  factorise(factor, size)
  await pause(0.75)
  solveColumns(factor, size, right, labels)
  const coefficients = Float32Array.from(right)
  const fitter = new KernelHead(rows, { coefficients, residuals: new Float32Array(0) })
  const residuals = new Float32Array(all * labels)
  for (const [i, embedding] of embeddings.entries()) {
    const fitted = fitter.fitted(landmarks.products(embedding))
    for (let j = 0; j < labels; j++) residuals[i * labels + j] = Number(labelOf[i] === j) - (fitted[j] ?? 0)
    if (i % ROWS_BEFORE_A_PAUSE === 0) await pause(0.75 + (i / all) * 0.15)
  }
  const head = new KernelHead(rows, { coefficients, residuals })
  const held: LeftOut[] = []
  for (const [index, row] of leftOut.entries()) {
    const embedding = embeddings[row]
    if (embedding === undefined) continue
    const products = table.products(embedding)
    const weights = new Float64Array(size)
    for (let m = 0; m < size; m++) weights[m] = likeness(products[m] ?? 0)
    const fitted = head.fitted(products)
    const corrected = head.scores(products, row)
    solveLower(factor, size, weights)
    let leverage = 0
    for (const value of weights) leverage += value * value
    leverage /= shares[labelOf[row] ?? 0] ?? 1
    const kept = Math.max(0.05, 1 - leverage)
    const scores = corrected.map((value, j) => value - (leverage * (Number(labelOf[row] === j) - (fitted[j] ?? 0))) / kept)
    held.push({ row, scores })
    if (index % AT_ONCE === 0) await pause(0.9 + (index / leftOut.length) * 0.1)
  }
  return { parts: { coefficients, residuals }, held }
}

/** How large each label is beside the mean label; texts of small labels count for more, so that large ones do not swallow them. */
function sharesOf({ labels, labelOf }: LabelRows): Float64Array {
  const counts = new Float64Array(labels)
  for (const label of labelOf) counts[label] = (counts[label] ?? 0) + 1
  const sizes = counts.map((count) => Math.min(ENOUGH, count))
  const mean = sizes.reduce((sum, size) => sum + size, 0) / Math.max(1, sizes.filter((size) => size > 0).length)
  return sizes.map((size) => (size === 0 ? 1 : size / mean))
}

/** Adds the products of each two landmarks' values, two by two so that each value is read half as often. */
function addProducts(sums: Float64Array, block: Float64Array, size: number): void {
  for (let i = 0; i < size; i += 2) {
    const a = i * AT_ONCE
    for (let j = 0; j <= i; j += 2) {
      const b = j * AT_ONCE
      let s00 = 0
      let s01 = 0
      let s10 = 0
      let s11 = 0
      for (let r = 0; r < AT_ONCE; r++) {
        const a0 = block[a + r] ?? 0
        const a1 = block[a + AT_ONCE + r] ?? 0
        const b0 = block[b + r] ?? 0
        const b1 = block[b + AT_ONCE + r] ?? 0
        s00 += a0 * b0
        s01 += a0 * b1
        s10 += a1 * b0
        s11 += a1 * b1
      }
      sums[i * size + j] = (sums[i * size + j] ?? 0) + s00
      sums[i * size + j + 1] = (sums[i * size + j + 1] ?? 0) + s01
      sums[(i + 1) * size + j] = (sums[(i + 1) * size + j] ?? 0) + s10
      sums[(i + 1) * size + j + 1] = (sums[(i + 1) * size + j + 1] ?? 0) + s11
    }
  }
}

/** The nearest rows, nearest first; equally near ones in their order. */
function nearestRows(products: Int32Array, without: number): readonly number[] {
  const rows: number[] = []
  let least = -Infinity
  for (let row = 0; row < products.length; row++) {
    const product = products[row] ?? 0
    if (row === without || (rows.length === NEIGHBOURS && product <= least)) continue
    let at = rows.length
    while (at > 0 && (products[rows[at - 1] ?? 0] ?? 0) < product) at--
    rows.splice(at, 0, row)
    if (rows.length > NEIGHBOURS) rows.pop()
    if (rows.length === NEIGHBOURS) least = products[rows[NEIGHBOURS - 1] ?? 0] ?? 0
  }
  return rows
}
