import { describe, expect, it } from 'vitest'
import { hitAt } from '../../../models/evaluation/hit-at.ts'
import { ndcgAt } from '../../../models/evaluation/ndcg-at.ts'
import { recallAt } from '../../../models/evaluation/recall-at.ts'
import { reciprocalRankAt } from '../../../models/evaluation/reciprocal-rank-at.ts'

const log2 = Math.log2
type Case = { readonly name: string; readonly relevant: readonly string[]; readonly ranked: readonly string[]; readonly recall1: number; readonly recall5: number; readonly hit1: number; readonly ndcg: number; readonly mrr: number }

const cases: readonly Case[] = [
  { name: 'the only answer first', relevant: ['a'], ranked: ['a', 'b'], recall1: 1, recall5: 1, hit1: 1, ndcg: 1, mrr: 1 },
  { name: 'the only answer third', relevant: ['a'], ranked: ['x', 'y', 'a'], recall1: 0, recall5: 1, hit1: 0, ndcg: 1 / log2(4), mrr: 1 / 3 },
  { name: 'one of two answers first, the other fourth', relevant: ['a', 'b'], ranked: ['b', 'x', 'y', 'a'], recall1: 0.5, recall5: 1, hit1: 1, ndcg: (1 + 1 / log2(5)) / (1 + 1 / log2(3)), mrr: 1 },
  { name: 'an answer behind the tenth place', relevant: ['k'], ranked: [...'abcdefghijk'], recall1: 0, recall5: 0, hit1: 0, ndcg: 0, mrr: 0 },
  { name: 'the same document twice', relevant: ['a', 'b'], ranked: ['a', 'a', 'a'], recall1: 0.5, recall5: 0.5, hit1: 1, ndcg: 1 / (1 + 1 / log2(3)), mrr: 1 },
  { name: 'nothing found', relevant: ['a'], ranked: [], recall1: 0, recall5: 0, hit1: 0, ndcg: 0, mrr: 0 },
]

describe.each(cases)('$name', ({ relevant, ranked, recall1, recall5, hit1, ndcg, mrr }) => {
  const query = { relevant, ranked }
  it('has its recall, hit, gain and reciprocal rank', () => {
    expect(recallAt(1, query)).toBeCloseTo(recall1)
    expect(recallAt(5, query)).toBeCloseTo(recall5)
    expect(hitAt(1, query)).toBe(hit1)
    expect(ndcgAt(10, query)).toBeCloseTo(ndcg)
    expect(reciprocalRankAt(10, query)).toBeCloseTo(mrr)
  })
})

it('measures gain against the ten best places where more than ten documents answer', () => {
  const relevant = Array.from({ length: 14 }, (_, i) => `d${i}`)
  expect(ndcgAt(10, { relevant, ranked: relevant.slice(0, 10) })).toBeCloseTo(1)
})
