import type { SignalPort } from '../../core/signals/signal-port.ts'
import { askInBatches } from './ask-in-batches.ts'
import type { EvaluationOptions } from './ask-in-batches.ts'
import { bestOf } from './best-of.ts'
import { classificationPart } from './classification-part.ts'
import type { DataTable } from './data-table.ts'
import { EvaluationError } from './evaluation-error.ts'
import type { ClassificationPart } from './evaluation-report.ts'
import { choiceRows, POLARITIES, REQUEST_COLUMNS, TONES, URGENCIES } from './labelled-rows.ts'
import type { LabelledRow } from './labelled-rows.ts'
import type { LexicalRecipe } from './lexical-classifier.ts'
import { lexicalPredictions } from './lexical-predictions.ts'
import type { LexicalPredictions } from './lexical-predictions.ts'
import { needColumn } from './row-cells.ts'

const BATCH = 256

/** Below so many rows a lexical classifier that is held back would say nothing but the most frequent class. */
const MANY_ROWS = 5000

/** Beyond a third of the way a text counts as negative or positive: the scale in three equal parts. */
const POLARITY_FROM = 1 / 3

/** Measures tone, and polarity and urgency where the columns are there, each on the rows that carry a value. */
export async function evaluateTone(port: SignalPort, data: DataTable, training: DataTable | undefined, options: EvaluationOptions): Promise<readonly ClassificationPart[]> {
  needColumn(data, ['tone', 'polarity', 'urgency'], 'what is right')
  const parts = [await tonePart(port, data, training, options), await polarityPart(port, data, training, options), await urgencyPart(port, data, training, options)]
  const found = parts.filter((part) => part !== undefined)
  if (found.length === 0) throw new EvaluationError('rows.tooFew', { file: data.file }, 'No row carries a tone, polarity or urgency.', 'Fill the column in on at least some rows.')
  return found
}

async function tonePart(port: SignalPort, data: DataTable, training: DataTable | undefined, options: EvaluationOptions): Promise<ClassificationPart | undefined> {
  const rows = rowsOf(data, 'tone', TONES, ['text'])
  if (rows.length === 0) return undefined
  const answers = await askInBatches(port, rows.map(({ text }) => ({ kind: 'tone', text }) as const), BATCH, 'Judging tone', options)
  const model = answers.map((answer, i) => {
    const best = bestOf(TONES.map((tone) => [tone, answer[tone]]))
    return { truth: rows[i]?.label ?? '', predicted: best.name, confidence: best.score }
  })
  return classificationPart({ name: 'tone', labels: TONES, model, baseline: baselineOf(rows, training, 'tone', TONES, ['text'], options), seed: options.seed })
}

async function polarityPart(port: SignalPort, data: DataTable, training: DataTable | undefined, options: EvaluationOptions): Promise<ClassificationPart | undefined> {
  const rows = rowsOf(data, 'polarity', POLARITIES, ['text'])
  if (rows.length === 0) return undefined
  const answers = await askInBatches(port, rows.map(({ text }) => ({ kind: 'tone', text }) as const), BATCH, 'Judging polarity', options)
  const model = answers.map(({ polarity }, i) => ({
    truth: rows[i]?.label ?? '',
    predicted: polarity > POLARITY_FROM ? '1' : polarity < -POLARITY_FROM ? '-1' : '0',
    confidence: 1,
  }))
  const part = classificationPart({
    name: 'polarity',
    labels: POLARITIES,
    model,
    baseline: baselineOf(rows, training, 'polarity', POLARITIES, ['text'], options),
    notes: ['The polarity is one number in -1..1; beyond a third either way it counts as positive or negative. It is no probability, so there is no calibration error.'],
    seed: options.seed,
  })
  const { calibrationError: _unused, ...figures } = part.model
  return { ...part, model: figures }
}

async function urgencyPart(port: SignalPort, data: DataTable, training: DataTable | undefined, options: EvaluationOptions): Promise<ClassificationPart | undefined> {
  const rows = rowsOf(data, 'urgency', URGENCIES, REQUEST_COLUMNS)
  if (rows.length === 0) return undefined
  const answers = await askInBatches(port, rows.map(({ text }) => ({ kind: 'urgency', text }) as const), BATCH, 'Judging urgency', options)
  const model = answers.map((answer, i) => {
    const best = bestOf(URGENCIES.map((urgency) => [urgency, answer[urgency]]))
    return { truth: rows[i]?.label ?? '', predicted: best.name, confidence: best.score }
  })
  return classificationPart({ name: 'urgency', labels: URGENCIES, model, baseline: baselineOf(rows, training, 'urgency', URGENCIES, REQUEST_COLUMNS, options), seed: options.seed })
}

function rowsOf(table: DataTable, column: string, choices: readonly string[], textColumns: readonly string[]): readonly LabelledRow[] {
  return table.columns.includes(column) ? choiceRows(table, column, choices, textColumns) : []
}

function baselineOf(rows: readonly LabelledRow[], training: DataTable | undefined, column: string, choices: readonly string[], textColumns: readonly string[], { seed }: EvaluationOptions): LexicalPredictions | undefined {
  const learnt = training === undefined ? [] : rowsOf(training, column, choices, textColumns)
  return learnt.length > 0 ? lexicalPredictions(rows, learnt, recipeFor(learnt.length), seed) : lexicalPredictions(rows, undefined, recipeFor(rows.length), seed)
}

/** Every class gets the same say, because macro-F1 gives it too. */
function recipeFor(rows: number): LexicalRecipe {
  return { balanced: true, pairs: true, cost: rows < MANY_ROWS ? 1 : 0.1 }
}
