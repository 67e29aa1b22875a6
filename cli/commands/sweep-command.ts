import { resolve } from 'node:path'
import { Command } from 'commander'
import type { KpiReference } from '../../core/simulation/what-if/kpi-reference.ts'
import { readKpiReference } from '../../core/simulation/what-if/kpi-reference.ts'
import { metricOf } from '../../core/metrics/registry.ts'
import { parseObjective, parseRequirement } from '../../core/simulation/what-if/requirement.ts'
import type { SweepInput } from '../../core/simulation/what-if/sweep.ts'
import { stopRuleOf } from '../../core/simulation/statistics/run-stop.ts'
import { sweep } from '../../core/simulation/what-if/sweep.ts'
import { sweepCsv, sweepJson } from '../../core/simulation/what-if/sweep-table.ts'
import { parseSweepRange } from '../../core/simulation/what-if/sweep-range.ts'
import { sweptField, variantWith } from '../../core/simulation/what-if/swept-field.ts'
import { atomicWrite } from '../../host/files/atomic-write.ts'
import type { OpenRun } from '../../host/jobs/what-if-job.ts'
import { userError } from '../../host/user-error.ts'
import { exitCodes, type CliIo } from '../cli-io.ts'
import { printSweep } from '../report/print-sweep.ts'
import { ProgressLine } from '../report/progress-line.ts'
import { readRunFlow, type RunOptions } from './run-inputs.ts'
import { accepted, several, withRunOptions, workersOption } from './run-options.ts'
import { followSearch, withOpenRun } from './what-if-run.ts'

type Options = RunOptions & {
  readonly vary: readonly string[]
  readonly kpi?: readonly string[]
  readonly best?: string
  readonly subjectTo?: readonly string[]
  readonly json?: string
  readonly csv?: string
}

const standardKpis = ['firstResponseAny.p50', 'firstResponseAny.p90', 'slaFirstResponse', 'automatedResolutionRate', 'costPerTicket']

/** `lumos sweep`: how the figures change with one setting, or two. */
export function sweepCommand(io: CliIo, finish: (exitCode: number) => void): Command {
  return withRunOptions(new Command('sweep').argument('<flow>', 'the flow file (.lumos.yaml)'))
    .description('Run your tickets at many values of one setting, or of two, with the same seeds at each: what changes, and by how much.')
    .requiredOption('--vary <path=values>', 'what is varied, once or twice: 0.1..0.9/0.05, 2..8, 30m..4h/30m, 16:00..20:00/1h or a list', several)
    .option('--kpi <name>', 'a figure to show, such as frt_any.p90 or costPerTicket; can be given several times', several)
    .option('--best <objective>', 'mark the best point: max: or min: and a figure')
    .option('--subject-to <statement>', 'what the best point must surely meet, such as "frt_any.p90 <= 8m"; can be given several times', several)
    .option(...workersOption)
    .option('--scenario <file>', 'handle times, customers, volumes and costs (kind: Scenario)')
    .option('--json <file>', 'write all points as JSON; - prints it instead of the table')
    .option('--csv <file>', 'write all points as CSV, one line for each point and figure')
    .addHelpText('after', help)
    .action(async (flow: string, options: Options) => {
      const read = await readRunFlow(flow, io)
      if (read === null) return finish(exitCodes.findings)
      if (options.vary.length > 2) throw userError('option.invalid', `--vary is given ${options.vary.length} times; a sweep has one or two settings.`, 'Leave out the others, or run several sweeps.')
      const progress = new ProgressLine(io)
      try {
        const result = await withOpenRun(read, options, io, progress, (run) => followSearch(run.search(sweep(inputOf(run, options))), progress))
        progress.clear()
        const json = `${JSON.stringify(sweepJson(result), null, 2)}\n`
        if (options.json !== undefined && options.json !== '-') await atomicWrite(resolve(io.cwd, options.json), json, `"${options.json}"`)
        if (options.csv !== undefined) await atomicWrite(resolve(io.cwd, options.csv), sweepCsv(result), `"${options.csv}"`)
        io.stdout(options.json === '-' ? json : printSweep(result, options.subjectTo ?? []))
      } finally {
        progress.clear()
      }
    })
}

function inputOf(run: OpenRun, options: Options): SweepInput {
  const { present } = run
  const { scenario } = run.session.plan
  const { kpis: { choice }, replications } = scenario
  const fields = options.vary.map((text) => accepted('--vary', sweptField(present, accepted('--vary', parseSweepRange(text)))))
  const [first, second] = fields
  if (first === undefined) throw new Error('A sweep varies something.')
  if (second?.path === first.path) throw userError('option.invalid', `--vary: ${first.path} is varied twice.`, 'Name two different settings.')
  const kpis = (options.kpi ?? standardKpis.filter((name) => metricOf(name.split('.')[0] ?? '') !== undefined)).map((name): KpiReference => accepted('--kpi', readKpiReference(name, choice, false)))
  return {
    fields: second === undefined ? [first] : [first, second],
    present,
    variantOf: (values) => variantWith(present, fields, values),
    kpis,
    replications,
    stop: stopRuleOf(scenario),
    best: options.best === undefined ? null : accepted('--best', parseObjective(options.best, choice)),
    subjectTo: (options.subjectTo ?? []).map((text) => accepted('--subject-to', parseRequirement(text, choice))),
  }
}

const help = `
Paths lead into the flow's spec, with list items by id or place; scenario. leads into the scenario's, and #1 names the first number of
an expression:
  agents.triage.params.threshold   teams.tier1.shifts.0.headcount   slas.standard.firstResponse.P3   calendars.office.open.0.to
  flow.nodes.route.branches.sure.when#1   scenario.shrinkage   scenario.teams.tier1.headcount

Examples:
  lumos sweep support.lumos.yaml --tickets tickets.csv --vary teams.tier1.shifts.0.headcount=2..8
  lumos sweep support.lumos.yaml --tickets tickets.csv --vary 'flow.nodes.route.branches.sure.when#1=0.5..0.9/0.05' --kpi asr --kpi frt_any.p90 --csv sweep.csv
  lumos sweep support.lumos.yaml --tickets tickets.csv --vary teams.tier1.shifts.0.headcount=2..6 --vary calendars.office.open.0.to=16:00..20:00/1h \\
    --best min:costPerTicket --subject-to "frt_any.p90 <= 8h"

Differences are to the present values, paired on the same tickets and seeds. A point counts as meeting a statement only where the 95 %
bound does, and with those who were never answered counted as endless.
Exit codes: 0 done, 1 the flow has errors, 2 something cannot be read or written, 130 stopped with Ctrl-C.
`
