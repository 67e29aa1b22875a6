import type { Passage } from '../signals/signal-answer.ts'
import { quantise } from '../signals/quantise.ts'
import type { IndexedPassage, KnowledgeIndex } from './knowledge-index.ts'

/** How the two searches are weighed and how a ranking becomes a probability; fitted, see models/training. */
export type RankingWeights = {
  /** What a perfect overlap of words adds to a cosine. */
  readonly lexical: number
  /** The same for the best overlap that any passage of this knowledge base reaches. */
  readonly relative: number
  readonly confidence: {
    readonly bias: number
    readonly cosine: number
    readonly question: number
    readonly overlap: number
    readonly margin: number
    readonly behind: number
    readonly standing: number
  }
}

/** Cosines of a text with every passage, and with the question that a past resolution answered (0 where there is none). */
export type PassageCosines = { readonly passage: Float64Array; readonly question: Float64Array }

/** What the confidence in one article is computed from. */
export type RankedArticle = {
  readonly passage: IndexedPassage
  readonly score: number
  readonly cosine: number
  readonly question: number
  readonly overlap: number
  /** For the best article its lead over the second; 0 for the others. */
  readonly margin: number
  /** How far an article is behind the best one; 0 for the best. */
  readonly behind: number
  /** How far its likeness stands out from the other articles', in standard deviations, 6 at most. */
  readonly standing: number
}

/** A few articles say little about what is usual: these many typical ones are counted with them. */
const TYPICAL = { articles: 20, mean: 0.15, deviation: 0.1 }
const STANDS_OUT_AT_MOST = 6

/** Ranks the articles for a text by their best passages; each article counts once. */
export function rankArticles(index: KnowledgeIndex, text: string, cosines: PassageCosines, sources: readonly string[], weights: RankingWeights, limit: number): readonly RankedArticle[] {
  const { scores, perfect } = index.lexical.search(text)
  const allowed = sources.length === 0 ? undefined : new Set(sources)
  let highest = 0
  for (const score of scores) highest = Math.max(highest, score)
  const best = new Map<string, { at: number; score: number; meaning: number }>()
  index.passages.forEach((passage, at) => {
    if (allowed && !allowed.has(passage.article.source)) return
    const lexical = scores[at] ?? 0
    const meaning = Math.max(cosines.passage[at] ?? 0, cosines.question[at] ?? 0)
    const score = meaning + (perfect > 0 ? (weights.lexical * lexical) / perfect : 0) + (highest > 0 ? (weights.relative * lexical) / highest : 0)
    const key = `${passage.article.source}\0${passage.article.id}`
    const known = best.get(key)
    if (!known || score > known.score) best.set(key, { at, score, meaning })
  })
  const usual = usualLikeness([...best.values()].map((one) => one.meaning))
  // Equal scores keep the order of the knowledge base.
  const order = [...best.values()].sort((a, b) => b.score - a.score || a.at - b.at)
  const [first, second] = order
  return order.slice(0, limit).flatMap(({ at, score, meaning }, rank) => {
    const passage = index.passages[at]
    if (!passage || !first) return []
    return [
      {
        passage,
        score,
        cosine: Math.max(0, cosines.passage[at] ?? 0),
        question: Math.max(0, cosines.question[at] ?? 0),
        overlap: perfect > 0 ? (scores[at] ?? 0) / perfect : 0,
        margin: rank === 0 ? score - (second?.score ?? 0) : 0,
        behind: first.score - score,
        standing: Math.min(STANDS_OUT_AT_MOST, (meaning - usual.mean) / usual.deviation),
      },
    ]
  })
}

function usualLikeness(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const count = values.length + TYPICAL.articles
  const mean = values.reduce((sum, value) => sum + value, TYPICAL.articles * TYPICAL.mean) / count
  const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, TYPICAL.articles * TYPICAL.deviation ** 2) / count
  return { mean, deviation: Math.sqrt(spread) }
}

/** The probability that an article answers the text. */
export function confidenceOf(article: RankedArticle, weights: RankingWeights['confidence']): number {
  const z =
    weights.bias +
    weights.cosine * article.cosine +
    weights.question * Math.max(0, article.question - article.cosine) +
    weights.overlap * article.overlap +
    weights.margin * Math.min(0.3, article.margin) +
    weights.behind * article.behind +
    weights.standing * article.standing
  return 1 / (1 + Math.exp(-z))
}

/** The answer to a passages request: the best passage of each article, best first. */
export function rankPassages(index: KnowledgeIndex, text: string, cosines: PassageCosines, sources: readonly string[], weights: RankingWeights, limit: number): readonly Passage[] {
  let ceiling = 1
  return rankArticles(index, text, cosines, sources, weights, limit).map((article) => {
    // The order is the ranking's; a lower place never claims more than the one above it.
    ceiling = Math.min(ceiling, quantise(confidenceOf(article, weights.confidence)))
    return {
      articleId: article.passage.article.id,
      passageId: article.passage.chunk.passageId,
      title: article.passage.article.title,
      text: article.passage.chunk.text,
      source: article.passage.article.source,
      thirdParty: article.passage.article.thirdParty,
      confidence: ceiling,
    }
  })
}
