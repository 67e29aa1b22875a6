import { describe, expect, it } from 'vitest'
import type { Article } from '../../../core/knowledge/article.ts'
import { buildIndex } from '../../../core/knowledge/knowledge-index.ts'
import { rankArticles, rankPassages } from '../../../core/knowledge/rank-passages.ts'
import type { Evidence, RankingWeights } from '../../../core/knowledge/rank-passages.ts'

const weights: RankingWeights = { lexical: 0.5, relative: 0.1, title: 0.2, confidence: { bias: -4, cosine: 5, question: 5, overlap: 2, margin: 4, behind: -4, standing: 0.3, ahead: 0 } }
const article = (id: string, text: string, more: Partial<Article> = {}): Article => ({ id, title: id, text, kind: 'article', source: 'faq', thirdParty: false, ...more })

describe('ranking articles', () => {
  const long = Array.from({ length: 60 }, (_, i) => `Paragraph ${i} about the printer and its paper.`).join('\n\n')
  const index = buildIndex([article('printer', long), article('scanner', 'Scanners need light.', { source: 'other', thirdParty: true }), article('Where is my order?', 'It is on its way.', { kind: 'pastResolution' })])
  const evidence = (text: string, passage: (id: string, i: number) => number, question = 0, title?: (id: string) => number): Evidence => ({
    lexical: index.lexical.search(text),
    cosines: {
      passage: Float64Array.from(index.passages, (one, i) => passage(one.article.id, i)),
      question: Float64Array.from(index.passages, (one) => (one.question === '' ? 0 : question)),
      title: Float64Array.from(index.passages, (one) => title?.(one.article.id) ?? -1),
    },
  })

  it('names an article once, by its best passage', () => {
    expect(index.passages.length).toBeGreaterThan(3)
    const ranked = rankArticles(index, evidence('zzz', (id, i) => (id === 'printer' && i === 2 ? 0.9 : 0.3)), [], weights, 10)
    expect(ranked.map((one) => one.passage.article.id).sort()).toEqual(['Where is my order?', 'printer', 'scanner'])
    expect(ranked[0]?.passage.chunk.passageId).toBe('printer#3')
    expect(ranked[0]?.margin).toBeGreaterThan(0)
    expect(ranked[1]?.margin).toBe(0)
  })

  it('finds a past resolution by its question and returns its answer', () => {
    const [first] = rankPassages(index, evidence('where is it', () => 0.2, 0.95), [], weights, 1)
    expect(first).toMatchObject({ title: 'Where is my order?', text: 'It is on its way.' })
    const byAnswer = rankPassages(index, evidence('where is it', () => 0.2, 0), [], weights, 3).find((one) => one.title === 'Where is my order?')
    expect(first?.confidence).toBeGreaterThan(byAnswer?.confidence ?? 1)
  })

  it('is never surer of a lower place than of a higher one', () => {
    const ranked = rankPassages(index, evidence('printer paper scanner light order', (_, i) => ((i * 37) % 10) / 10, 0.7), [], weights, 10)
    expect(ranked.map((one) => one.confidence)).toEqual(ranked.map((one) => one.confidence).sort((a, b) => b - a))
  })

  it('keeps to the sources and the limit', () => {
    expect(rankPassages(index, evidence('printer', () => 0.5), ['other'], weights, 10).map((one) => [one.source, one.thirdParty])).toEqual([['other', true]])
    expect(rankPassages(index, evidence('printer', () => 0.5), [], weights, 2)).toHaveLength(2)
    expect(rankPassages(index, evidence('printer', () => 0.5), ['unknown'], weights, 2)).toEqual([])
  })

  it('weighs what a title says with what a passage says, and takes a passage at its word where there is no title', () => {
    const byTitle = rankArticles(index, evidence('zzz', () => 0.5, 0.5, (id) => (id === 'scanner' ? 0.9 : id === 'printer' ? 0.1 : -1)), [], weights, 3)
    expect(byTitle.map((one) => one.passage.article.id)).toEqual(['scanner', 'Where is my order?', 'printer'])
    expect(byTitle[1]?.score).toBeCloseTo(0.5, 10)
  })

  it('is not led by the words of sources that it may not use', () => {
    const only = rankArticles(index, evidence('printer paper light', () => 0.1), ['other'], weights, 1)[0]
    // Its own best overlap counts as the best there is, though "printer" and "paper" are found better elsewhere.
    expect(only?.score).toBeGreaterThan(0.1 + weights.relative)
  })

  it.each([
    ['alone', 1, 0],
    ['beside many that are as much alike', 30, 0],
  ])('says how far an article is ahead of the field: %s', (_, count, least) => {
    const field = buildIndex(Array.from({ length: count }, (_, i) => article(`a${i}`, 'x')))
    const cosines = { passage: new Float64Array(count).fill(0.5), question: new Float64Array(count), title: new Float64Array(count).fill(-1) }
    const first = rankArticles(field, { lexical: field.lexical.search('y'), cosines }, [], weights, 1)[0]
    expect(first?.ahead).toBeCloseTo(count === 1 ? 0.35 : least, 10)
  })

  it('keeps the order of the knowledge base where scores are equal', () => {
    const same = buildIndex([article('b', 'x'), article('a', 'x'), article('c', 'x')])
    const cosines = { passage: new Float64Array(3).fill(0.5), question: new Float64Array(3), title: new Float64Array(3).fill(-1) }
    expect(rankPassages(same, { lexical: same.lexical.search('nothing'), cosines }, [], weights, 3).map((one) => one.articleId)).toEqual(['b', 'a', 'c'])
  })
})
