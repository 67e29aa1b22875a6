import { quantise } from '../../core/signals/quantise.ts'
import type { LabelsAnswer } from '../../core/signals/signal-answer.ts'
import type { LabelDefinition } from '../../core/signals/signal-request.ts'
import { EmbeddingTable } from '../dot-products.ts'
import { cosineOfProduct } from '../embedding.ts'
import type { Embedding } from '../embedding.ts'
import { KernelHead, LANDMARKS, trainKernelHead } from './kernel-head.ts'
import type { HeadParts, LabelRows, LeftOut, Watch } from './kernel-head.ts'
import { asShipped, labelConfidences } from './label-confidence.ts'
import type { LabelCalibration, LabelFeatures, OwnCalibration } from './label-confidence.ts'
import { textsInTurns } from './label-texts.ts'
import { fitOwnCalibration } from './own-calibration.ts'
import type { HeldText } from './own-calibration.ts'

/** What is kept of a trained head: with the texts' embeddings it answers the same to the last bit. */
export type TrainedHead = HeadParts & { readonly own: OwnCalibration }

const TYPICAL_OF = 5
const MOST_HELD = 600
const FEWEST_FOR_OWN = 30

/** A set of labels, ready to score texts against: from descriptions, a few examples or thousands of them. */
export class LabelHead {
  readonly #labels: readonly LabelDefinition[]
  readonly #rows: LabelRows
  readonly #table: EmbeddingTable
  readonly #head: KernelHead
  readonly #calibration: LabelCalibration
  readonly #centres: Centres
  readonly #examples: readonly number[]
  readonly trained: TrainedHead
  /** The set's own texts judged as if they were new; empty for a head that was trained before. */
  readonly held: readonly HeldText[]

  private constructor(labels: readonly LabelDefinition[], rows: LabelRows, table: EmbeddingTable, trained: TrainedHead, calibration: LabelCalibration, held: readonly HeldText[] = []) {
    this.#labels = labels
    this.#rows = rows
    this.#table = table
    this.#head = new KernelHead(rows, trained)
    this.#calibration = calibration
    this.#centres = new Centres(rows)
    this.#examples = labels.map((label) => label.examples?.length ?? 0)
    this.trained = trained
    this.held = held
  }

  /** Trains a head on a set's texts, or takes one that was trained on them before; `vectors` holds their embeddings. */
  static async prepare(labels: readonly LabelDefinition[], vectors: ReadonlyMap<string, Embedding>, calibration: LabelCalibration, watch: Watch, kept?: TrainedHead): Promise<LabelHead> {
    const texts = textsInTurns(labels).flatMap(({ label, text }) => {
      const embedding = vectors.get(text)
      return embedding === undefined || isSilent(embedding) ? [] : [{ label, embedding }]
    })
    const rows: LabelRows = { labels: labels.length, labelOf: Int32Array.from(texts, (row) => row.label), embeddings: texts.map((row) => row.embedding) }
    const table = new EmbeddingTable(texts.length, (row) => texts[row]?.embedding)
    if (kept !== undefined && kept.coefficients.length === Math.min(LANDMARKS, texts.length) * labels.length) return new LabelHead(labels, rows, table, kept, calibration)
    const asked = heldRows(rows, labels)
    const { parts, held } = await trainKernelHead(rows, table, asked, watch)
    const plain = new LabelHead(labels, rows, table, { ...parts, own: asShipped }, calibration)
    const judged = await plain.#judge(held, watch)
    return new LabelHead(labels, rows, table, { ...parts, own: fitOwnCalibration(judged, calibration) }, calibration, judged)
  }

