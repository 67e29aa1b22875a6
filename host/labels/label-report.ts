import type { LabelReport } from '../../api/model.ts'
import { accuracy } from '../../models/evaluation/accuracy.ts'
import { classScores } from '../../models/evaluation/class-scores.ts'
import { macroF1 } from '../../models/evaluation/macro-f1.ts'

/** One ticket judged by a head that has not seen it, and by counting words. */
export type JudgedTicket = { readonly truth: string; readonly predicted: string; readonly confidence: number; readonly lexical: string }

const WORST_PAIRS = 6

/** What learned labels are worth, beside what is had for nothing: always the most frequent label, and counting words. */
export function labelReport(judged: readonly JudgedTicket[], folds: number, threshold: number): LabelReport {
  const counts = new Map<string, number>()
  for (const { truth } of judged) counts.set(truth, (counts.get(truth) ?? 0) + 1)
  const [commonest = ''] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([label]) => label)
  const score = (predictedOf: (row: JudgedTicket) => string): LabelReport['model'] => {
    const rows = judged.map((row) => ({ truth: row.truth, predicted: predictedOf(row), confidence: row.confidence }))
    return { accuracy: accuracy(rows), macroF1: macroF1(rows) }
  }
  const decided = judged.filter((row) => row.confidence >= threshold)
  const pairs = new Map<string, { from: string; to: string; count: number }>()
  for (const { truth, predicted } of judged) {
    if (truth === predicted) continue
    const key = `${truth}\0${predicted}`
    pairs.set(key, { from: truth, to: predicted, count: (pairs.get(key)?.count ?? 0) + 1 })
  }
  return {
    tickets: judged.length,
    folds,
    threshold,
    model: score((row) => row.predicted),
    words: score((row) => row.lexical),
    commonest: { label: commonest, ...score(() => commonest) },
    none: judged.length - decided.length,
    decidedRight: decided.length === 0 ? null : decided.filter((row) => row.truth === row.predicted).length / decided.length,
    labels: classScores(judged).map(({ label, rows, precision, recall, f1 }) => ({ label, tickets: rows, precision, recall, f1 })).sort((a, b) => b.tickets - a.tickets || (a.label < b.label ? -1 : 1)),
    confused: [...pairs.values()].sort((a, b) => b.count - a.count || (a.from < b.from ? -1 : 1)).slice(0, WORST_PAIRS),
  }
}
