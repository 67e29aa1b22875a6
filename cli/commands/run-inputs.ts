import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { KnowledgeBase } from '../../core/knowledge/article.ts'
import { assembleKnowledge } from '../../core/knowledge/assemble-knowledge.ts'
import type { RedactionKind } from '../../core/redaction/redaction-kind.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'
import type { ReplyBank } from '../../core/simulation/reply-bank.ts'
import type { ScenarioDocument } from '../../core/spec/scenario.ts'
import type { ExampleFiles } from '../../core/spec/taught-examples.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import type { Ticket } from '../../core/tickets/ticket.ts'
import { checkFlowFile } from '../../host/flow/check-flow-file.ts'
import { examplesAround } from '../../host/flow/examples-around.ts'
import { readReplyBank, readReplyBankFile } from '../../host/flow/read-reply-bank.ts'
import { readScenarioFile } from '../../host/flow/read-scenario-file.ts'
import { knowledgeOf, runnableSubflows } from '../../host/flow/runnable-subflows.ts'
import { ModelSession } from '../../host/jobs/model-session.ts'
import { preparedScenario, prepareScenario } from '../../host/jobs/prepare-scenario.ts'
import { assignSources } from '../../host/knowledge/assign-sources.ts'
import { loadKnowledge, type LoadedKnowledge } from '../../host/knowledge/load-knowledge.ts'
import { redactLoadedKnowledge, redactLoadedTickets, type RedactStep } from '../../host/redaction/redact-loaded.ts'
import type { ModelSettings } from '../../host/settings/model-settings.ts'
import { loadTickets, type LoadedTickets } from '../../host/tickets/load-tickets.ts'
import { userError } from '../../host/user-error.ts'
import type { ReplaceableTask } from '../../models/chosen-model.ts'
import type { CliIo } from '../cli-io.ts'
import { countFindings, printFindings } from '../report/print-findings.ts'
import { printProblems } from '../report/print-problems.ts'
import type { ProgressLine } from '../report/progress-line.ts'
import { modelFromHere } from './models/model-from-here.ts'
import { modelPlaces } from './models/model-surroundings.ts'
import { redactionKindsOf, sayRedaction } from './redact-option.ts'

/** The options that every command has which runs tickets through a flow. */
export type RunOptions = {
  readonly tickets: string
  readonly knowledge?: string | readonly string[]
  readonly scenario?: string
  /** A scenario may name its own. */
  readonly replyBank?: string
  readonly seed?: number
  readonly replications?: number
  readonly workers?: number
  readonly redact?: string | boolean
  readonly embeddingModel?: string
  readonly toneModel?: string
}

/** A flow that can run, with what it runs and learned from. */
export type RunFlow = { readonly workflow: Workflow; readonly subflows: readonly Workflow[]; readonly examples: ExampleFiles }

/** What a run is fed with; whoever gathered it closes the models. */
export type RunInputs = { readonly tickets: readonly Ticket[]; readonly knowledge: KnowledgeBase; readonly replyBank: ReplyBank | null; readonly models: ModelSession }

const root = fileURLToPath(new URL('../..', import.meta.url))
const never: AbortLike = { aborted: false }

/** Reads and checks a flow; one with errors is explained on stderr, and is null. */
export async function readRunFlow(flow: string, io: CliIo): Promise<RunFlow | null> {
  const path = resolve(io.cwd, flow)
  const checked = await checkFlowFile(path)
  if (checked.workflow === undefined || countFindings(checked.findings).errors > 0) {
    const why = checked.findings.length === 0 ? 'This is no flow: name a flow, and give the scenario with --scenario.' : 'Nothing was simulated: repair the errors first.'
    io.stderr(`${printFindings(flow, checked.findings)}${why}\n`)
    return null
  }
  const examples = await examplesAround(path, checked.examples, checked.files)
  return { workflow: checked.workflow, subflows: runnableSubflows(checked.workflow, examples, checked.files), examples }
}

/** The scenario that the options name, or the standard one, with their seed and replications. */
export async function readRunScenario(options: Pick<RunOptions, 'scenario' | 'seed' | 'replications'>, io: CliIo): Promise<ScenarioDocument> {
  return options.scenario === undefined ? prepareScenario(null, options) : preparedScenario(await readScenarioFile(resolve(io.cwd, options.scenario)), options)
}