  /** Scores every label against a text; together they are at most 1, and what is left is "none of these". */
  answer(text: Embedding): LabelsAnswer {
    if (isSilent(text)) return { kind: 'labels', scores: this.#labels.map(({ id }) => ({ label: id, score: 0 })) }
    const confidences = labelConfidences(this.features(text), this.#calibration, this.trained.own)
    return { kind: 'labels', scores: this.#labels.map(({ id }, j) => ({ label: id, score: quantise(confidences[j] ?? 0) })) }
  }

  /** What the confidences are computed from. */
  features(text: Embedding): readonly LabelFeatures[] {
    const products = this.#table.products(text)
    return this.#features(products, this.#head.scores(products), this.#centres.cosines(text), -1)
  }

  #features(products: Int32Array, scores: Float64Array, centres: Float64Array, without: number): readonly LabelFeatures[] {
    const near = likest(products, without)
    const nearest = near[0] ?? 0
    const typical = near.reduce((sum, value) => sum + value, 0) / Math.max(1, near.length)
    const strengths = scores.map((score, j) => score + this.#centres.weight * (centres[j] ?? 0))
    const [first = 0, second = 0] = [...strengths].sort((a, b) => b - a)
    return this.#labels.map((_, j) => {
      const strength = strengths[j] ?? 0
      const rival = strength === first ? second : first
      return { strength, lead: this.#labels.length > 1 ? strength - rival : 0, nearest, typical, examples: this.#examples[j] ?? 0 }
    })
  }

  async #judge(held: readonly LeftOut[], { pause }: Watch): Promise<readonly HeldText[]> {
    const judged: HeldText[] = []
    for (const [index, { row, scores }] of held.entries()) {
      const embedding = this.#rows.embeddings[row]
      if (embedding === undefined) continue
      const features = this.#features(this.#table.products(embedding), scores, this.#centres.cosines(embedding, row), row)
      judged.push({ own: this.#rows.labelOf[row] ?? 0, features })
      if (index % 64 === 0) await pause(1)
    }
    return judged
  }
}

/** The best few cosines, best first. */
function likest(products: Int32Array, without: number): readonly number[] {
  const best: number[] = []
  for (let row = 0; row < products.length; row++) {
    const product = products[row] ?? 0
    if (row === without || (best.length === TYPICAL_OF && product <= (best[TYPICAL_OF - 1] ?? 0))) continue
    let at = best.length
    while (at > 0 && (best[at - 1] ?? 0) < product) at--
    best.splice(at, 0, product)
    if (best.length > TYPICAL_OF) best.pop()
  }
  return best.map((product) => Math.max(0, cosineOfProduct(product)))
}

/** The middle of each label's texts; they steady the choice where labels have few of them. */
class Centres {
  readonly weight: number
  readonly #rows: LabelRows
  readonly #size: number
  readonly #sums: Float64Array

  constructor(rows: LabelRows) {
    this.#rows = rows
    this.#size = rows.embeddings[0]?.length ?? 0
    this.#sums = new Float64Array(rows.labels * this.#size)
    for (const [row, embedding] of rows.embeddings.entries()) {
      const at = (rows.labelOf[row] ?? 0) * this.#size
      for (let i = 0; i < this.#size; i++) this.#sums[at + i] = (this.#sums[at + i] ?? 0) + (embedding[i] ?? 0)
    }
    this.weight = Math.min(0.3, (3 * rows.labels) / Math.max(1, rows.embeddings.length))
  }

  /** The cosine of a text with each middle; `without` is a row that the middles are taken without. */
  cosines(text: Embedding, without = -1): Float64Array {
    const { labels, labelOf, embeddings } = this.#rows
    const left = embeddings[without]
    const cosines = new Float64Array(labels)
    let own = 0
    for (const value of text) own += value * value
    for (let j = 0; j < labels; j++) {
      const at = j * this.#size
      const taken = left !== undefined && labelOf[without] === j ? left : undefined
      let product = 0
      let squares = 0
      for (let i = 0; i < this.#size; i++) {
        const value = (this.#sums[at + i] ?? 0) - (taken?.[i] ?? 0)
        product += value * (text[i] ?? 0)
        squares += value * value
      }
      cosines[j] = squares === 0 || own === 0 ? 0 : product / Math.sqrt(squares * own)
    }
    return cosines
  }
}

/** The rows whose label is scored without them: evenly from all, none that is its label's only text. */
function heldRows({ embeddings, labelOf }: LabelRows, labels: readonly LabelDefinition[]): readonly number[] {
  const examples = labels.reduce((sum, label) => sum + (label.examples?.length ?? 0), 0)
  if (examples < FEWEST_FOR_OWN) return []
  const counts = new Int32Array(labels.length)
  for (const label of labelOf) counts[label] = (counts[label] ?? 0) + 1
  const described = new Set<number>()
  const rows: number[] = []
  for (let row = 0; row < embeddings.length; row++) {
    const label = labelOf[row] ?? 0
    // A label's first row is its description, which no customer wrote.
    if (described.has(label) && (counts[label] ?? 0) > 1) rows.push(row)
    described.add(label)
  }
  const step = Math.max(1, rows.length / MOST_HELD)
  return Array.from({ length: Math.min(rows.length, MOST_HELD) }, (_, i) => rows[Math.floor(i * step)] ?? 0)
}

function isSilent(embedding: Embedding): boolean {
  return embedding.every((value) => value === 0)
}
