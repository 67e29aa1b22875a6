/** Fits the fusion and the confidence of the passages signal, and writes the tables of its card.   npx tsx models/training/fit-passages.ts --data DIR --cache DIR */
import { readFileSync, writeFileSync } from 'node:fs'
import { assembleKnowledge } from '../../core/knowledge/assemble-knowledge.ts'
import { CONFIDENCE_FEATURES } from '../../core/knowledge/rank-passages.ts'
import type { Evidence, RankedArticle, RankingWeights } from '../../core/knowledge/rank-passages.ts'
import { canonicalText } from '../../core/signals/canonical-text.ts'
import { KnowledgeSearch } from '../knowledge-search.ts'
import { fitLogistic, judge, logistic, round } from './fit-logistic.ts'
import { passageCollections, unrelatedQueries } from './passage-collections.ts'
import { openEncoder, weightsDir } from './training-data.ts'

type Asked = { readonly relevant: readonly string[]; readonly evidence: Evidence }
type Opened = (typeof opened)[number]

const CARD = `${weightsDir}/passages/README.md`
/** How much "this base has nothing to do with it" counts beside "the answer was taken out". */
const UNRELATED_SHARE = 2
const SURE_ENOUGH = 0.2
const zero: RankingWeights = { lexical: 0, relative: 0, title: 0, confidence: { bias: 0, cosine: 0, question: 0, overlap: 0, margin: 0, behind: 0, standing: 0, ahead: 0 } }

const { encoder, close } = await openEncoder()
const unrelated = unrelatedQueries()
const strangers = await encoder.embed(Object.values(unrelated).flat())
const opened = []
for (const set of passageCollections()) {
  const search = await KnowledgeSearch.build(assembleKnowledge(set.articles), encoder, zero)
  const answers = new Set(set.queries.flatMap((query) => query.relevant))
  // The same queries against a knowledge base that lost its answers: what an honest "nothing answers" looks like.
  const without = await KnowledgeSearch.build(assembleKnowledge(set.articles.filter((one) => !answers.has(one.id))), encoder, zero)
  const vectors = await encoder.embed(set.queries.map((query) => query.text))
  const ask = (of: KnowledgeSearch): Asked[] => set.queries.map(({ text, relevant }) => ({ relevant, evidence: of.gather(text, vectors.get(canonicalText(text))!) }))
  const strange = set.unrelated.flatMap((name) => unrelated[name]!.map((text): Asked => ({ relevant: [], evidence: search.gather(text, strangers.get(canonicalText(text))!) })))
  opened.push({ ...set, search, without, asked: { own: ask(search), without: set.articles.length > answers.size ? ask(without) : [], strange } })
  console.error(`read ${set.name}: ${set.articles.length} articles, ${set.queries.length} queries`)
}
await close()

/** The usual figures over the first ten; recall@1 shares a place among all answers. */
function quality(set: Opened, weights: RankingWeights) {
  const sums = { recallAt1: 0, hitAt1: 0, hitAt5: 0, mrrAt10: 0, ndcgAt10: 0 }
  for (const { relevant, evidence } of set.asked.own) {
    const hits = set.search.explain(evidence, weights, 10).map((one) => relevant.includes(one.passage.article.id))
    const at = hits.indexOf(true)
    sums.recallAt1 += at === 0 ? 1 / relevant.length : 0
    sums.hitAt1 += Number(at === 0)
    sums.hitAt5 += Number(at >= 0 && at < 5)
    sums.mrrAt10 += at < 0 ? 0 : 1 / (at + 1)
    const ideal = relevant.slice(0, 10).reduce((sum, _, i) => sum + 1 / Math.log2(i + 2), 0)
    sums.ndcgAt10 += hits.reduce((sum, hit, i) => sum + (hit ? 1 / Math.log2(i + 2) : 0), 0) / ideal
  }
  const mean = (sum: number): number => round(sum / set.queries.length)
  return { queries: set.queries.length, recallAt1: mean(sums.recallAt1), hitAt1: mean(sums.hitAt1), hitAt5: mean(sums.hitAt5), mrrAt10: mean(sums.mrrAt10), ndcgAt10: mean(sums.ndcgAt10) }
}

const grid = [0, 0.1, 0.2].flatMap((title) => [0.15, 0.3, 0.45, 0.6].flatMap((lexical) => [0.05, 0.1, 0.15, 0.2, 0.3].map((relative) => ({ ...zero, lexical, relative, title }))))
const judged = grid.map((weights) => ({ weights, byName: new Map(opened.map((set) => [set.name, quality(set, weights)])) }))
function bestFor(sets: readonly Opened[]): RankingWeights {
  const score = ({ byName }: (typeof judged)[number]): number => sets.filter((set) => set.chooses).reduce((sum, set) => sum + byName.get(set.name)!.ndcgAt10, 0)
  return judged.reduce((best, one) => (score(one) > score(best) ? one : best)).weights
}
const fusion = bestFor(opened)
const wordsOnly = { ...zero, lexical: 1e9 }
const ranking = Object.fromEntries(
  opened.map((set) => {
    const leftOut = bestFor(opened.filter((other) => other.group !== set.group))
    return [set.name, { chosen: quality(set, fusion), leftOut: { lexical: leftOut.lexical, relative: leftOut.relative, title: leftOut.title, ...quality(set, leftOut) }, words: quality(set, wordsOnly), meaning: quality(set, zero) }]
  }),
)
console.error('fusion', fusion.lexical, fusion.relative, fusion.title)

