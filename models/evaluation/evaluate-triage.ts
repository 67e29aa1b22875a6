import type { SignalPort } from '../../core/signals/signal-port.ts'
import type { LabelDefinition } from '../../core/signals/signal-request.ts'
import { askInBatches } from './ask-in-batches.ts'
import type { EvaluationOptions } from './ask-in-batches.ts'
import { bestOf } from './best-of.ts'
import { classificationPart } from './classification-part.ts'
import { drawExamples } from './draw-examples.ts'
import { EvaluationError } from './evaluation-error.ts'
import { figureOf, fourDecimals } from './evaluation-report.ts'
import type { ClassificationPart, NoneOfThese } from './evaluation-report.ts'
import type { LabelledRow } from './labelled-rows.ts'
import { LexicalClassifier } from './lexical-classifier.ts'
import type { Prediction } from './prediction.ts'
import { ranksBelow } from './ranks-below.ts'
import { stratifiedFolds } from './stratified-folds.ts'

const BATCH = 256
const FOLDS = 5
const RECIPE = { balanced: false, pairs: false, cost: 1 }

/** What triage is measured on. */
export type TriageInput = {
  readonly file: string
  readonly rows: readonly LabelledRow[]
  readonly training?: { readonly file: string; readonly rows: readonly LabelledRow[] }
  /** How many examples of each label are given; all there are where it is left out, none but the label's own words with 0. */
  readonly shots?: number
  /** The label of rows that no label fits: they are measured apart and never learnt. */
  readonly none: string
  /** What the user says of the labels; a label's id stands for its title where it is not named. */
  readonly described: readonly LabelDefinition[]
}

type Fold = { readonly judged: readonly LabelledRow[]; readonly examples: readonly LabelledRow[] }

/** Measures labels of the user's own: from their descriptions alone, from a few examples, or from all labelled rows. */
export async function evaluateTriage(port: SignalPort, input: TriageInput, options: EvaluationOptions): Promise<readonly ClassificationPart[]> {
  const rows = input.rows.filter(({ label }) => label !== input.none)
  const unfitting = input.rows.filter(({ label }) => label === input.none)
  const learnable = input.training?.rows.filter(({ label }) => label !== input.none)
  const labels = [...new Set((learnable ?? rows).map(({ label }) => label))].sort()
  checkLabels(input, rows, labels)
  const folds = foldsOf(rows, learnable, input.shots, options.seed)
  const judged: LabelledRow[] = []
  const model: Prediction[] = []
  const baseline: Prediction[] = []
  const none: number[] = []
  for (const [at, { judged: own, examples }] of folds.entries()) {
    const what = folds.length > 1 ? `Judging labels, part ${at + 1} of ${folds.length}` : 'Judging labels'
    const set = definitionsOf(labels, examples, input.described)
    // Every fold judges the rows that nothing fits; the first one's answers count, as each fold's examples differ.
    const texts = [...own, ...(at === 0 ? unfitting : [])]
    const answers = await askInBatches(port, texts.map(({ text }) => ({ kind: 'labels', text, labels: set }) as const), BATCH, what, options)
    const best = answers.map(({ scores }) => bestOf(scores.map(({ label, score }) => [label, score])))
    own.forEach(({ label }, i) => model.push({ truth: label, predicted: best[i]?.name ?? '', confidence: best[i]?.score ?? 0 }))
    if (at === 0) none.push(...best.slice(own.length).map(({ score }) => score))
    const words = new LexicalClassifier(examples.length > 0 ? examples : set.map(({ id, title, description }) => ({ label: id, text: `${title} ${description ?? ''}` })), RECIPE)
    for (const { text, label } of own) baseline.push({ truth: label, predicted: words.judge(text), confidence: 1 })
    judged.push(...own)
  }
  const part = classificationPart({ name: 'labels', labels, model, baseline: { method: `tf-idf and a linear classifier, from ${sourceOf(input, folds)}`, rows: baseline }, notes: notesOf(input, folds, labels), seed: options.seed })
  return [none.length === 0 ? part : { ...part, noneOfThese: noneOfThese(none, model.map(({ confidence }) => confidence), options.seed) }]
}

