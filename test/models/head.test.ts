import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CHARACTER_BUCKETS, characterFeatures } from '../../core/signals/character-features.ts'
import { WORD_BUCKETS, wordFeatures } from '../../core/signals/word-features.ts'
import { EMBEDDING_SIZE } from '../../models/embedding.ts'
import { Head } from '../../models/head.ts'
import { ModelError } from '../../models/model-error.ts'

const OUTPUTS = 2
const FLOATS = EMBEDDING_SIZE * OUTPUTS + OUTPUTS
const NO_VECTOR = new Int16Array(EMBEDDING_SIZE)

type Parts = { readonly words?: readonly string[]; readonly characters?: readonly string[]; readonly scales?: readonly number[]; readonly bytes?: number }

/** Writes a head without hidden units, in which the features of some texts speak for its second label; returns its folder. */
function headOf({ words = [], characters = [], scales, bytes = 0 }: Parts): string {
  const folder = mkdtempSync(join(tmpdir(), 'head-'))
  const groups = [{ name: 'inbound', labels: ['genuine', 'spam'], temperature: 1 }]
  const meta = { format: 1, dense: EMBEDDING_SIZE, hidden: 0, buckets: WORD_BUCKETS, groups, wordScales: [0.1, 0.1], ...(scales && { characterScales: scales }) }
  writeFileSync(join(folder, 'head.json'), JSON.stringify(meta))
  const file = Buffer.alloc(FLOATS * 4 + WORD_BUCKETS * OUTPUTS + (scales ? CHARACTER_BUCKETS * OUTPUTS : 0) + bytes)
  for (const text of words) for (const bucket of wordFeatures(text)) file.writeInt8(100, FLOATS * 4 + bucket * OUTPUTS + 1)
  for (const text of characters) for (const bucket of characterFeatures(text)) file.writeInt8(-50, FLOATS * 4 + WORD_BUCKETS * OUTPUTS + bucket * OUTPUTS + 1)
  writeFileSync(join(folder, 'head.bin'), file)
  return folder
}

const spamOf = (folder: string, text: string): number => Head.load(folder).judge(text, NO_VECTOR).inbound?.spam ?? Number.NaN
const logistic = (logit: number): number => 1 / (1 + Math.exp(-logit))

describe('a head', () => {
  it('adds the weights of the words and pairs of words, of which "win a prize" has five', () => {
    expect(spamOf(headOf({ words: ['win'] }), 'win a prize')).toBeCloseTo(logistic((100 * 0.1) / Math.sqrt(5)), 6)
    expect(spamOf(headOf({ words: ['win'] }), 'nothing of it')).toBeCloseTo(0.5, 6)
  })

  it('adds the weights of the characters where it has any, with their own scales', () => {
    const folder = headOf({ characters: ['prize'], scales: [0, 0.02] })
    expect(spamOf(folder, 'prize')).toBeCloseTo(logistic(-50 * 0.02 * Math.sqrt(characterFeatures('prize').length)), 6)
    const shared = characterFeatures('prizes').filter((bucket) => characterFeatures('prize').includes(bucket)).length
    expect(spamOf(folder, 'prizes')).toBeCloseTo(logistic((-50 * 0.02 * shared) / Math.sqrt(characterFeatures('prizes').length)), 6)
  })

  it('keeps words and characters apart', () => {
    const both = headOf({ words: ['win'], characters: ['prize'], scales: [0.02, 0.02] })
    expect(spamOf(both, 'win')).toBeGreaterThan(0.99)
    expect(spamOf(both, 'prize')).toBeLessThan(0.1)
  })

  it.each([
    ['one byte too few', { bytes: -1 }, 'bytes'],
    ['one byte too many', { bytes: 1 }, 'bytes'],
    ['characters, and one byte too few', { scales: [1, 1], bytes: -1 }, 'bytes'],
    ['characters that its head.json does not name', { bytes: CHARACTER_BUCKETS * OUTPUTS }, 'bytes'],
    ['scales of its characters for another number of labels', { scales: [1, 1, 1] }, 'names 2 labels but has scales for 3'],
  ])('with %s is damaged', (_, parts, words) => {
    const folder = headOf(parts)
    expect(() => Head.load(folder)).toThrow(ModelError)
    expect(() => Head.load(folder)).toThrow(words)
  })
})
