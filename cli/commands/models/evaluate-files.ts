import type { Article } from '../../../core/knowledge/article.ts'
import { assembleKnowledge } from '../../../core/knowledge/assemble-knowledge.ts'
import type { AbortLike, SignalPort } from '../../../core/signals/signal-port.ts'
import type { LabelDefinition } from '../../../core/signals/signal-request.ts'
import type { ModelSettings } from '../../../host/settings/model-settings.ts'
import type { DataTable } from '../../../models/evaluation/data-table.ts'
import { EvaluationError } from '../../../models/evaluation/evaluation-error.ts'
import { evaluateRetrieval } from '../../../models/evaluation/evaluate-retrieval.ts'
import { evaluateSpam } from '../../../models/evaluation/evaluate-spam.ts'
import { evaluateTone } from '../../../models/evaluation/evaluate-tone.ts'
import { evaluateTriage } from '../../../models/evaluation/evaluate-triage.ts'
import type { EvaluationReport, EvaluationTask } from '../../../models/evaluation/evaluation-report.ts'
import { labelRows, REQUEST_COLUMNS } from '../../../models/evaluation/labelled-rows.ts'
import { corpusArticles, retrievalQueries } from '../../../models/evaluation/retrieval-rows.ts'
import { needColumn, rowsWhere, textOf } from '../../../models/evaluation/row-cells.ts'
import { openSignals } from '../../../models/open-signals.ts'
import type { CliIo } from '../../cli-io.ts'
import type { ProgressLine } from '../../report/progress-line.ts'
import { modelSurroundings } from './model-surroundings.ts'
import { readDataTable } from './read-data-table.ts'

/** What is measured on which files. */
export type EvaluationFiles = {
  readonly task: EvaluationTask
  readonly data: string
  readonly corpus?: string
  readonly train?: string
  readonly shots?: number
  readonly labels?: string
  readonly label?: string
  readonly none: string
  readonly text?: readonly string[]
  readonly where?: readonly { readonly column: string; readonly value: string }[]
  readonly model?: Partial<ModelSettings>
  readonly seed: number
  /** The path of a file that the user named. */
  readonly path: (name: string) => string
}

type Gathered = { readonly data: DataTable; readonly training: DataTable | undefined; readonly described: readonly LabelDefinition[]; readonly articles: readonly Article[] }

const never: AbortLike = { aborted: false }

/** Reads the files, opens the models as the product does, and measures. */
export async function evaluateFiles(files: EvaluationFiles, io: CliIo, progress: ProgressLine): Promise<EvaluationReport> {
  checkOptions(files)
  const abort = io.abort ?? never
  const gathered = await gather(files, abort, progress)
  // Wrong rows are told before the models are loaded.
  const queries = files.task === 'retrieval' ? retrievalQueries(gathered.data, gathered.articles, files.corpus ?? '') : []
  const surroundings = modelSurroundings(io, files.model)
  progress.show('Loading the models', 0, 0)
  const port = await openSignals({ ...surroundings, knowledge: assembleKnowledge(gathered.articles) })
  try {
    if (port.cacheProblem !== undefined) io.stderr(`${port.cacheProblem}\n`)
    const options = { seed: files.seed, abort, onProgress: (what: string, done: number, total: number) => progress.show(what, done, total) }
    const parts = files.task === 'retrieval' ? await evaluateRetrieval(port, gathered.articles, queries, options) : await evaluateLabelled(port, files, gathered, options)
    return { format: 1, task: files.task, seed: files.seed, models: port.models, parts }
  } finally {
    await port.close()
  }
}

function checkOptions({ task, corpus, shots, label, labels }: EvaluationFiles): void {
  if (task === 'retrieval' && corpus === undefined) throw new EvaluationError('option.invalid', undefined, 'Retrieval needs the documents that are searched.', 'Name them with --corpus.')
  if (task !== 'retrieval' && corpus !== undefined) throw new EvaluationError('option.invalid', undefined, `The task "${task}" searches nothing.`, 'Leave --corpus out, or measure --task retrieval.')
  const triageOnly = [shots !== undefined && '--shots', label !== undefined && '--label', labels !== undefined && '--labels'].filter((name) => name !== false)
  if (task !== 'triage' && triageOnly.length > 0) throw new EvaluationError('option.invalid', undefined, `${triageOnly.join(' and ')} belong to --task triage.`, 'Leave them out, or measure --task triage.')
}

async function gather({ task, path, data, corpus, train, labels, where = [] }: EvaluationFiles, abort: AbortLike, progress: ProgressLine): Promise<Gathered> {
  const read = (name: string): Promise<DataTable> => readDataTable(path(name), name, abort, progress)
  return {
    data: rowsWhere(await read(data), where),
    training: train === undefined ? undefined : await read(train),
    described: labels === undefined ? [] : labelDefinitions(await read(labels)),
    articles: task === 'retrieval' && corpus !== undefined ? corpusArticles(await read(corpus)) : [],
  }
}

function evaluateLabelled(port: SignalPort, files: EvaluationFiles, { data, training, described }: Gathered, options: Parameters<typeof evaluateSpam>[3]): ReturnType<typeof evaluateSpam> {
  switch (files.task) {
    case 'tone':
      return evaluateTone(port, data, training, options)
    case 'spam':
      return evaluateSpam(port, data, training, options)
    default: {
      const columns = files.text ?? REQUEST_COLUMNS
      const rowsOf = (table: DataTable): ReturnType<typeof labelRows> => labelRows(table, files.label, columns)
      return evaluateTriage(
        port,
        {
          file: data.file,
          rows: rowsOf(data),
          ...(training === undefined ? {} : { training: { file: training.file, rows: rowsOf(training) } }),
          ...(files.shots === undefined ? {} : { shots: files.shots }),
          none: files.none,
          described,
        },
        options,
      )
    }
  }
}

function labelDefinitions(table: DataTable): readonly LabelDefinition[] {
  const id = needColumn(table, ['id', 'label'], 'the label')
  return table.rows.map((row) => {
    const own = textOf(row, id).trim()
    const description = textOf(row, 'description').trim()
    return { id: own, title: textOf(row, 'title').trim() || own.replace(/[_-]+/gu, ' '), ...(description === '' ? {} : { description }) }
  })
}
