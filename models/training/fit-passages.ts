/** Fits the fusion and the confidence of the passages signal.   npx tsx models/training/fit-passages.ts --data DIR --cache DIR */
import { writeFileSync } from 'node:fs'
import { assembleKnowledge } from '../../core/knowledge/assemble-knowledge.ts'
import type { Article } from '../../core/knowledge/article.ts'
import { parseMarkdownArticle } from '../../core/knowledge/parse-markdown-article.ts'
import type { RankedArticle, RankingWeights } from '../../core/knowledge/rank-passages.ts'
import { canonicalText } from '../../core/signals/canonical-text.ts'
import { KnowledgeSearch } from '../knowledge-search.ts'
import { fitLogistic, judge, logistic, round, seeded, shuffled } from './fit-logistic.ts'
import { openEncoder, rowsOf, weightsDir } from './training-data.ts'

type Query = { text: string; relevant: readonly string[] }
/** `share` is what a collection counts for in the confidence: most where it is most like a help desk's own articles. */
type Collection = { name: string; share: number; articles: Article[]; queries: Query[] }

const article = (id: string, title: string, text: string, kind: Article['kind'] = 'article'): Article => ({ id, title, text, kind, source: '', thirdParty: false })
const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
const random = seeded(9)

function markdown(row: Record<string, string>): Article {
  const [parsed] = parseMarkdownArticle(row.id!, row.text!).articles
  return article(row.id!, row.title!, parsed?.text ?? row.text!)
}

const banking = shuffled(rowsOf('triage/banking77_train.csv'), random)
const perIntent = new Map<string, number>()
const past = banking.filter((row) => {
  const seen = perIntent.get(row.label!) ?? 0
  perIntent.set(row.label!, seen + 1)
  return seen < 3
})
const faq = shuffled(rowsOf('retrieval/faq_dstc9_train.jsonl.gz'), random)
const train = shuffled(rowsOf('retrieval/support_qa_train.jsonl.gz'), random).slice(0, 1500)
const sets: Collection[] = [
  {
    name: 'arduino',
    share: 2,
    articles: rowsOf('retrieval/arduino_kb.jsonl').map(markdown),
    queries: rowsOf('retrieval/arduino_queries_dev.jsonl').map((row) => ({ text: row.query!, relevant: list(row.relevant) })),
  },
  {
    name: 'supportDev',
    share: 0.3,
    articles: rowsOf('retrieval/support_qa_dev_corpus.jsonl.gz').map((row) => article(row.id!, '', row.text!)),
    queries: rowsOf('retrieval/support_qa_dev_queries.jsonl').map((row) => ({ text: row.query!, relevant: list(row.relevant) })),
  },
  {
    name: 'supportTrain',
    share: 0.3,
    articles: train.map((row) => article(row.id!, '', row.positive!)),
    queries: train.slice(0, 300).map((row) => ({ text: row.query!, relevant: [row.id!] })),
  },
  {
    name: 'faqAnswers',
    share: 0.5,
    articles: faq.slice(0, 800).map((row) => article(row.id!, '', row.positive!)),
    queries: faq.slice(0, 150).map((row) => ({ text: row.query!, relevant: faq.slice(0, 800).filter((other) => other.positive === row.positive).map((other) => other.id!) })),
  },
  {
    name: 'pastTickets',
    share: 1,
    articles: past.map((row, i) => article(`${row.label}/${i}`, row.text!, `Closed as ${row.label!.replace(/_/g, ' ')}.`, 'pastResolution')),
    queries: shuffled(rowsOf('triage/banking77_dev.csv'), random).slice(0, 200).map((row) => ({ text: row.text!, relevant: past.flatMap((other, i) => (other.label === row.label ? [`${other.label}/${i}`] : [])) })),
  },
]

sets.push({
  name: 'arduinoLinks',
  share: 0.7,
  articles: sets[0]!.articles,
  queries: shuffled(rowsOf('retrieval/arduino_title_anchor_train.jsonl').filter((row) => row.kind === 'anchor'), random).slice(0, 150).map((row) => ({ text: row.query!, relevant: list(row.relevant) })),
})

const { encoder, close } = await openEncoder()
const start: RankingWeights = { lexical: 0.3, relative: 0.1, confidence: { bias: 0, cosine: 0, question: 0, overlap: 0, margin: 0, behind: 0, standing: 0 } }
const opened = await Promise.all(
  sets.map(async (set) => {
    const search = await KnowledgeSearch.build(assembleKnowledge(set.articles), encoder, start)
    const answered = new Set(set.queries.flatMap((query) => query.relevant))
    // The same queries against a knowledge base that lost its answers: what an honest "nothing answers" looks like.
    const without = await KnowledgeSearch.build(assembleKnowledge(set.articles.filter((one) => !answered.has(one.id))), encoder, start)
    const vectors = await encoder.embed(set.queries.map((query) => query.text))
    return { ...set, search, without, vectorOf: (text: string) => vectors.get(canonicalText(text))! }
  }),
)
console.error('indexed')

