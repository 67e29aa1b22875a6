import { basename, dirname, relative, resolve } from 'node:path'
import { Command } from 'commander'
import { toUtc } from '../../core/calendars/calendar.ts'
import type { ZoneOffsets } from '../../core/calendars/zone-offsets.ts'
import type { FittedHistory, HistoryFit, HistoryInput } from '../../core/history/fit-history.ts'
import { scenarioText } from '../../core/history/scenario-text.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'
import { atomicWrite } from '../../host/files/atomic-write.ts'
import { fitBaseOf } from '../../host/flow/fit-base-of.ts'
import { readScenarioFile } from '../../host/flow/read-scenario-file.ts'
import { intlZoneOffsets } from '../../host/intl-zone-offsets.ts'
import { runFit } from '../../host/jobs/fit-job.ts'
import { loadTickets, type LoadedTickets } from '../../host/tickets/load-tickets.ts'
import { userError } from '../../host/user-error.ts'
import { exitCodes, type CliIo } from '../cli-io.ts'
import { printEcdf, printFit } from '../report/print-fit.ts'
import { printProblems } from '../report/print-problems.ts'
import { ProgressLine } from '../report/progress-line.ts'
import { wholeNumber } from './whole-number.ts'

type Options = {
  readonly timezone: string
  readonly people?: number
  readonly replications: number
  readonly out?: string
  readonly extends?: string
  readonly json?: string
  readonly check?: boolean
}

const never: AbortLike = { aborted: false }
const FEWEST_READ = 2

/** `lumos fit`: fits the model of today to a help-desk export and says how well it holds. */
export function fitCommand(io: CliIo, finish: (exitCode: number) => void): Command {
  return new Command('fit')
    .description('Fit today to a help-desk export with times: arrivals, hours, customers and the people who answer. Texts are not needed.')
    .argument('<export>', 'the tickets with their times: CSV or JSON Lines, gzipped or not')
    .option('--timezone <zone>', 'zone of weekdays and hours, and of times that are written without one', 'UTC')
    .option('--people <number>', 'how many people answer at a time, if you know it', wholeNumber(1, 5000))
    .option('--replications <number>', 'how often today is simulated for the comparison', wholeNumber(1, 100), 10)
    .option('--out <file>', 'write the scenario (kind: Scenario), each value with where it came from')
    .option('--extends <scenario>', 'scenario file that the written one starts from; the people and handle times of today that it states are kept and used')
    .option('--check', 'show observed against simulated first responses, and end with 1 if the fit cannot be trusted')
    .option('--json <file>', 'write everything that was fitted as JSON; - prints it')
    .addHelpText(
      'after',
      `
Examples:
  lumos fit tickets.csv --timezone Europe/Berlin --out today.lumos.yaml
  lumos fit incidents.csv --people 12 --check
  lumos fit tickets.csv --extends scenario.lumos.yaml --out today.lumos.yaml
  lumos fit tickets.jsonl.gz --json fit.json

The fit looks at the first 70 % of the time only; the verdict is about the rest. It is refused when
the median first response is off by more than 20 %, or when that cannot be told; "times faster" is
not said then.
Exit codes: 0 done, 1 --check and the fit cannot be trusted, 2 something cannot be read or written,
            130 stopped with Ctrl-C.
`,
    )
    .action(async (file: string, options: Options) => {
      const fit = await fitFile(file, options, io)
      const json = `${JSON.stringify(fit, null, 2)}\n`
      if (options.json !== undefined && options.json !== '-') await atomicWrite(resolve(io.cwd, options.json), json, `"${options.json}"`)
      if (options.out !== undefined) await atomicWrite(resolve(io.cwd, options.out), scenarioText(fit, { tickets: basename(file), ...extendsOf(options, options.out, io.cwd) }), `"${options.out}"`)
      io.stdout(options.json === '-' ? json : `${printFit(fit)}${options.check === true ? `\n${printEcdf(fit.heldOut)}` : ''}${options.out === undefined ? '' : `\nThe scenario is in ${options.out}.\n`}`)
      if (options.check === true && fit.heldOut.verdict.kind !== 'trusted') finish(exitCodes.findings)
    })
}

function extendsOf({ extends: base }: Options, out: string, cwd: string): { readonly extends?: string } {
  return base === undefined ? {} : { extends: relative(dirname(resolve(cwd, out)), resolve(cwd, base)).replaceAll('\\', '/') }
}

async function fitFile(file: string, options: Options, io: CliIo): Promise<HistoryFit> {
  const zones = intlZoneOffsets()
  checkZone(options.timezone, zones)
  const progress = new ProgressLine(io)
  try {
    const { tickets, problems } = await readHistory(resolve(io.cwd, file), options.timezone, zones, progress, io)
    progress.clear()
    io.stderr(printProblems(problems))
    for (const { code, message, hint } of problems) if (code === 'TICKET.ZoneAssumed' || code === 'TICKET.HoursAssumed') io.stderr(`${message} ${code === 'TICKET.ZoneAssumed' ? 'Say --timezone if they are of another one.' : hint}\n`)
    const twoFormats = problems.find((problem) => problem.code === 'TICKET.TwoDateFormats')
    if (twoFormats !== undefined) throw userError('history.twoDateFormats', `"${file}" cannot be fitted to. ${twoFormats.message}`, twoFormats.hint)
    const [first] = problems.filter((problem) => problem.severity === 'error')
    if (tickets.length < FEWEST_READ && first !== undefined) throw userError('history.unreadable', `"${file}" holds no history that can be fitted to. Line ${first.line ?? 1}: ${first.message}`, first.hint)
    const base = options.extends === undefined ? undefined : await fitBaseOf(await readScenarioFile(resolve(io.cwd, options.extends)))
    const fitted = await followFit({ tickets, timezone: options.timezone, zones, replications: options.replications, ...(base === undefined ? {} : { base }), ...(options.people === undefined ? {} : { people: options.people }) }, progress, io)
    if (fitted.kind === 'refused') throw userError(fitted.problem.code, `"${file}" cannot be fitted to. ${fitted.problem.message}`, fitted.problem.hint)
    return fitted.fit
  } finally {
    progress.clear()
  }
}

async function followFit(input: HistoryInput, progress: ProgressLine, io: CliIo): Promise<FittedHistory> {
  const running = runFit(input, io.abort ?? never)
  let next = await running.next()
  for (; next.done !== true; next = await running.next()) progress.show(next.value.phase, next.value.done, next.value.total)
  return next.value
}

function checkZone(zone: string, zones: ZoneOffsets): void {
  try {
    zones.offsetAt(zone, 0)
  } catch {
    throw userError('history.zone', `"${zone}" is not a time zone.`, 'Use a name such as Europe/Berlin, America/New_York or UTC.')
  }
}

async function readHistory(path: string, timezone: string, zones: ZoneOffsets, progress: ProgressLine, io: CliIo): Promise<LoadedTickets> {
  const read = { needsText: false, zone: { name: timezone, toUtc: (wall: number): number => toUtc(timezone, wall, zones) } }
  for await (const item of loadTickets(path, io.abort ?? never, Number.POSITIVE_INFINITY, read)) {
    if (item.kind === 'loaded') return item.loaded
    progress.show(`Reading ${basename(path)}`, item.done, item.total)
  }
  throw new Error('Reading the history ended without a result.')
}
