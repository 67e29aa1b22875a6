import type { SignalPort } from '../../core/signals/signal-port.ts'
import { askInBatches } from './ask-in-batches.ts'
import type { EvaluationOptions } from './ask-in-batches.ts'
import { bestOf } from './best-of.ts'
import { classificationPart } from './classification-part.ts'
import type { DataTable } from './data-table.ts'
import type { ClassificationPart } from './evaluation-report.ts'
import { INBOUND, inboundRows } from './labelled-rows.ts'
import { lexicalPredictions } from './lexical-predictions.ts'

const BATCH = 256
const RECIPE = { balanced: false, pairs: true, cost: 1 }

/** Measures the inbound filter: genuine requests (ham), spam and automatic messages. */
export async function evaluateSpam(port: SignalPort, data: DataTable, training: DataTable | undefined, options: EvaluationOptions): Promise<readonly ClassificationPart[]> {
  const rows = inboundRows(data)
  const answers = await askInBatches(port, rows.map(({ subject, body }) => ({ kind: 'inbound', subject, text: body }) as const), BATCH, 'Judging inbound items', options)
  const model = answers.map(({ genuine, spam, autoReply }, i) => {
    const best = bestOf([['ham', genuine], ['spam', spam], ['auto', autoReply]])
    return { truth: rows[i]?.label ?? '', predicted: best.name, confidence: best.score }
  })
  const baseline = lexicalPredictions(rows, training === undefined ? undefined : inboundRows(training), RECIPE, options.seed)
  const present = INBOUND.filter((label) => rows.some((row) => row.label === label))
  const notes = present.length === INBOUND.length ? [] : [`The file has no rows that are ${INBOUND.filter((label) => !present.includes(label)).join(' or ')}; macro-F1 is over the others.`]
  return [classificationPart({ name: 'spam and automatic replies', labels: INBOUND, model, baseline, notes, seed: options.seed })]
}