const features = (one: RankedArticle): number[] => CONFIDENCE_FEATURES.map((name) => one[name])
const rows = opened.flatMap((set) => {
  const kinds = [['own', set.search, 1], ['without', set.without, 1], ['strange', set.search, UNRELATED_SHARE]] as const
  return kinds.flatMap(([kind, search, counts]) =>
    set.asked[kind].flatMap(({ relevant, evidence }) =>
      search.explain(evidence, fusion, 5).map((one, rank) => ({
        features: features(one), happened: relevant.includes(one.passage.article.id), weight: (100 * set.share * counts) / set.asked[kind].length, name: set.name, group: set.group, kind, rank,
      })),
    ),
  )
})
const groups = [...new Set(rows.map((row) => row.group))]
const tested = groups.flatMap((group) => {
  const beta = fitLogistic(rows.filter((row) => row.group !== group), 0.5)
  return rows.filter((row) => row.group === group).map((row) => ({ ...row, p: logistic(beta, row.features) }))
})
const first = tested.filter((row) => row.rank === 0)
const mean = (values: readonly number[]): number => round(values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length))
const confidence = Object.fromEntries(
  opened.map((set) => {
    const own = first.filter((row) => row.name === set.name && row.kind !== 'strange')
    const right = own.filter((row) => row.happened)
    const strange = first.filter((row) => row.name === set.name && row.kind === 'strange')
    return [
      set.name,
      {
        ...judge(own),
        meanWhereRight: mean(right.map((row) => row.p)),
        offeredWhereRight: mean(right.map((row) => Number(row.p >= SURE_ENOUGH))),
        offeredWhereTakenOut: mean(own.filter((row) => row.kind === 'without').map((row) => Number(row.p >= SURE_ENOUGH))),
        offeredWhereUnrelated: strange.length === 0 ? null : mean(strange.map((row) => Number(row.p >= SURE_ENOUGH))),
      },
    ]
  }),
)
const overall = { pairs: tested.length, ...judge(tested), best: judge(first), offeredWhereUnrelated: mean(first.filter((row) => row.kind === 'strange').map((row) => Number(row.p >= SURE_ENOUGH))) }
const [bias, ...fitted] = fitLogistic(rows, 0.5).map(round)
const result = {
  lexical: fusion.lexical,
  relative: fusion.relative,
  title: fusion.title,
  confidence: { bias, ...Object.fromEntries(CONFIDENCE_FEATURES.map((name, i) => [name, fitted[i]])) },
  measured: { ranking, confidence: { ...overall, bySet: confidence } },
}
writeFileSync(`${weightsDir}/passages/calibration.json`, `${JSON.stringify(result, null, 2)}\n`)

const percent = (value: number | null): string => (value === null ? '' : (value * 100).toFixed(1))
const table = (head: readonly string[], lines: readonly (readonly string[])[]): string => [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
const tables = {
  ranking: table(
    ['knowledge; queries', 'number', 'words: nDCG@10', 'meaning: nDCG@10', 'both: nDCG@10', 'fitted without it', 'recall@1', 'hit@5', 'MRR@10'],
    opened.map(({ name, title }) => {
      const { chosen, leftOut, words, meaning } = ranking[name]!
      return [title, String(chosen.queries), percent(words.ndcgAt10), percent(meaning.ndcgAt10), percent(chosen.ndcgAt10), percent(leftOut.ndcgAt10), percent(chosen.recallAt1), percent(chosen.hitAt5), percent(chosen.mrrAt10)]
    }),
  ),
  confidence: table(
    ['knowledge (fitted without it)', 'AUROC', 'ECE', 'mean where right', 'from 0.2 where right', 'from 0.2 where the answer was taken out', 'from 0.2 where nothing is related'],
    opened.map(({ name, title }) => {
      const one = confidence[name]!
      return [title.split(';')[0] ?? title, percent(one.auroc), percent(one.ece), percent(one.meanWhereRight), percent(one.offeredWhereRight), percent(one.offeredWhereTakenOut), percent(one.offeredWhereUnrelated)]
    }),
  ),
}
let card = readFileSync(CARD, 'utf8')
for (const [name, text] of Object.entries(tables)) card = card.replace(new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`), (_all, start: string, end: string) => `${start}${text}\n${end}`)
writeFileSync(CARD, card)
console.log(JSON.stringify({ ...result, measured: overall }, null, 2))
console.log(`${tables.ranking}\n\n${tables.confidence}`)