function quality(set: (typeof opened)[number], weights: RankingWeights) {
  let first = 0
  let five = 0
  let reciprocal = 0
  let gain = 0
  for (const query of set.queries) {
    const ranked = set.search.explain(query.text, set.vectorOf(query.text), 10, weights)
    const hits = ranked.map((one) => query.relevant.includes(one.passage.article.id))
    const at = hits.indexOf(true)
    if (at === 0) first += 1
    if (at >= 0 && at < 5) five += 1
    if (at >= 0) reciprocal += 1 / (at + 1)
    const ideal = query.relevant.slice(0, 10).reduce((sum, _, i) => sum + 1 / Math.log2(i + 2), 0)
    gain += hits.reduce((sum, hit, i) => sum + (hit ? 1 / Math.log2(i + 2) : 0), 0) / ideal
  }
  const n = set.queries.length
  return { queries: n, hitAt1: round(first / n), hitAt5: round(five / n), mrrAt10: round(reciprocal / n), ndcgAt10: round(gain / n) }
}

const grid: { weights: RankingWeights; score: number }[] = []
for (const lexical of [0, 0.15, 0.3, 0.6, 1]) {
  for (const relative of [0, 0.1, 0.15, 0.2, 0.3]) {
    const weights = { ...start, lexical, relative }
    const score = opened.slice(0, 3).reduce((sum, set) => sum + quality(set, weights).ndcgAt10, 0) / 3
    console.error(lexical, relative, opened.slice(0, 3).map((set) => quality(set, weights).ndcgAt10).join(' '))
    grid.push({ weights, score })
  }
}
const { weights } = grid.reduce((best, one) => (one.score > best.score ? one : best))
const ranking = {
  chosen: Object.fromEntries(opened.map((set) => [set.name, quality(set, weights)])),
  meaningOnly: Object.fromEntries(opened.map((set) => [set.name, quality(set, { ...weights, lexical: 0, relative: 0 })])),
}

const numbers = (one: RankedArticle): number[] => [one.cosine, Math.max(0, one.question - one.cosine), one.overlap, Math.min(0.3, one.margin), one.behind, one.standing]
const rows = opened.flatMap((set) =>
  set.queries.flatMap((query, i) =>
    [set.search, set.without].flatMap((search, kind) =>
      search.explain(query.text, set.vectorOf(query.text), 5, weights).map((one, rank) => ({
        features: numbers(one),
        happened: query.relevant.includes(one.passage.article.id),
        weight: (100 * set.share) / set.queries.length,
        set: set.name,
        answerable: kind === 0,
        rank,
        fold: i % 2,
      })),
    ),
  ),
)
const tested = [0, 1].flatMap((fold) => {
  const beta = fitLogistic(rows.filter((row) => row.fold !== fold), 0.5)
  return rows.filter((row) => row.fold === fold).map((row) => ({ ...row, p: logistic(beta, row.features) }))
})
const measured = {
  ranking,
  confidence: {
    pairs: tested.length,
    ...judge(tested),
    best: judge(tested.filter((row) => row.rank === 0)),
    bySet: Object.fromEntries(
      opened.map((set) => {
        const own = tested.filter((row) => row.set === set.name && row.rank === 0)
        const share = (part: typeof own, test: (row: (typeof own)[number]) => boolean) => round(part.filter(test).length / Math.max(1, part.length))
        const sure = own.filter((row) => row.p >= 0.5)
        return [
          set.name,
          {
            ...judge(own),
            surePrecision: share(sure, (row) => row.happened),
            sureWhereAnswerable: share(own.filter((row) => row.answerable), (row) => row.p >= 0.5),
            sureWhereNothingAnswers: share(own.filter((row) => !row.answerable), (row) => row.p >= 0.5),
          },
        ]
      }),
    ),
  },
}
const [bias, cosine, question, overlap, margin, behind, standing] = fitLogistic(rows, 0.5).map(round)
const result = { lexical: weights.lexical, relative: weights.relative, confidence: { bias, cosine, question, overlap, margin, behind, standing }, measured }
writeFileSync(`${weightsDir}/passages/calibration.json`, `${JSON.stringify(result, null, 2)}\n`)
console.log(JSON.stringify(result, null, 2))
await close()
