import { resolve } from 'node:path'
import { Command } from 'commander'
import { roleCatalog } from '../../agents/registry.ts'
import { impossiblePoint } from '../../core/simulation/what-if/impossible-point.ts'
import type { KpiReference } from '../../core/simulation/what-if/kpi-reference.ts'
import { readKpiReference } from '../../core/simulation/what-if/kpi-reference.ts'
import { metricOf } from '../../core/metrics/registry.ts'
import { parseObjective, parseRequirement } from '../../core/simulation/what-if/requirement.ts'
import type { SweepInput } from '../../core/simulation/what-if/sweep.ts'
import { stopRuleOf } from '../../core/simulation/statistics/run-stop.ts'
import { sweep } from '../../core/simulation/what-if/sweep.ts'
import { withStandardValues } from '../../core/simulation/what-if/standard-values.ts'
import { sweepableFields } from '../../core/simulation/what-if/sweepable-fields.ts'
import { sweepCsv, sweepJson } from '../../core/simulation/what-if/sweep-table.ts'
import { parseSweepRange } from '../../core/simulation/what-if/sweep-range.ts'
import { sweptField, variantWith } from '../../core/simulation/what-if/swept-field.ts'
import { atomicWrite } from '../../host/files/atomic-write.ts'
import { intlZoneOffsets } from '../../host/intl-zone-offsets.ts'
import { overriddenWorkflow } from '../../host/jobs/override-workflow.ts'
import type { OpenRun } from '../../host/jobs/what-if-job.ts'
import { userError } from '../../host/user-error.ts'
import { exitCodes, type CliIo } from '../cli-io.ts'
import { printSweep } from '../report/print-sweep.ts'
import { printSweepable, sweepableJson } from '../report/print-sweepable.ts'
import { ProgressLine } from '../report/progress-line.ts'
import { namedByScenario, runSource } from './named-by-scenario.ts'
import { readRunFlow, readRunScenario, type RunOptions } from './run-inputs.ts'
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

type GivenOptions = Omit<Options, 'tickets' | 'vary'> & { readonly tickets?: string; readonly vary?: readonly string[]; readonly list?: string | boolean }

const standardKpis = ['firstResponseAny.p50', 'firstResponseAny.p90', 'slaFirstResponse', 'automatedResolutionRate', 'costPerTicket']

/** `lumos sweep`: how the figures change with one setting, or two. */
export function sweepCommand(io: CliIo, finish: (exitCode: number) => void): Command {
  return withRunOptions(new Command('sweep').argument('<file>', 'the flow file (.lumos.yaml), or a scenario that names one'))
    .description('Run your tickets at many values of one setting, or of two, with the same seeds at each: what changes, and by how much.')
    .option('--vary <path=values>', 'what is varied, once or twice: 0.1..0.9/0.05, 2..8, 30m..4h/30m, 16:00..20:00/1h or a list', several)
    .option('--list [word]', 'list what can be varied, with its present value, or only paths with this word; nothing is run')
    .option('--kpi <name>', 'a figure to show, such as frt_any.p90 or costPerTicket; can be given several times', several)
    .option('--best <objective>', 'mark the best point: max: or min: and a figure')
    .option('--subject-to <statement>', 'what the best point must surely meet, such as "frt_any.p90 <= 8m"; can be given several times', several)
    .option(...workersOption)
    .option('--scenario <file>', 'handle times, customers, volumes and costs (kind: Scenario)')
    .option('--json <file>', 'write all points as JSON; - prints it instead of the table')
    .option('--csv <file>', 'write all points as CSV, one line for each point and figure')
    .addHelpText('after', help)
    .action(async (file: string, given: GivenOptions) => {
      if (given.list !== undefined) return await list(file, given, given.list, io, finish)
      if (given.vary === undefined) throw userError('option.missing', 'It is not said what is varied.', 'Add --vary, as in --vary teams.tier1.shifts.0.headcount=2..8, or --list to see what can be varied.')
      const { flow, named } = await runSource(file, given, io)
      const options: Options = { ...given, ...named, vary: given.vary }
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

async function list(file: string, given: GivenOptions, word: string | boolean, io: CliIo, finish: (exitCode: number) => void): Promise<void> {
  const { flow, named } = await namedByScenario(file, given, io)
  if (flow === undefined) throw userError('flow.missing', `"${file}" is a scenario that names no flow.`, 'Add workflow to its spec, or name a flow here and give the scenario with --scenario.')
  const read = await readRunFlow(flow, io)
  if (read === null) return finish(exitCodes.findings)
  const scenario = await readRunScenario({ ...(named.scenario === undefined ? {} : { scenario: named.scenario }) }, io)
  const fields = sweepableFields({ workflow: overriddenWorkflow(read.workflow, scenario), scenario: withStandardValues(scenario) })
  const wanted = typeof word === 'string' ? fields.filter(({ path, expression }) => `${path} ${expression ?? ''}`.toLowerCase().includes(word.toLowerCase())) : fields
  if (given.json !== undefined && given.json !== '-') await atomicWrite(resolve(io.cwd, given.json), sweepableJson(wanted), `"${given.json}"`)
  io.stdout(given.json === '-' ? sweepableJson(wanted) : printSweepable(wanted, typeof word === 'string' ? word : null))
}

function inputOf(run: OpenRun, options: Options): SweepInput {
  // What the scenario leaves open can be varied too: the same run, with those values written out.
  const present = { ...run.present, scenario: withStandardValues(run.present.scenario) }
  const { scenario } = run.session.plan
  const { kpis: { choice }, replications } = scenario
  const fields = options.vary.map((text) => accepted('--vary', sweptField(present, accepted('--vary', parseSweepRange(text)))))
  const [first, second] = fields
  if (first === undefined) throw new Error('A sweep varies something.')
  if (second?.path === first.path) throw userError('option.invalid', `--vary: ${first.path} is varied twice.`, 'Name two different settings.')
  accepted('--vary', impossiblePoint(present, fields, { roles: roleCatalog, surroundings: { zones: intlZoneOffsets() } }) ?? { kind: 'possible' })
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
Paths lead into the flow's spec, with list items by id or place; scenario. leads into that of the
scenario, and #1 names the first number of an expression:
  agents.triage.params.threshold          teams.tier1.shifts.0.headcount
  slas.standard.firstResponse.P3          calendars.office.open.0.to
  flow.nodes.route.branches.sure.when#1   scenario.shrinkage
  scenario.handleTime.default.mean        scenario.volume
--list shows all of them, values that the scenario leaves to the product included.

Examples:
  lumos sweep support.lumos.yaml --list threshold
  lumos sweep scenarios/busy-monday.lumos.yaml --vary scenario.volume=0.5..2/0.25
  lumos sweep support.lumos.yaml --tickets tickets.csv --vary teams.tier1.shifts.0.headcount=2..8
  lumos sweep support.lumos.yaml --tickets tickets.csv --kpi asr --kpi frt_any.p90 --csv sweep.csv \\
    --vary 'flow.nodes.route.branches.sure.when#1=0.5..0.9/0.05'
  lumos sweep support.lumos.yaml --tickets tickets.csv --vary teams.tier1.shifts.0.headcount=2..6 \\
    --vary calendars.office.open.0.to=16:00..20:00/1h \\
    --best min:cost --subject-to "frt_any.p90 <= 8h"

Differences are to the present values, paired on the same tickets and seeds. A point counts as
meeting a statement only where the 95 % bound does, and with those who were never answered counted
as endless.
Exit codes: 0 done, 1 the flow has errors, 2 something cannot be read or written or the command line
            is wrong, 130 stopped with Ctrl-C.
`
