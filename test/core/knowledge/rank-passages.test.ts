import { describe, expect, it } from 'vitest'
import type { Article } from '../../../core/knowledge/article.ts'
import { buildIndex } from '../../../core/knowledge/knowledge-index.ts'
import { indexWords, LexicalIndex } from '../../../core/knowledge/lexical-index.ts'
import { rankArticles, rankPassages } from '../../../core/knowledge/rank-passages.ts'
import type { RankingWeights } from '../../../core/knowledge/rank-passages.ts'

const weights: RankingWeights = { lexical: 0.5, relative: 0.1, confidence: { bias: -4, cosine: 5, question: 5, overlap: 2, margin: 4, behind: -4, standing: 0.3 } }
const article = (id: string, text: string, more: Partial<Article> = {}): Article => ({ id, title: id, text, kind: 'article', source: 'faq', thirdParty: false, ...more })

describe('searching by words', () => {
  it('finds rare words before common ones, and folds plurals', () => {
    const { scores, perfect } = new LexicalIndex(['the printer prints pages', 'the scanner scans pages', 'pages and pages']).search('my printers are broken, no pages')
    expect(scores[0]).toBeGreaterThan(scores[2] ?? 9)
    expect(scores[2]).toBeGreaterThan(0)
    expect(perfect).toBeGreaterThan(scores[0] ?? 9)
  })

  it.each([
    ["I don't want parcels!", ["don't", 'want', 'parcel']],
    ['Größe — 日本', ['größe', '日本']],
    ['the of and', []],
  ])('indexes %j by its telling words', (text, expected) => {
    expect(indexWords(text)).toEqual(expected)
  })

  it('scores nothing for a query without words, or an index without documents', () => {
    expect([...new LexicalIndex(['a b']).search('').scores]).toEqual([0])
    expect(new LexicalIndex([]).search('word').scores).toHaveLength(0)
  })
})

describe('ranking articles', () => {
  const long = Array.from({ length: 60 }, (_, i) => `Paragraph ${i} about the printer and its paper.`).join('\n\n')
  const index = buildIndex([article('printer', long), article('scanner', 'Scanners need light.', { source: 'other', thirdParty: true }), article('Where is my order?', 'It is on its way.', { kind: 'pastResolution' })])
  const cosines = (passage: (id: string, i: number) => number, question = 0) => ({
    passage: Float64Array.from(index.passages, (one, i) => passage(one.article.id, i)),
    question: Float64Array.from(index.passages, (one) => (one.question === '' ? 0 : question)),
  })

  it('names an article once, by its best passage', () => {
    expect(index.passages.length).toBeGreaterThan(3)
    const ranked = rankArticles(index, 'zzz', cosines((id, i) => (id === 'printer' && i === 2 ? 0.9 : 0.3)), [], weights, 10)
    expect(ranked.map((one) => one.passage.article.id).sort()).toEqual(['Where is my order?', 'printer', 'scanner'])
    expect(ranked[0]?.passage.chunk.passageId).toBe('printer#3')
    expect(ranked[0]?.margin).toBeGreaterThan(0)
    expect(ranked[1]?.margin).toBe(0)
  })

  it('finds a past resolution by its question and returns its answer', () => {
    const [first] = rankPassages(index, 'where is it', cosines(() => 0.2, 0.95), [], weights, 1)
    expect(first).toMatchObject({ title: 'Where is my order?', text: 'It is on its way.' })
    const byAnswer = rankPassages(index, 'where is it', cosines(() => 0.2, 0), [], weights, 3).find((one) => one.title === 'Where is my order?')
    expect(first?.confidence).toBeGreaterThan(byAnswer?.confidence ?? 1)
  })

  it('is never surer of a lower place than of a higher one', () => {
    const ranked = rankPassages(index, 'printer paper scanner light order', cosines((_, i) => ((i * 37) % 10) / 10, 0.7), [], weights, 10)
    expect(ranked.map((one) => one.confidence)).toEqual(ranked.map((one) => one.confidence).sort((a, b) => b - a))
  })

  it('keeps to the sources and the limit', () => {
    expect(rankPassages(index, 'printer', cosines(() => 0.5), ['other'], weights, 10).map((one) => [one.source, one.thirdParty])).toEqual([['other', true]])
    expect(rankPassages(index, 'printer', cosines(() => 0.5), [], weights, 2)).toHaveLength(2)
    expect(rankPassages(index, 'printer', cosines(() => 0.5), ['unknown'], weights, 2)).toEqual([])
  })

  it('keeps the order of the knowledge base where scores are equal', () => {
    const same = buildIndex([article('b', 'x'), article('a', 'x'), article('c', 'x')])
    const equal = { passage: new Float64Array(3).fill(0.5), question: new Float64Array(3) }
    expect(rankPassages(same, 'nothing', equal, [], weights, 3).map((one) => one.articleId)).toEqual(['b', 'a', 'c'])
  })
})
