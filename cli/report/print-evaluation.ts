import { assertNever } from '../../core/assert-never.ts'
import type { ClassificationFigures, ClassificationPart, EvaluationReport, Figure, RetrievalFigures, RetrievalMetric, RetrievalPart } from '../../models/evaluation/evaluation-report.ts'
import { textTable } from './text-table.ts'

/** Larger tables of what was taken for what say nothing on a terminal; the most frequent mistakes do. */
const MOST_CONFUSION_COLUMNS = 12
const MOST_CLASSES = 40
const MOST_MISTAKES = 10

const retrievalTitles: readonly (readonly [RetrievalMetric, string])[] = [
  ['recallAt1', 'recall@1'],
  ['recallAt5', 'recall@5'],
  ['hitAt1', 'hit@1'],
  ['hitAt5', 'hit@5'],
  ['ndcgAt10', 'nDCG@10'],
  ['reciprocalRankAt10', 'MRR@10'],
]

/** An evaluation as people read it on a terminal; shares are in percent, with the middle 95 % of the resamples in brackets. */
export function printEvaluation(report: EvaluationReport): string {
  const models = report.models.map(({ id, digest }) => `${id} ${digest.replace(/^sha256:/, '').slice(0, 8)}`).join(', ')
  return `${report.parts.map(printPart).join('\n')}\nMade with ${models}; seed ${report.seed}.\n`
}

function printPart(part: EvaluationReport['parts'][number]): string {
  switch (part.kind) {
    case 'classification':
      return printClassification(part)
    case 'retrieval':
      return printRetrieval(part)
    default:
      return assertNever(part)
  }
}

function printClassification(part: ClassificationPart): string {
  const { model, baseline, lead } = part
  const row = (title: string, pick: (figures: ClassificationFigures) => Figure | undefined, ahead: Figure | undefined): readonly string[] => [
    title,
    figure(pick(model)),
    ...(baseline === undefined ? [] : [figure(pick(baseline.figures)), ahead === undefined ? '–' : signed(ahead)]),
  ]
  return [
    heading(`${part.name}: ${part.rows} ${part.rows === 1 ? 'row' : 'rows'}`),
    textTable([
      ['', 'model', ...(baseline === undefined ? [] : ['words alone', 'ahead by'])],
      row('accuracy', (figures) => figures.accuracy, lead?.accuracy),
      row('macro-F1', (figures) => figures.macroF1, lead?.macroF1),
      row('calibration error (ECE)', (figures) => figures.calibrationError, undefined),
    ]),
    '\n',
    classTable(part),
    '\n',
    confusionTable(model),
    noneTable(part),
    notes([...(baseline === undefined ? [] : [`Words alone: ${baseline.method}.`]), ...part.notes]),
  ].join('')
}

function classTable({ model, baseline }: ClassificationPart): string {
  const words = new Map(baseline?.figures.classes.map((score) => [score.label, score.f1]))
  const shown = model.classes.slice(0, MOST_CLASSES)
  const rows = shown.map(({ label, rows: count, precision, recall, f1 }) => [label, String(count), percent(precision), percent(recall), percent(f1), ...(baseline === undefined ? [] : [percent(words.get(label) ?? 0)])])
  const left = model.classes.length - shown.length
  return textTable([['', 'rows', 'precision', 'recall', 'F1', ...(baseline === undefined ? [] : ['F1, words alone'])], ...rows]) + (left > 0 ? `  ... and ${left} more; --json has them all\n` : '')
}

function confusionTable({ confusion: { labels, counts } }: ClassificationFigures): string {
  if (labels.length <= MOST_CONFUSION_COLUMNS) {
    return textTable([['is \\ judged', ...labels], ...labels.map((label, i) => [label, ...(counts[i] ?? []).map(String)])])
  }
  const mistakes = labels.flatMap((truth, i) => labels.flatMap((judged, j) => (i === j ? [] : [{ truth, judged, count: counts[i]?.[j] ?? 0 }])))
  const most = mistakes.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count).slice(0, MOST_MISTAKES)
  return most.length === 0 ? '' : textTable([['most frequent mistakes', 'judged', 'rows'], ...most.map(({ truth, judged, count }) => [truth, judged, String(count)])])
}

function noneTable({ noneOfThese: none }: ClassificationPart): string {
  if (none === undefined) return ''
  return `\nNone of these (${none.rows} ${none.rows === 1 ? 'row' : 'rows'} that no label fits)\n${textTable([
    ['less sure of them than of the others (area under the ROC curve)', figure(none.rankedBelow)],
    ['below 0.5, as they should be', percent(none.belowHalf)],
    ['others at 0.5 or above', percent(none.othersAboveHalf)],
  ])}`
}

function printRetrieval(part: RetrievalPart): string {
  const columns: readonly RetrievalFigures[] = [part.hybrid, part.lexical, part.vectors]
  return [
    heading(`${part.name}: ${part.queries} questions, ${part.documents} documents`),
    textTable([['', 'hybrid', 'words alone', 'meaning alone'], ...retrievalTitles.map(([metric, title]) => [title, ...columns.map((figures) => figure(figures[metric]))])]),
    `\nConfidence of the first passage: ${percent(part.confidence.mean)} on average, right in ${percent(part.confidence.right)}, calibration error ${figure(part.confidence.calibrationError)}.\n`,
    notes(part.notes),
  ].join('')
}

function heading(text: string): string {
  return `${text}\n${'='.repeat(Math.min(text.length, 100))}\n`
}

function notes(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `\n${lines.map((line) => `  ${line}\n`).join('')}`
}

function figure(given: Figure | undefined): string {
  return given === undefined ? '–' : `${percent(given.value)} [${percent(given.low)}, ${percent(given.high)}]`
}

function signed(given: Figure): string {
  const plus = (value: number): string => `${value > 0 ? '+' : ''}${percent(value)}`
  return `${plus(given.value)} [${plus(given.low)}, ${plus(given.high)}]`
}

function percent(share: number): string {
  return (share * 100).toFixed(1)
}
