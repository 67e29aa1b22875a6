import { expect, it } from 'vitest'
import { rankByMeaning } from '../../../models/evaluation/rank-by-meaning.ts'
import type { Article } from '../../../core/knowledge/article.ts'
import type { SignalAnswer } from '../../../core/signals/signal-answer.ts'
import type { SignalPort } from '../../../core/signals/signal-port.ts'
import type { SignalRequest } from '../../../core/signals/signal-request.ts'

/** Judges likeness by a number in both texts, so that the right order is known; its search finds the odd articles only. */
function numberPort(articles: readonly Article[], asked: SignalRequest[]): SignalPort {
  const numberIn = (text: string): number => Number(/\d+/u.exec(text)?.[0] ?? 0)
  const answer = (request: SignalRequest): SignalAnswer => {
    asked.push(request)
    if (request.kind === 'similarity') return { kind: 'similarity', similarity: 1 / (1 + Math.abs(numberIn(request.text) - numberIn(request.other))) }
    const found = articles.filter(({ id }) => Number(id) % 2 === 1).slice(0, request.kind === 'passages' ? request.limit : 0)
    return { kind: 'passages', passages: found.map(({ id, title, text }) => ({ articleId: id, passageId: `${id}#1`, title, text, source: '', thirdParty: false, confidence: 0.5 })) }
  }
  return { models: [], answer: async (requests) => requests.map(answer), close: async () => undefined }
}

const articlesOf = (count: number): readonly Article[] => Array.from({ length: count }, (_, i) => ({ id: String(i), title: '', text: `number ${i}`, kind: 'article', source: '', thirdParty: false }))

it('compares every pair of a small collection, the most alike first', async () => {
  const articles = articlesOf(50)
  const asked: SignalRequest[] = []
  const { ranked, candidates } = await rankByMeaning(numberPort(articles, asked), articles, ['about 7', 'about 30'], 3, { seed: 1 })
  expect(ranked).toEqual([['7', '6', '8'], ['30', '29', '31']])
  expect(candidates).toBeUndefined()
  expect(asked.map(({ kind }) => kind)).toEqual(Array.from({ length: 100 }, () => 'similarity'))
})

it('compares what the search finds first in a large one, and says so', async () => {
  const articles = articlesOf(600)
  const asked: SignalRequest[] = []
  const { ranked, candidates } = await rankByMeaning(numberPort(articles, asked), articles, Array.from({ length: 170 }, () => 'about 100'), 2, { seed: 1 })
  expect(ranked[0]).toEqual(['99', '101'])
  expect(candidates).toBe(200)
  expect(asked.filter(({ kind }) => kind === 'similarity')).toHaveLength(170 * 200)
})
