import { createWriteStream } from 'node:fs'
import { basename, resolve } from 'node:path'
import { once } from 'node:events'
import { Command } from 'commander'
import type { AbortLike } from '../../core/signals/signal-port.ts'
import type { TicketRun } from '../../core/simulation/run-report.ts'
import type { SimulationResult } from '../../core/simulation/simulation-input.ts'
import { standardChoice } from '../../core/metrics/registry.ts'
import { checkFailIf, reportedLevel } from '../../core/simulation/what-if/fail-if.ts'
import { parseRequirement } from '../../core/simulation/what-if/requirement.ts'
import { atomicWrite } from '../../host/files/atomic-write.ts'
import { fileError } from '../../host/files/file-error.ts'
import { runSimulation } from '../../host/jobs/simulate-job.ts'
import { userError } from '../../host/user-error.ts'
import { checkRedactOption, redactWords } from './redact-option.ts'
import { exitCodes, type CliIo } from '../cli-io.ts'
import { printReport } from '../report/print-report.ts'
import { ProgressLine } from '../report/progress-line.ts'
import { reportFailIf } from '../report/report-fail-if.ts'
import { namedByScenario } from './named-by-scenario.ts'
import { gatherRunInputs, readRunFlow, readRunScenario, type RunFlow, type RunOptions } from './run-inputs.ts'
import { accepted, several, threadsOf, workersOption } from './run-options.ts'
import { wholeNumber } from './whole-number.ts'

type Options = RunOptions & { readonly json?: string; readonly trace?: string; readonly failIf?: readonly string[]; readonly confidently?: boolean }
type GivenOptions = Omit<Options, 'tickets'> & { readonly tickets?: string }

const never: AbortLike = { aborted: false }

/** `lumos simulate`: runs tickets through a flow and reports what would have happened, beside today. */
export function simulateCommand(io: CliIo, finish: (exitCode: number) => void): Command {
  return new Command('simulate')
    .description('Run your own tickets through a flow and compare it with today. The same input and seed give the same result.')
    .argument('<file>', 'the flow file (.lumos.yaml), or a scenario that names one')
    .option('--tickets <file>', 'the tickets: CSV or JSON Lines, gzipped or not; needed unless the scenario names them')
    .option('--knowledge <path>', 'the articles: a folder of Markdown and HTML, or a JSON Lines file')
    .option('--scenario <file>', 'handle times, customers, volumes and costs (kind: Scenario)')
    .option('--seed <number>', 'seed of the random numbers', wholeNumber(0, 0xffff_ffff))
    .option('--replications <number>', 'how often the run is repeated for the intervals', wholeNumber(1, 200))
    .option('--embedding-model <model>', 'the sentence encoder: shipped, owner/name of a pulled model, or a folder; else the one chosen in the settings')
    .option('--tone-model <model>', 'the judge of tone: shipped, owner/name of a pulled model, or a folder; else the one chosen in the settings')
    .option('--json <file>', 'write the report as JSON; - prints it instead of the readable report')
    .option('--trace <file>', 'write every ticket with its way through the flow, one JSON object a line')
    .option(...workersOption)
    .option('--fail-if <statement>', 'end with 1 where it is true, such as "frt_any.p90 > 8m"; can be given several times', several)
    .option('--confidently', 'a statement of --fail-if is true only where the whole 95 % interval is')
    .option('--redact [kinds]', `take personal data out before anything is simulated or stored: ${redactWords}; without a list all but IP addresses`, checkRedactOption)
    .addHelpText(
      'after',
      `
Examples:
  lumos simulate support.lumos.yaml --tickets tickets.csv --knowledge help-centre/
  lumos simulate support.lumos.yaml --tickets tickets.jsonl.gz --knowledge kb.jsonl --scenario peak.lumos.yaml --seed 7
  lumos simulate scenarios/third-agent.lumos.yaml
  lumos simulate support.lumos.yaml --tickets tickets.csv --json report.json --trace trace.jsonl
  lumos simulate support.lumos.yaml --tickets tickets.csv --fail-if "frt_any.p90 > 8m" --fail-if "asr < 40%" --confidently
  lumos simulate support.lumos.yaml --tickets tickets.csv --redact names,emails,phones --trace trace.jsonl

What the models say about a text is kept between runs in the system's cache folder; LUMOS_CACHE_DIR names another.
What the scenario names (workflow, tickets, knowledge) is used where the command line says nothing else.
Exit codes: 0 done, 1 the flow has errors or a statement of --fail-if is true, 2 something cannot be read or written, 130 stopped with Ctrl-C.
`,
    )
    .action(async (file: string, given: GivenOptions) => {
      const { flow, named } = await namedByScenario(file, given, io)
      if (flow === undefined) {
        io.stderr(`${file} is a scenario that names no flow. Add workflow to its spec, or name a flow here and give the scenario with --scenario.\n`)
        return finish(exitCodes.findings)
      }
      const { tickets } = named
      if (tickets === undefined) throw userError('tickets.missing', 'There are no tickets to simulate: neither --tickets nor the scenario names a file.', 'Add --tickets with a CSV or JSON Lines file.')
      const options: Options = { ...given, ...named, tickets }
      const statements = (options.failIf ?? []).map((text) => accepted('--fail-if', parseRequirement(text, standardChoice)))
      const read = await readRunFlow(flow, io)
      if (read === null) return finish(exitCodes.findings)
      const progress = new ProgressLine(io)
      try {
        const result = await simulateFiles(read, options, io, progress)
        progress.clear()
        await writeResult(result, options, io)
        reportFailIf(checkFailIf(statements, reportedLevel(result.report.kpis), options.confidently === true), io, finish)
      } finally {
        progress.clear()
      }
    })
}

async function simulateFiles(flow: RunFlow, options: Options, io: CliIo, progress: ProgressLine): Promise<SimulationResult> {
  const scenario = await readRunScenario(options, io)
  const inputs = await gatherRunInputs([flow], options, io, progress)
  try {
    for await (const item of runSimulation({ ...flow, ...inputs, scenario, keepTickets: options.trace !== undefined, workers: threadsOf(options) }, io.abort ?? never)) {
      if (item.kind === 'phase') progress.show(item.phase, item.done, item.total)
      if (item.kind === 'result') return item.result
    }
    throw new Error('The simulation ended without a result.')
  } finally {
    await inputs.models.close()
  }
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
