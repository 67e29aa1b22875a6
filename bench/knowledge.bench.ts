import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assembleKnowledge } from '../core/knowledge/assemble-knowledge.ts'
import type { Article } from '../core/knowledge/article.ts'
import { canonicalText } from '../core/signals/canonical-text.ts'
import { catalogEntry, ENCODER_ID } from '../models/catalog.ts'
import { Encoder } from '../models/encoder.ts'
import { KnowledgeSearch } from '../models/knowledge-search.ts'
import { readRankingWeights } from '../models/read-calibration.ts'
import { SignalCache } from '../models/signal-cache.ts'
import type { BenchResult } from './bench-result.ts'
import { supportMessages } from './support-messages.ts'

const ARTICLES = 10_000
const QUERIES = 300
const WEIGHTS = new URL('../models/weights', import.meta.url).pathname

/** A knowledge base of ten thousand articles: built, opened again, changed in one place, and asked. */
export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'knowledge-bench-'))
  try {
    const base = articles(ARTICLES)
    const figures: Record<string, number> = { articles: ARTICLES }
    const before = process.memoryUsage().rss
    const built = await buildOnce(folder, base)
    figures.buildSeconds = built.seconds
    figures.textsRead = built.read
    figures.textsPerSecond = built.read / built.seconds
    const again = await buildOnce(folder, base)
    figures.openAgainSeconds = again.seconds
    figures.textsReadAgain = again.read
    const changed = await buildOnce(folder, base.map((one, i) => (i === 4321 ? { ...one, text: `${one.text}\n\nSince May this is done on the website.` } : one)))
    figures.changeOneSeconds = changed.seconds
    figures.textsReadForOneChange = changed.read
    const times = await queryTimes(folder, base, supportMessages(QUERIES, 12))
    figures.queryWords = times.words
    figures.queryMsP50 = percentile(times.ms, 0.5)
    figures.queryMsP95 = percentile(times.ms, 0.95)
    figures.memoryMb = (process.memoryUsage().rss - before) / 2 ** 20
    const rounded = Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 100) / 100]))
    return {
      name: 'knowledge',
      figures: rounded,
      ratios: {},
      bars: [
        { name: 'texts that the model reads when an unchanged index of 10,000 articles is opened again', value: again.read, atMost: 0 },
        { name: 'texts that the model reads when one short article of 10,000 changed', value: changed.read, atMost: 2 },
        { name: 'milliseconds of a search among 10,000 articles with a long ticket, 95 of 100', value: rounded.queryMsP95 ?? 0, atMost: 100 },
      ],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Different articles: most are one passage, every eighth is cut into several. */
function articles(count: number): readonly Article[] {
  const texts = supportMessages(count, 6)
  return texts.map((text, i) => ({
    id: `article-${i}`,
    title: `Case ${i + 1}: ${text.split(' ').slice(2, 10).join(' ')}`,
    text: i % 8 === 0 ? [text, ...texts.slice(i + 1, i + 8)].join('\n\n') : text,
    kind: 'article',
    source: '',
    thirdParty: false,
  }))
}

async function opened<T>(folder: string, work: (encoder: Encoder) => Promise<T>): Promise<T> {
  const cache = SignalCache.open(folder)
  const encoder = await Encoder.load(WEIGHTS, ENCODER_ID, catalogEntry(ENCODER_ID).digest, 2, cache)
  try {
    return await work(encoder)
  } finally {
    cache.flush()
    await encoder.close()
  }
}

/** Seconds from the articles to an index that answers, without loading the model, and how many texts the model read for it. */
function buildOnce(folder: string, base: readonly Article[]): Promise<{ readonly seconds: number; readonly read: number }> {
  return opened(folder, async (encoder) => {
    const counts: number[] = []
    const start = performance.now()
    await KnowledgeSearch.build(assembleKnowledge(base), encoder, readRankingWeights(WEIGHTS), { onTexts: (count) => counts.push(count) })
    return { seconds: (performance.now() - start) / 1000, read: counts.slice(1).reduce((sum, count) => sum + count, 0) }
  })
}

/** The time of a search alone: the vector of a ticket is there already, because its tone and labels need it too. */
function queryTimes(folder: string, base: readonly Article[], queries: readonly string[]): Promise<{ readonly ms: readonly number[]; readonly words: number }> {
  return opened(folder, async (encoder) => {
    const search = await KnowledgeSearch.build(assembleKnowledge(base), encoder, readRankingWeights(WEIGHTS))
    const vectors = await encoder.embed(queries)
    const ms = queries.flatMap((text) => {
      const vector = vectors.get(canonicalText(text))
      if (vector === undefined) return []
      const start = performance.now()
      search.answer(text, vector, [], 12)
      return [performance.now() - start]
    })
    return { ms, words: queries.reduce((sum, text) => sum + text.split(' ').length, 0) / queries.length }
  })
}

function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0
}
