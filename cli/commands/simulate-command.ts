import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import type { KnowledgeBase } from '../../core/knowledge/article.ts'
import { assembleKnowledge } from '../../core/knowledge/assemble-knowledge.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'
import type { TicketRun } from '../../core/simulation/run-report.ts'
import type { RedactionKind } from '../../core/redaction/redaction-kind.ts'
import type { SimulationResult } from '../../core/simulation/simulation-input.ts'
import type { ExampleFiles } from '../../core/spec/taught-examples.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { atomicWrite } from '../../host/files/atomic-write.ts'
import { fileError } from '../../host/files/file-error.ts'
import { checkFlowFile } from '../../host/flow/check-flow-file.ts'
import { examplesAround } from '../../host/flow/examples-around.ts'
import { readReplyBank } from '../../host/flow/read-reply-bank.ts'
import { knowledgeOf, runnableSubflows } from '../../host/flow/runnable-subflows.ts'
import { ModelSession } from '../../host/jobs/model-session.ts'
import { prepareScenario } from '../../host/jobs/prepare-scenario.ts'
import { runSimulation } from '../../host/jobs/simulate-job.ts'
import { assignSources } from '../../host/knowledge/assign-sources.ts'
import { loadKnowledge } from '../../host/knowledge/load-knowledge.ts'
import { loadTickets, type LoadedTickets } from '../../host/tickets/load-tickets.ts'
import { redactLoadedKnowledge, redactLoadedTickets, type RedactStep } from '../../host/redaction/redact-loaded.ts'
import type { ModelSettings } from '../../host/settings/model-settings.ts'
import { userError } from '../../host/user-error.ts'
import type { ReplaceableTask } from '../../models/chosen-model.ts'
import { checkRedactOption, redactionKindsOf, redactWords, sayRedaction } from './redact-option.ts'
import { exitCodes, type CliIo } from '../cli-io.ts'
import { countFindings, printFindings } from '../report/print-findings.ts'
import { printProblems } from '../report/print-problems.ts'
import { printReport } from '../report/print-report.ts'
import { ProgressLine } from '../report/progress-line.ts'
import { modelFromHere } from './models/model-from-here.ts'
import { modelPlaces } from './models/model-surroundings.ts'
import { wholeNumber } from './whole-number.ts'

