import { describe, expect, it } from 'vitest'
import type { LabelDefinition } from '../../../core/signals/signal-request.ts'
import { toEmbedding } from '../../../models/embedding.ts'
import type { Embedding } from '../../../models/embedding.ts'
import { LabelHead } from '../../../models/labels/label-head.ts'
import { labelTexts } from '../../../models/labels/label-texts.ts'
import { readLabelCalibration } from '../../../models/read-calibration.ts'
import { seeded } from '../../../models/training/fit-logistic.ts'

const calibration = readLabelCalibration(new URL('../../../models/weights', import.meta.url).pathname)
const watch = { pause: () => Promise.resolve() }
const SIZE = 384

/** Points around as many directions as there are labels; those of the last direction belong to no label. */
function world(labels: number, examples: (label: number) => number, spread: number, seed = 3): { readonly defs: readonly LabelDefinition[]; readonly vectors: Map<string, Embedding>; readonly near: (direction: number) => Embedding } {
  const random = seeded(seed)
  const gauss = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const centres = Array.from({ length: labels + 1 }, () => Float64Array.from({ length: SIZE }, gauss))
  const near = (direction: number): Embedding => toEmbedding(Float64Array.from(centres[direction] ?? [], (value) => value + spread * gauss()))
  const vectors = new Map<string, Embedding>()
  const defs = Array.from({ length: labels }, (_, j) => ({ id: `l${j}`, title: `label ${j}`, examples: Array.from({ length: examples(j) }, (__, i) => `text ${j} ${i}`) }))
  defs.forEach((label, j) => { for (const text of labelTexts(label)) vectors.set(text, near(j)) })
  return { defs, vectors, near }
}

function best(head: LabelHead, text: Embedding): { readonly label: string; readonly score: number } {
  return head.answer(text).scores.reduce((most, score) => (score.score > most.score ? score : most))
}

describe.each([
  ['by their titles alone', () => 0, 1],
  ['by three examples each', () => 3, 1],
  ['by unequal numbers of examples', (label: number) => [0, 1, 40, 3, 0, 12][label] ?? 0, 1],
  ['by more texts than there are landmarks', () => 250, 1.5],
])('labels known %s', (_, examples, spread) => {
  const { defs, vectors, near } = world(6, examples, spread)
  const ready = LabelHead.prepare(defs, vectors, calibration, watch)

  it('are told apart', async () => {
    const head = await ready
    const found = Array.from({ length: 60 }, (__, i) => best(head, near(i % 6)).label === `l${i % 6}`)
    expect(found.filter(Boolean).length).toBeGreaterThanOrEqual(57)
  })

  it('are less likely all together for a text that is like none of them', async () => {
    const head = await ready
    const mean = (direction: (i: number) => number): number => Array.from({ length: 40 }, (__, i) => best(head, near(direction(i))).score).reduce((sum, score) => sum + score, 0) / 40
    expect(mean(() => 6)).toBeLessThan(0.4)
    expect(mean((i) => i % 6)).toBeGreaterThan(mean(() => 6) + 0.2)
  })

  it('have confidences of four decimals that add up to at most 1', async () => {
    const head = await ready
    for (let i = 0; i < 30; i++) {
      const scores = head.answer(near(i % 7)).scores.map(({ score }) => score)
      expect(scores.reduce((sum, score) => sum + score, 0)).toBeLessThanOrEqual(1.0005)
      for (const score of scores) expect(Math.round(score * 10_000) / 10_000).toBe(score)
    }
  })

  it('are scored the same by a head that was kept, and whatever the order of the examples', async () => {
    const head = await ready
    const kept = await LabelHead.prepare(defs, vectors, calibration, { pause: () => Promise.reject(new Error('It was trained again.')) }, head.trained)
    const mixed = await LabelHead.prepare(defs.map((label) => ({ ...label, examples: label.examples?.toReversed() })), vectors, calibration, watch)
    for (let i = 0; i < 10; i++) {
      const text = near(i % 7)
      expect(kept.answer(text)).toEqual(head.answer(text))
      expect(mixed.answer(text)).toEqual(head.answer(text))
    }
  })
})

it('left-out scores are those of a head trained without the text', async () => {
  const { defs, vectors } = world(3, () => 12, 1.2)
  const head = await LabelHead.prepare(defs, vectors, calibration, watch)
  const [held] = head.held
  if (held === undefined) throw new Error('No text was left out.')
  const own = defs[held.own]
  // The first held text is the first example in the scattered order of its label.
  const left = own === undefined ? '' : (labelTexts(own)[1] ?? '')
  const without = defs.map((label) => ({ ...label, examples: label.examples?.filter((text) => text !== left) }))
  const other = await LabelHead.prepare(without, vectors, calibration, watch)
  const vector = vectors.get(left)
  if (vector === undefined) throw new Error('The text has no embedding.')
  other.features(vector).forEach((features, j) => expect(Math.abs(features.strength - (held.features[j]?.strength ?? 0))).toBeLessThan(0.03))
})

it('a text without words fits no label, and a set without words answers', async () => {
  const { defs, vectors, near } = world(3, () => 2, 1)
  const head = await LabelHead.prepare(defs, vectors, calibration, watch)
  expect(head.answer(new Int16Array(SIZE)).scores.map(({ score }) => score)).toEqual([0, 0, 0])
  const mute = await LabelHead.prepare([{ id: 'a', title: '' }, { id: 'b', title: '' }], new Map(), calibration, watch)
  expect(mute.answer(near(0)).scores).toHaveLength(2)
})

it('training can be stopped', async () => {
  const { defs, vectors } = world(3, () => 400, 1)
  let asked = 0
  const stopping = { pause: () => (++asked > 2 ? Promise.reject(new Error('stopped')) : Promise.resolve()) }
  await expect(LabelHead.prepare(defs, vectors, calibration, stopping)).rejects.toThrow('stopped')
})
