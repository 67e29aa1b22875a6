import type { Passage } from '../signals/signal-answer.ts'
import { quantise } from '../signals/quantise.ts'
import type { IndexedPassage, KnowledgeIndex } from './knowledge-index.ts'
import type { LexicalScores } from './lexical-index.ts'

/** How the searches are weighed and how a ranking becomes a probability; fitted, see models/training. */
export type RankingWeights = {
  /** What a perfect overlap of words adds to a cosine. */
  readonly lexical: number
  /** The same for the best overlap that any passage of this knowledge base reaches. */
  readonly relative: number
  /** The share of the title's likeness in that of a passage. */
  readonly title: number
  readonly confidence: ConfidenceWeights
}

/** What each feature of a ranked article says about its answering; `bias` stands alone. */
export type ConfidenceWeights = Readonly<Record<(typeof CONFIDENCE_FEATURES)[number], number>> & { readonly bias: number }

/** What the confidence in an article is computed from. */
export const CONFIDENCE_FEATURES = ['cosine', 'question', 'overlap', 'margin', 'behind', 'standing', 'ahead'] as const

/** Cosines of a text with every passage, with the question that a past resolution answered (0 where there is none), and with the article's title (-1 where it has none). */
export type PassageCosines = { readonly passage: Float64Array; readonly question: Float64Array; readonly title: Float64Array }

/** What the two searches say about every passage. */
export type Evidence = { readonly lexical: LexicalScores; readonly cosines: PassageCosines }

/** One article of a ranking, by its best passage, with what its confidence is computed from. */
export type RankedArticle = {
  readonly passage: IndexedPassage
  readonly score: number
  readonly cosine: number
  /** How much more alike the past question is than the passage. */
  readonly question: number
  readonly overlap: number
  /** For the best article its lead over the second, 0.3 at most; 0 for the others. */
  readonly margin: number
  /** How far an article is behind the best one; 0 for the best. */
  readonly behind: number
  /** How far its likeness stands out from the other articles', in standard deviations, 6 at most. */
  readonly standing: number
  /** How much more alike it is than the tenth most alike article. */
  readonly ahead: number
}

/** A few articles say little about what is usual: these many typical ones are counted with them. */
const TYPICAL = { articles: 20, mean: 0.15, deviation: 0.1 }
const STANDS_OUT_AT_MOST = 6
const LEADS_AT_MOST = 0.3
const FIELD = 10

/** Ranks the articles for a text by their best passages; each article counts once. */
export function rankArticles(index: KnowledgeIndex, { lexical, cosines }: Evidence, sources: readonly string[], weights: RankingWeights, limit: number): readonly RankedArticle[] {
  const allowed = sources.length === 0 ? undefined : new Set(sources)
  const isAllowed = (at: number): boolean => allowed === undefined || allowed.has(index.passages[at]?.article.source ?? '')
  const lexicalWeight = lexicalWeightOf(lexical, isAllowed, weights)
  const bestPassage = new Int32Array(index.articleCount).fill(-1)
  const bestScore = new Float64Array(index.articleCount)
  for (let at = 0; at < index.passages.length; at++) {
    if (!isAllowed(at)) continue
    const meaning = meaningOf(cosines, at)
    const title = cosines.title[at] ?? -1
    const score = (1 - weights.title) * meaning + weights.title * (title === -1 ? meaning : title) + lexicalWeight * (lexical.scores[at] ?? 0)
    const article = index.articleOf[at] ?? 0
    if (bestPassage[article] !== -1 && score <= (bestScore[article] ?? 0)) continue
    bestPassage[article] = at
    bestScore[article] = score
  }
  const found: number[] = []
  for (let article = 0; article < bestPassage.length; article++) if (bestPassage[article] !== -1) found.push(article)
  const likeness = Float64Array.from(bestPassage, (at) => (at === -1 ? 0 : meaningOf(cosines, at)))
  const usual = usualLikeness(likeness, found)
  const tenth = highest(found, likeness, FIELD)[FIELD - 1]
  const field = tenth === undefined ? TYPICAL.mean : (likeness[tenth] ?? 0)
  // One more than asked for: the best one's lead is over the second.
  const order = highest(found, bestScore, Math.max(2, limit))
  const top = bestScore[order[0] ?? 0] ?? 0
  const second = order.length > 1 ? (bestScore[order[1] ?? 0] ?? 0) : 0
  return order.slice(0, limit).flatMap((article, rank) => {
    const at = bestPassage[article] ?? 0
    const passage = index.passages[at]
    const score = bestScore[article] ?? 0
    if (!passage) return []
    const cosine = Math.max(0, cosines.passage[at] ?? 0)
    const meaning = likeness[article] ?? 0
    return [
      {
        passage,
        score,
        cosine,
        question: Math.max(0, (cosines.question[at] ?? 0) - cosine),
        overlap: lexical.perfect > 0 ? (lexical.scores[at] ?? 0) / lexical.perfect : 0,
        margin: rank === 0 ? Math.min(LEADS_AT_MOST, score - second) : 0,
        behind: top - score,
        standing: Math.min(STANDS_OUT_AT_MOST, (meaning - usual.mean) / usual.deviation),
        ahead: meaning - field,
      },
    ]
  })
}

function meaningOf(cosines: PassageCosines, at: number): number {
  return Math.max(cosines.passage[at] ?? 0, cosines.question[at] ?? 0)
}

function lexicalWeightOf({ scores, perfect }: LexicalScores, isAllowed: (at: number) => boolean, weights: RankingWeights): number {
  let most = 0
  for (let at = 0; at < scores.length; at++) if ((scores[at] ?? 0) > most && isAllowed(at)) most = scores[at] ?? 0
  return (perfect > 0 ? weights.lexical / perfect : 0) + (most > 0 ? weights.relative / most : 0)
}

/** The articles with the highest scores, best first; equal scores keep the order of the knowledge base. */
function highest(articles: readonly number[], scores: Float64Array, limit: number): readonly number[] {
  const before = (a: number, b: number): number => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b
  const kept: number[] = []
  for (const article of articles) {
    const last = kept[kept.length - 1]
    // Articles come in their order, so an equal score comes after.
    if (kept.length >= limit && last !== undefined && (scores[article] ?? 0) <= (scores[last] ?? 0)) continue
    let place = kept.length
    while (place > 0 && before(article, kept[place - 1] ?? 0) < 0) place -= 1
    kept.splice(place, 0, article)
    if (kept.length > limit) kept.pop()
  }
  return kept
}

function usualLikeness(likeness: Float64Array, articles: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const count = articles.length + TYPICAL.articles
  let sum = TYPICAL.articles * TYPICAL.mean
  for (const article of articles) sum += likeness[article] ?? 0
  const mean = sum / count
  let squares = TYPICAL.articles * (TYPICAL.deviation ** 2 + (TYPICAL.mean - mean) ** 2)
  for (const article of articles) squares += ((likeness[article] ?? 0) - mean) ** 2
  return { mean, deviation: Math.sqrt(squares / count) }
}

/** The probability that an article answers the text. */
export function confidenceOf(article: RankedArticle, weights: ConfidenceWeights): number {
  let z = weights.bias
  for (const feature of CONFIDENCE_FEATURES) z += weights[feature] * article[feature]
  return 1 / (1 + Math.exp(-z))
}

/** The answer to a passages request: the best passage of each article, best first. */
export function rankPassages(index: KnowledgeIndex, evidence: Evidence, sources: readonly string[], weights: RankingWeights, limit: number): readonly Passage[] {
  let ceiling = 1
  return rankArticles(index, evidence, sources, weights, limit).map((article) => {
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