type Options = {
  readonly tickets: string
  readonly knowledge?: string
  readonly scenario?: string
  readonly seed?: number
  readonly replications?: number
  readonly json?: string
  readonly trace?: string
  readonly redact?: string | boolean
  readonly embeddingModel?: string
  readonly toneModel?: string
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const never: AbortLike = { aborted: false }

/** `lumos simulate`: runs tickets through a flow and reports what would have happened, beside today. */
export function simulateCommand(io: CliIo, finish: (exitCode: number) => void): Command {
  return new Command('simulate')
    .description('Run your own tickets through a flow and compare it with today. The same input and seed give the same result.')
    .argument('<flow>', 'the flow file (.lumos.yaml)')
    .requiredOption('--tickets <file>', 'the tickets, always needed: CSV or JSON Lines, gzipped or not')
    .option('--knowledge <path>', 'the articles: a folder of Markdown and HTML, or a JSON Lines file')
    .option('--scenario <file>', 'handle times, customers, volumes and costs (kind: Scenario)')
    .option('--seed <number>', 'seed of the random numbers', wholeNumber(0, 0xffff_ffff))
    .option('--replications <number>', 'how often the run is repeated for the intervals', wholeNumber(1, 200))
    .option('--embedding-model <model>', 'the sentence encoder: shipped, owner/name of a pulled model, or a folder; else the one chosen in the settings')
    .option('--tone-model <model>', 'the judge of tone: shipped, owner/name of a pulled model, or a folder; else the one chosen in the settings')
    .option('--json <file>', 'write the report as JSON; - prints it instead of the readable report')
    .option('--trace <file>', 'write every ticket with its way through the flow, one JSON object a line')
    .option('--redact [kinds]', `take personal data out before anything is simulated or stored: ${redactWords}; without a list all but IP addresses`, checkRedactOption)
    .addHelpText(
      'after',
      `
Examples:
  lumos simulate support.lumos.yaml --tickets tickets.csv --knowledge help-centre/
  lumos simulate support.lumos.yaml --tickets tickets.jsonl.gz --knowledge kb.jsonl --scenario peak.lumos.yaml --seed 7
  lumos simulate support.lumos.yaml --tickets tickets.csv --json report.json --trace trace.jsonl
  lumos simulate support.lumos.yaml --tickets tickets.csv --redact names,emails,phones --trace trace.jsonl

What the models say about a text is kept between runs in the system's cache folder; LUMOS_CACHE_DIR names another.
Exit codes: 0 done, 1 the flow has errors, 2 something cannot be read or written, 130 stopped with Ctrl-C.
`,
    )
    .action(async (flow: string, options: Options) => {
      const checked = await checkFlowFile(resolve(io.cwd, flow))
      if (checked.workflow === undefined || countFindings(checked.findings).errors > 0) {
        const why = checked.findings.length === 0 ? 'This is a scenario: name a flow, and give the scenario with --scenario.' : 'Nothing was simulated: repair the errors first.'
        io.stderr(`${printFindings(flow, checked.findings)}${why}\n`)
        return finish(exitCodes.findings)
      }
      const progress = new ProgressLine(io)
      try {
        const examples = await examplesAround(resolve(io.cwd, flow), checked.examples, checked.files)
        const subflows = runnableSubflows(checked.workflow, examples, checked.files)
        const result = await simulateFiles(checked.workflow, subflows, examples, options, io, progress)
        progress.clear()
        await writeResult(result, options, io)
      } finally {
        progress.clear()
      }
    })
}

async function simulateFiles(workflow: Workflow, subflows: readonly Workflow[], examples: ExampleFiles, options: Options, io: CliIo, progress: ProgressLine): Promise<SimulationResult> {
  const abort = io.abort ?? never
  const scenarioPath = options.scenario === undefined ? null : resolve(io.cwd, options.scenario)
  const scenario = prepareScenario(scenarioPath === null ? null : await readText(scenarioPath, 'the scenario'), options)
  const redact = redactionKindsOf(options.redact)
  const { tickets, problems } = await readTickets(resolve(io.cwd, options.tickets), redact, abort, progress, io)
  if (tickets.length === 0) throw noTickets(options.tickets, problems)
  const knowledge = await readKnowledge(knowledgeOf(workflow, subflows), options.knowledge === undefined ? null : resolve(io.cwd, options.knowledge), redact, abort, progress, io)
  progress.clear()
  io.stderr(printProblems([...problems, ...knowledge.problems]))
  const { weightsDir, cacheDir, modelsDir, spawnWorker } = modelPlaces(io)
  const chosen = { ...chosenHere('embedding', options.embeddingModel, io), ...chosenHere('tone', options.toneModel, io) }
  const models = new ModelSession({ weightsDir, cacheDir, userModelsDir: modelsDir, chosen, spawnModelWorker: spawnWorker })
  try {
    const replyBank = await readReplyBank(join(root, 'flows'))
    const job = { workflow, subflows, examples, tickets, knowledge: knowledge.base, scenario, replyBank, models, keepTickets: options.trace !== undefined }
    for await (const item of runSimulation(job, abort)) {
      if (item.kind === 'phase') progress.show(item.phase, item.done, item.total)
      if (item.kind === 'result') return item.result
    }
    throw new Error('The simulation ended without a result.')
  } finally {
    await models.close()
  }
}

function chosenHere(task: ReplaceableTask, text: string | undefined, io: CliIo): Partial<ModelSettings> {
  return text === undefined ? {} : { [task]: modelFromHere(text, io.cwd) }
}

function noTickets(file: string, problems: LoadedTickets['problems']): Error {
  const first = problems.find((problem) => problem.severity === 'error')
  return userError('tickets.none', `"${file}" holds no tickets that can be used.${first === undefined ? '' : ` Line ${first.line ?? 1}: ${first.message}`}`, first?.hint ?? 'Choose a file with one ticket a row.')
}

async function readText(path: string, what: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (thrown) {
    throw fileError(thrown, `read ${what}`, path)
  }
}

async function readTickets(path: string, redact: readonly RedactionKind[] | null, abort: AbortLike, progress: ProgressLine, io: CliIo): Promise<LoadedTickets> {
  for await (const item of loadTickets(path, abort)) {
    if (item.kind === 'loaded') return redact === null ? item.loaded : redacted('tickets', redactLoadedTickets(item.loaded, redact, abort), progress, io)
    progress.show(`Reading ${basename(path)}`, item.done, item.total)
  }
  throw new Error('Reading the tickets ended without a result.')
}

async function readKnowledge(names: Workflow['spec']['knowledge'], path: string | null, redact: readonly RedactionKind[] | null, abort: AbortLike, progress: ProgressLine, io: CliIo): Promise<{ readonly base: KnowledgeBase; readonly problems: LoadedTickets['problems'] }> {
  if (path === null) return { base: assembleKnowledge([]), problems: [] }
  for await (const item of loadKnowledge(path, abort)) {
    if (item.kind === 'loaded') {
      const loaded = redact === null || !item.loaded.articles.some(({ article }) => article.kind === 'pastResolution') ? item.loaded : await redacted('past resolutions', redactLoadedKnowledge(item.loaded, redact, abort), progress, io)
      return { base: assembleKnowledge(assignSources(loaded.articles, names ?? {})), problems: loaded.problems }
    }
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

async function writeResult({ report, tickets }: SimulationResult, options: Options, io: CliIo): Promise<void> {
  const json = `${JSON.stringify(report, null, 2)}\n`
  if (options.json !== undefined && options.json !== '-') await atomicWrite(resolve(io.cwd, options.json), json, `"${options.json}"`)
  if (options.trace !== undefined) await writeTrace(resolve(io.cwd, options.trace), tickets)
  io.stdout(options.json === '-' ? json : printReport(report))
}

async function writeTrace(path: string, tickets: readonly TicketRun[]): Promise<void> {
  const stream = createWriteStream(path)
  try {
    const closed = once(stream, 'close')
    for (const ticket of tickets) if (!stream.write(`${JSON.stringify(ticket)}\n`)) await once(stream, 'drain')
    stream.end()
    await closed
  } catch (thrown) {
    throw fileError(thrown, `write "${basename(path)}"`, path)
  }
}