function checkLabels({ file, training, none }: TriageInput, rows: readonly LabelledRow[], labels: readonly string[]): void {
  if (rows.length === 0) throw new EvaluationError('rows.tooFew', { file }, `Every row has the label "${none}", which stands for "none of these".`, 'Give rows with labels, or name another label with --none.')
  if (labels.length < 2) throw new EvaluationError('rows.tooFew', { file: training?.file ?? file }, `There is only one label, "${labels[0] ?? ''}".`, 'Give rows of at least two labels.')
  const known = new Set(labels)
  const unknown = rows.find(({ label }) => !known.has(label))
  if (unknown !== undefined) {
    throw new EvaluationError('label.unknown', { file, line: unknown.line }, `The label "${unknown.label}" does not occur in "${training?.file ?? file}".`, 'Add rows with this label to the training file, or remove the row; a label that stands for "none of these" is named with --none.')
  }
}

function foldsOf(rows: readonly LabelledRow[], learnable: readonly LabelledRow[] | undefined, shots: number | undefined, seed: number): readonly Fold[] {
  const take = (from: readonly LabelledRow[]): readonly LabelledRow[] => (shots === undefined ? from : shots === 0 ? [] : drawExamples(from, shots, seed))
  if (shots === 0) return [{ judged: rows, examples: [] }]
  if (learnable !== undefined) return [{ judged: rows, examples: take(learnable) }]
  const foldOf = stratifiedFolds(rows.map(({ label }) => label), FOLDS, seed)
  return Array.from({ length: FOLDS }, (_, fold) => ({ judged: rows.filter((_row, i) => foldOf[i] === fold), examples: take(rows.filter((_row, i) => foldOf[i] !== fold)) })).filter(({ judged }) => judged.length > 0)
}

function definitionsOf(labels: readonly string[], examples: readonly LabelledRow[], described: readonly LabelDefinition[]): readonly LabelDefinition[] {
  const texts = new Map<string, string[]>(labels.map((label) => [label, []]))
  for (const { label, text } of examples) texts.get(label)?.push(text)
  return labels.map((id) => {
    const own = described.find((label) => label.id === id)
    const phrases = texts.get(id) ?? []
    return {
      id,
      title: own?.title ?? id.replace(/[_-]+/gu, ' '),
      ...(own?.description === undefined ? {} : { description: own.description }),
      ...(phrases.length === 0 ? {} : { examples: phrases }),
    }
  })
}

function sourceOf({ shots, training, file }: TriageInput, folds: readonly Fold[]): string {
  if (shots === 0) return 'the words of the labels'
  const counted = shots === undefined ? 'all rows' : `${shots} ${shots === 1 ? 'row' : 'rows'} a label`
  return folds.length > 1 ? `${counted} of the other ${folds.length - 1} folds of "${file}"` : `${counted} of "${training?.file ?? file}"`
}

function notesOf(input: TriageInput, folds: readonly Fold[], labels: readonly string[]): readonly string[] {
  const short = input.shots === undefined || input.shots === 0 ? [] : labels.filter((label) => folds.some(({ examples }) => examples.filter((row) => row.label === label).length < (input.shots ?? 0)))
  return [
    `The labels were learnt from ${sourceOf(input, folds)}.`,
    ...(short.length === 0 ? [] : [`Fewer than ${input.shots} examples: ${short.slice(0, 8).join(', ')}${short.length > 8 ? ` and ${short.length - 8} more` : ''}.`]),
  ]
}

function noneOfThese(none: readonly number[], others: readonly number[], seed: number): NoneOfThese {
  const marked = [...none.map((score) => ({ score, isNone: true })), ...others.map((score) => ({ score, isNone: false }))]
  const rank = (rows: typeof marked): number => ranksBelow(rows.filter(({ isNone }) => isNone).map(({ score }) => score), rows.filter(({ isNone }) => !isNone).map(({ score }) => score))
  return {
    rows: none.length,
    rankedBelow: figureOf(marked, (rows) => rank([...rows]), seed),
    belowHalf: fourDecimals(none.filter((score) => score < 0.5).length / none.length),
    othersAboveHalf: fourDecimals(others.filter((score) => score >= 0.5).length / Math.max(1, others.length)),
  }
}
