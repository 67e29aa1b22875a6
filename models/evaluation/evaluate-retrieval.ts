import type { Article } from '../../core/knowledge/article.ts'
import type { SignalPort } from '../../core/signals/signal-port.ts'
import { askInBatches } from './ask-in-batches.ts'
import type { EvaluationOptions } from './ask-in-batches.ts'
import { calibrationError } from './calibration-error.ts'
import { figureOf, fourDecimals } from './evaluation-report.ts'
import type { RetrievalFigures, RetrievalPart } from './evaluation-report.ts'
import { hitAt } from './hit-at.ts'
import { ndcgAt } from './ndcg-at.ts'
import { PlainRanker } from './plain-ranker.ts'
import { rankByMeaning } from './rank-by-meaning.ts'
import type { RankedQuery } from './ranked-query.ts'
import { recallAt } from './recall-at.ts'
import { reciprocalRankAt } from './reciprocal-rank-at.ts'
import type { RetrievalQuery } from './retrieval-rows.ts'

const DEEPEST = 10
const BATCH = 64

/** Measures the search of a knowledge base that the port has open: as the product ranks, by words alone and by meaning alone. */
export async function evaluateRetrieval(port: SignalPort, articles: readonly Article[], queries: readonly RetrievalQuery[], options: EvaluationOptions): Promise<readonly RetrievalPart[]> {
  const requests = queries.map(({ text }) => ({ kind: 'passages', text, sources: [], limit: DEEPEST }) as const)
  const answers = await askInBatches(port, requests, BATCH, 'Searching', options)
  const meaning = await rankByMeaning(port, articles, queries.map(({ text }) => text), DEEPEST, options)
  const words = new PlainRanker(articles.map(({ id, title, text }) => ({ id, text: `${title}\n${text}` })))
  const ranked = (idsOf: (query: RetrievalQuery, at: number) => readonly string[]): RetrievalFigures =>
    retrievalFigures(queries.map((query, at) => ({ relevant: query.relevant, ranked: idsOf(query, at) })), options.seed)
  const first = answers.flatMap(({ passages: [passage] }, at) => {
    const isRight = passage !== undefined && (queries[at]?.relevant.includes(passage.articleId) ?? false)
    return passage === undefined ? [] : [{ truth: isRight ? 'yes' : 'no', predicted: 'yes', confidence: passage.confidence }]
  })
  const share = (total: number): number => fourDecimals(first.length === 0 ? 0 : total / first.length)
  return [
    {
      kind: 'retrieval',
      name: 'retrieval',
      queries: queries.length,
      documents: articles.length,
      hybrid: ranked((_query, at) => answers[at]?.passages.map(({ articleId }) => articleId) ?? []),
      lexical: ranked(({ text }) => words.search(text, DEEPEST)),
      vectors: ranked((_query, at) => meaning.ranked[at] ?? []),
      confidence: {
        calibrationError: figureOf(first, calibrationError, options.seed),
        mean: share(first.reduce((sum, { confidence }) => sum + confidence, 0)),
        right: share(first.filter(({ truth }) => truth === 'yes').length),
      },
      notes: [
        'Words alone is plain BM25 over title and text; by meaning alone an article counts by the most alike of its passages.',
        ...(meaning.candidates === undefined ? [] : [`By meaning alone, the ${meaning.candidates} articles that the hybrid search finds first were compared for each question.`]),
      ],
    },
  ]
}

function retrievalFigures(queries: readonly RankedQuery[], seed: number): RetrievalFigures {
  const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length)
  const over = (metric: (query: RankedQuery) => number): RetrievalFigures['recallAt1'] => figureOf(queries.map(metric), mean, seed)
  return {
    recallAt1: over((query) => recallAt(1, query)),
    recallAt5: over((query) => recallAt(5, query)),
    hitAt1: over((query) => hitAt(1, query)),
    hitAt5: over((query) => hitAt(5, query)),
    ndcgAt10: over((query) => ndcgAt(DEEPEST, query)),
    reciprocalRankAt10: over((query) => reciprocalRankAt(DEEPEST, query)),
  }
}
