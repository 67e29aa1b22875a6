import { resolve } from 'node:path'
import { Command } from 'commander'
import type { Requirement } from '../../core/simulation/what-if/requirement.ts'
import { parseRequirement } from '../../core/simulation/what-if/requirement.ts'
import { searchStaff } from '../../core/simulation/what-if/staff.ts'
import { readCrews, roundTheClock, withCrews } from '../../core/simulation/what-if/staff-crews.ts'
import type { ErlangReference } from '../../core/simulation/what-if/erlang-reference.ts'
import { erlangReferences } from '../../core/simulation/what-if/erlang-reference.ts'
import { staffJson } from '../../core/simulation/what-if/staff-json.ts'
import { atomicWrite } from '../../host/files/atomic-write.ts'
import type { OpenRun } from '../../host/jobs/what-if-job.ts'
import { exitCodes, type CliIo } from '../cli-io.ts'
import type { StaffAnswer } from '../report/print-staff.ts'
import { printStaff } from '../report/print-staff.ts'
import { ProgressLine } from '../report/progress-line.ts'
import { runSource } from './named-by-scenario.ts'
import { readRunFlow, type RunOptions } from './run-inputs.ts'
import { accepted, several, withRunOptions, workersOption } from './run-options.ts'
import { followSearch, withOpenRun } from './what-if-run.ts'
import { wholeNumber } from './whole-number.ts'

type Options = RunOptions & { readonly target: readonly string[]; readonly team?: readonly string[]; readonly most?: number; readonly atMost?: number; readonly json?: string }
type GivenOptions = Omit<Options, 'tickets'> & { readonly tickets?: string }

/** `lumos staff`: the smallest team, or the cheapest mix of teams, that surely meets its targets. */
export function staffCommand(io: CliIo, finish: (exitCode: number) => void): Command {
  return withRunOptions(new Command('staff').argument('<file>', 'the flow file (.lumos.yaml), or a scenario that names one'))
    .description('Find the fewest people with whom the flow meets its targets with 95 % confidence, or why people alone cannot.')
    .requiredOption('--target <statement>', 'what must be met, such as "slaFirstResponse >= 90%" or "frt_any.p90 <= 8h"; can be given several times', several)
    .option('--team <team>', 'whose number may change: a team, or one of its shifts as team:calendar; can be given several times; default: every team', several)
    .option('--most <people>', 'most people of each; default: five times as many as now, at least 20', wholeNumber(1, 5000))
    .option('--at-most <replications>', 'replications at most where the answer is close; default: that of the scenario\'s stop rule, or four times the usual number, at most 200', wholeNumber(2, 1000))
    .option(...workersOption)
    .option('--scenario <file>', 'handle times, customers, volumes and costs (kind: Scenario)')
    .option('--json <file>', 'write the answer and everything that was tried as JSON; - prints it instead')
    .addHelpText('after', help)
    .action(async (file: string, given: GivenOptions) => {
      const { flow, named } = await runSource(file, given, io)
      const options: Options = { ...given, ...named }
      const read = await readRunFlow(flow, io)
      if (read === null) return finish(exitCodes.findings)
      const progress = new ProgressLine(io)
      try {
        const answer = await withOpenRun(read, options, io, progress, (run) => ask(run, options, progress))
        progress.clear()
        const json = `${JSON.stringify(staffJson(answer), null, 2)}\n`
        if (options.json !== undefined && options.json !== '-') await atomicWrite(resolve(io.cwd, options.json), json, `"${options.json}"`)
        io.stdout(options.json === '-' ? json : printStaff(answer))
        if (answer.result.kind === 'impossible') finish(exitCodes.findings)
      } finally {
        progress.clear()
      }
    })
}

async function ask(run: OpenRun, options: Options, progress: ProgressLine): Promise<StaffAnswer> {
  const { present } = run
  const { scenario } = run.session.plan
  const requirements = options.target.map((text): Requirement => accepted('--target', parseRequirement(text, scenario.kpis.choice)))
  const crews = accepted('--team', readCrews(present, options.team ?? [], options.most ?? null, scenario.rates.humanHour))
  const replications = Math.max(2, scenario.replications)
  const atMost = Math.max(replications, options.atMost ?? scenario.stop?.atMost ?? Math.min(200, replications * 4))
  const result = await followSearch(run.search(searchStaff({ crews, variantOf: (counts) => withCrews(present, crews, counts), roundTheClock: roundTheClock(present, crews), requirements, replications, atMost })), progress)
  const references: readonly ErlangReference[] = result.kind === 'found' ? erlangReferences(run.session.plan, crews, requirements, result.figures) : []
  return { crews, requirements, result, references }
}

const help = `
Examples:
  lumos staff support.lumos.yaml --tickets tickets.csv --target "slaFirstResponse >= 90%"
  lumos staff scenarios/busy-monday.lumos.yaml --target "frt_any.p90 <= 8h"
  lumos staff support.lumos.yaml --tickets tickets.csv --team tier1 --target "frt_any.p90 <= 8h" \\
    --target "slaResolution >= 80%"
  lumos staff support.lumos.yaml --tickets tickets.csv --team tier1:early --team tier1:late \\
    --target "frt_human.p90 <= 4h" --json staff.json

The confidence is a one-sided t-bound over replications, shared out among the targets and the looks;
where it is close, more replications are run. Tickets that are never answered count as endless. One
team is found by bisection and checked against one person fewer; of several teams the cheapest mix
is exact where every cheaper one could be tried or excluded, and the answer says so.
Exit codes: 0 found, 1 the flow has errors or people alone cannot meet the targets, 2 something
            cannot be read or written or the command line is wrong, 130 stopped with Ctrl-C.
`
