import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { CHARACTER_BUCKETS, characterFeatures } from '../core/signals/character-features.ts'
import { WORD_BUCKETS, wordFeatures } from '../core/signals/word-features.ts'
import { EMBEDDING_SIZE, toReal } from './embedding.ts'
import type { Embedding } from './embedding.ts'
import { ModelError } from './model-error.ts'

const RESTORE = 'Restore the weights: git checkout -- models/weights'

const headSchema = z.object({
  format: z.literal(1),
  dense: z.literal(EMBEDDING_SIZE),
  hidden: z.number().int().nonnegative(),
  buckets: z.literal(WORD_BUCKETS),
  groups: z.array(z.object({ name: z.string(), labels: z.array(z.string()).min(1), temperature: z.number().positive() })).min(1),
  wordScales: z.array(z.number()),
  /** Only in a head that reads characters too; its weights for them stand behind those for the words. */
  characterScales: z.array(z.number()).optional(),
})

type Meta = z.infer<typeof headSchema>

/** Probabilities by group and label. */
export type HeadJudgement = Readonly<Record<string, Readonly<Record<string, number>>>>

/** A trained classifier over a text's vector, its hashed words and, in some heads, its hashed characters: probabilities for each of its groups of classes. */
export class Head {
  readonly #meta: Meta
  readonly #outputs: number
  readonly #floats: Float32Array
  readonly #words: Int8Array
  readonly #characters: Int8Array

  private constructor(meta: Meta, floats: Float32Array, words: Int8Array, characters: Int8Array) {
    this.#meta = meta
    this.#outputs = meta.wordScales.length
    this.#floats = floats
    this.#words = words
    this.#characters = characters
  }

  /** Reads head.json and head.bin from a weights folder; throws a ModelError where they do not fit each other. */
  static load(folder: string): Head {
    const meta = readMeta(join(folder, 'head.json'))
    const bytes = readPart(join(folder, 'head.bin'))
    const outputs = meta.wordScales.length
    const labels = meta.groups.reduce((sum, group) => sum + group.labels.length, 0)
    for (const scales of [outputs, meta.characterScales?.length ?? labels]) {
      if (scales === labels) continue
      throw new ModelError('weights.damaged', `${join(folder, 'head.json')} names ${labels} labels but has scales for ${scales}.`, RESTORE)
    }
    const floats = EMBEDDING_SIZE * meta.hidden + meta.hidden + meta.hidden * outputs + EMBEDDING_SIZE * outputs + outputs
    const words = WORD_BUCKETS * outputs
    const expected = floats * 4 + words + (meta.characterScales ? CHARACTER_BUCKETS * outputs : 0)
    if (bytes.length !== expected) {
      throw new ModelError('weights.damaged', `${join(folder, 'head.bin')} has ${bytes.length} bytes, but its head.json describes ${expected}.`, RESTORE)
    }
    const copy = new Uint8Array(bytes).buffer
    return new Head(meta, new Float32Array(copy, 0, floats), new Int8Array(copy, floats * 4, words), new Int8Array(copy, floats * 4 + words))
  }

  /** The calibrated probabilities of a text, by group and label. */
  judge(text: string, vector: Embedding): HeadJudgement {
    const logits = this.#fromVector(toReal(vector))
    addShares(logits, this.#words, wordFeatures(text), this.#meta.wordScales)
    if (this.#meta.characterScales) addShares(logits, this.#characters, characterFeatures(text), this.#meta.characterScales)
    const answer: Record<string, Record<string, number>> = {}
    let start = 0
    for (const group of this.#meta.groups) {
      const probabilities = softmax(logits.subarray(start, start + group.labels.length), group.temperature)
      answer[group.name] = Object.fromEntries(group.labels.map((label, i) => [label, probabilities[i] ?? 0]))
      start += group.labels.length
    }
    return answer
  }

  #fromVector(e: Float64Array): Float64Array {
    const { hidden } = this.#meta
    const outputs = this.#outputs
    const w = this.#floats
    const hiddenBias = EMBEDDING_SIZE * hidden
    const fromHidden = hiddenBias + hidden
    const fromDense = fromHidden + hidden * outputs
    const bias = fromDense + EMBEDDING_SIZE * outputs
    const units = new Float64Array(hidden)
    const logits = new Float64Array(outputs)
    for (let j = 0; j < hidden; j++) units[j] = w[hiddenBias + j] ?? 0
    for (let o = 0; o < outputs; o++) logits[o] = w[bias + o] ?? 0
    for (let i = 0; i < EMBEDDING_SIZE; i++) {
      const value = e[i] ?? 0
      for (let j = 0; j < hidden; j++) units[j] = (units[j] ?? 0) + value * (w[i * hidden + j] ?? 0)
      for (let o = 0; o < outputs; o++) logits[o] = (logits[o] ?? 0) + value * (w[fromDense + i * outputs + o] ?? 0)
    }
    for (let j = 0; j < hidden; j++) {
      const value = Math.max(0, units[j] ?? 0)
      for (let o = 0; o < outputs; o++) logits[o] = (logits[o] ?? 0) + value * (w[fromHidden + j * outputs + o] ?? 0)
    }
    return logits
  }
}

/** Adds what a text's hashed features say; their vector has length one, so that a long text does not shout. */
function addShares(logits: Float64Array, weights: Int8Array, buckets: readonly number[], scales: readonly number[]): void {
  const outputs = logits.length
  const share = 1 / Math.sqrt(Math.max(1, buckets.length))
  for (let o = 0; o < outputs; o++) {
    let sum = 0
    for (const bucket of buckets) sum += weights[bucket * outputs + o] ?? 0
    logits[o] = (logits[o] ?? 0) + share * sum * (scales[o] ?? 0)
  }
}

function readMeta(path: string): Meta {
  const text = readPart(path).toString('utf8')
  try {
    return headSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new ModelError('weights.damaged', `${path} does not describe a head: ${error instanceof Error ? error.message : String(error)}`, RESTORE)
  }
}

function readPart(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new ModelError('weights.missing', `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`, RESTORE)
  }
}

function softmax(logits: Float64Array, temperature: number): readonly number[] {
  const top = Math.max(...logits)
  const powers = [...logits].map((value) => Math.exp((value - top) / temperature))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}