/** Reads tickets and articles, with personal data taken out where that is asked for, and opens the models. */
export async function gatherRunInputs(flows: readonly RunFlow[], options: RunOptions, io: CliIo, progress: ProgressLine): Promise<RunInputs> {
  const abort = io.abort ?? never
  const redact = redactionKindsOf(options.redact)
  const { tickets, problems } = await readTickets(resolve(io.cwd, options.tickets), redact, abort, progress, io)
  if (tickets.length === 0) throw noTickets(options.tickets, problems)
  progress.clear()
  io.stderr(printProblems(problems))
  const articles = await gatherArticles(flows, options, io, progress)
  const { weightsDir, cacheDir, modelsDir, spawnWorker } = modelPlaces(io)
  const chosen = { ...chosenHere('embedding', options.embeddingModel, io), ...chosenHere('tone', options.toneModel, io) }
  return { tickets, ...articles, models: new ModelSession({ weightsDir, cacheDir, userModelsDir: modelsDir, chosen, spawnModelWorker: spawnWorker }) }
}

/** Reads the articles and the customers' replies of a run. */
export async function gatherArticles(flows: readonly RunFlow[], options: RunOptions, io: CliIo, progress: ProgressLine): Promise<Pick<RunInputs, 'knowledge' | 'replyBank'>> {
  const names = Object.fromEntries(flows.flatMap(({ workflow, subflows }) => Object.entries(knowledgeOf(workflow, subflows) ?? {})))
  const { base, problems } = await readKnowledge(names, [options.knowledge ?? []].flat().map((path) => resolve(io.cwd, path)), redactionKindsOf(options.redact), io.abort ?? never, progress, io)
  progress.clear()
  io.stderr(printProblems(problems))
  return { knowledge: base, replyBank: options.replyBank === undefined ? await readReplyBank(join(root, 'flows')) : await readReplyBankFile(resolve(io.cwd, options.replyBank)) }
}

function chosenHere(task: ReplaceableTask, text: string | undefined, io: CliIo): Partial<ModelSettings> {
  return text === undefined ? {} : { [task]: modelFromHere(text, io.cwd) }
}

function noTickets(file: string, problems: LoadedTickets['problems']): Error {
  const first = problems.find((problem) => problem.severity === 'error')
  return userError('tickets.none', `"${file}" holds no tickets that can be used.${first === undefined ? '' : ` Line ${first.line ?? 1}: ${first.message}`}`, first?.hint ?? 'Choose a file with one ticket a row.')
}

async function readTickets(path: string, redact: readonly RedactionKind[] | null, abort: AbortLike, progress: ProgressLine, io: CliIo): Promise<LoadedTickets> {
  for await (const item of loadTickets(path, abort)) {
    if (item.kind === 'loaded') return redact === null ? item.loaded : redacted('tickets', redactLoadedTickets(item.loaded, redact, abort), progress, io)
    progress.show(`Reading ${basename(path)}`, item.done, item.total)
  }
  throw new Error('Reading the tickets ended without a result.')
}

type ReadKnowledge = { readonly base: KnowledgeBase; readonly problems: LoadedTickets['problems'] }

async function readKnowledge(names: Workflow['spec']['knowledge'], paths: readonly string[], redact: readonly RedactionKind[] | null, abort: AbortLike, progress: ProgressLine, io: CliIo): Promise<ReadKnowledge> {
  const loaded: LoadedKnowledge[] = []
  for (const path of paths) loaded.push(await readArticles(path, redact, abort, progress, io))
  return { base: assembleKnowledge(assignSources(loaded.flatMap(({ articles }) => articles), names ?? {})), problems: loaded.flatMap(({ problems }) => problems) }
}

async function readArticles(path: string, redact: readonly RedactionKind[] | null, abort: AbortLike, progress: ProgressLine, io: CliIo): Promise<LoadedKnowledge> {
  for await (const item of loadKnowledge(path, abort)) {
    if (item.kind === 'loaded') return redact === null || !item.loaded.articles.some(({ article }) => article.kind === 'pastResolution') ? item.loaded : redacted('past resolutions', redactLoadedKnowledge(item.loaded, redact, abort), progress, io)
    progress.show(`Reading ${basename(path)}`, item.done, item.total)
  }
  throw new Error('Reading the articles ended without a result.')
}

async function redacted<Loaded>(what: string, steps: AsyncIterable<RedactStep<Loaded>>, progress: ProgressLine, io: CliIo): Promise<Loaded> {
  for await (const step of steps) {
    if (step.kind === 'redacted') {
      progress.clear()
      io.stderr(sayRedaction(what, step.summary))
      return step.loaded
    }
    progress.show('Taking personal data out', step.done, step.total)
  }
  throw new Error('The redaction ended without a result.')
}
