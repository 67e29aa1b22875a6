import { relative, resolve } from 'node:path'
import { Command } from 'commander'
import { kindOfFile } from '../../core/spec/kind-of-file.ts'
import type { Comparison } from '../../core/simulation/what-if/compare.ts'
import { comparedLevel, compareRuns } from '../../core/simulation/what-if/compare.ts'
import type { FailIfOutcome } from '../../core/simulation/what-if/fail-if.ts'
import { checkFailIf } from '../../core/simulation/what-if/fail-if.ts'
import { parseRequirement } from '../../core/simulation/what-if/requirement.ts'
import { standardChoice } from '../../core/metrics/registry.ts'
import { atomicWrite } from '../../host/files/atomic-write.ts'
import { readFlowText } from '../../host/files/read-flow-text.ts'
import { OpenRun } from '../../host/jobs/what-if-job.ts'
import { userError } from '../../host/user-error.ts'
import { exitCodes, type CliIo } from '../cli-io.ts'
import { printComparison } from '../report/print-comparison.ts'
import { reportFailIf } from '../report/report-fail-if.ts'
import { ProgressLine } from '../report/progress-line.ts'
import { namedByScenario, neededTickets, type NamedByScenario } from './named-by-scenario.ts'
import { gatherArticles, gatherRunInputs, readRunFlow, readRunScenario, type RunFlow, type RunInputs, type RunOptions } from './run-inputs.ts'
import { accepted, several, threadsOf, withRunOptions, workersOption } from './run-options.ts'
import { followSearch } from './what-if-run.ts'
import { wholeNumber } from './whole-number.ts'

type Given = Omit<RunOptions, 'tickets'> & { readonly tickets?: string; readonly knowledgeA?: string; readonly knowledgeB?: string; readonly flow?: string; readonly failIf?: readonly string[]; readonly confidently?: boolean; readonly regressions?: number; readonly json?: string }

/** One side: what runs, with what, and what it names for both. */
type Side = { readonly flow: RunFlow; readonly name: string; readonly options: RunOptions }

/** `lumos compare`: two flows, or two scenarios of one flow, on the same tickets with the same seeds. */
export function compareCommand(io: CliIo, finish: (exitCode: number) => void): Command {
  return withRunOptions(new Command('compare').argument('<a>', 'the flow or scenario that is compared with').argument('<b>', 'the flow or scenario that is judged'))
    .description('Run the same tickets with the same seeds through two flows, or through one flow with two scenarios: what differs, who gets worse, and why.')
    .option(...workersOption)
    .option('--flow <file>', 'the flow that two scenarios are about; needed unless each of them names one')
    .option('--scenario <file>', 'the scenario of both flows (kind: Scenario)')
    .option('--knowledge-a <path>', 'the articles of A, in place of those of both')
    .option('--knowledge-b <path>', 'the articles of B, in place of those of both')
    .option('--fail-if <statement>', 'end with 1 where it is true: a.KPI, b.KPI or delta.KPI, such as "delta.frt_any.p90 > 10m"; without a side it is B; can be given several times', several)
    .option('--confidently', 'a statement is true only where the whole 95 % interval is')
    .option('--regressions <number>', 'how many of the tickets that got worse are listed; default 20', wholeNumber(0, 10_000))
    .option('--json <file>', 'write the comparison as JSON; - prints it instead')
    .addHelpText('after', help)
    .action(async (a: string, b: string, options: Given) => {
      const statements = (options.failIf ?? []).map((text) => accepted('--fail-if', parseRequirement(text, standardChoice, true)))
      const sides = await readSides(a, b, options, io)
      if (sides === null) return finish(exitCodes.findings)
      const progress = new ProgressLine(io)
      try {
        const comparison = await compareSides(sides, options, io, progress)
        progress.clear()
        const outcomes = checkFailIf(statements, comparedLevel(comparison.kpis), options.confidently === true)
        const json = `${JSON.stringify({ ...comparison, failIf: outcomes.map(plainOutcome) }, null, 2)}\n`
        if (options.json !== undefined && options.json !== '-') await atomicWrite(resolve(io.cwd, options.json), json, `"${options.json}"`)
        io.stdout(options.json === '-' ? json : printComparison(comparison, sides.map(({ name }) => name)))
        reportFailIf(outcomes, io, finish)
      } finally {
        progress.clear()
      }
    })
}

function plainOutcome({ requirement, level, outcome }: FailIfOutcome): unknown {
  return { text: requirement.text, outcome, value: level.value, ci95: level.ci95 }
}

async function readSides(a: string, b: string, options: Given, io: CliIo): Promise<readonly [Side, Side] | null> {
  const kinds = await Promise.all([a, b].map(async (file) => kindOfFile((await readFlowText(resolve(io.cwd, file))).text)))
  if (kinds[0] !== kinds[1]) throw userError('compare.kinds', `"${a}" is a ${kinds[0] ?? 'file'}, but "${b}" is a ${kinds[1] ?? 'file'}.`, 'Compare two flows, or two scenarios.')
  if (kinds[0] === 'Scenario' && options.scenario !== undefined) throw userError('compare.scenario', '--scenario is for comparing flows; here both scenarios are given already.', 'Leave it out.')
  if (kinds[0] !== 'Scenario' && options.flow !== undefined) throw userError('compare.flow', '--flow is for comparing two scenarios; here both flows are given already.', 'Leave it out.')
  const named = [await sourceOf(a, options, options.knowledgeA, io), await sourceOf(b, options, options.knowledgeB, io)] as const
  const tickets = sameTickets(named.map((side) => side.options.tickets), options, io)
  const sides: Side[] = []
  for (const { flow, name, options: its } of named) {
    const read = await readRunFlow(flow, io)
    if (read === null) return null
    sides.push({ flow: read, name, options: { ...options, ...its, tickets } })
  }
  const [left, right] = sides
  return left === undefined || right === undefined ? null : [left, right]
}

async function sourceOf(file: string, options: Given, knowledge: string | undefined, io: CliIo): Promise<{ readonly flow: string; readonly name: string; readonly options: NamedByScenario }> {
  const { flow, named } = await namedByScenario(file, { ...options, ...(knowledge === undefined ? {} : { knowledge }) }, io)
  const its = options.flow ?? flow
  if (its === undefined) throw userError('compare.flow', `The scenario "${file}" names no flow, and none is given.`, 'Name the flow of both with --flow, or add workflow to the spec of the scenario.')
  return { flow: its, name: file, options: named }
}

/** Pairing needs the same tickets on both sides. */
function sameTickets([a, b]: readonly (string | undefined)[], { tickets }: Given, io: CliIo): string {
  if (tickets !== undefined) return tickets
  if (a !== undefined && b !== undefined && resolve(io.cwd, a) !== resolve(io.cwd, b)) {
    throw userError('compare.tickets', `The two sides name different tickets: "${relative(io.cwd, resolve(io.cwd, a))}" and "${relative(io.cwd, resolve(io.cwd, b))}".`, 'A comparison pairs the same tickets: name one file with --tickets.')
  }
  return neededTickets(a ?? b)
}

async function compareSides(sides: readonly [Side, Side], options: Given, io: CliIo, progress: ProgressLine): Promise<Comparison> {
  const scenarios = await Promise.all(sides.map((side) => readRunScenario(side.options, io)))
  const [first, second] = scenarios
  if (first === undefined || second === undefined) throw new Error('A comparison has two sides.')
  // Pairing needs as many replications from the same seeds on both sides.
  const seed = options.seed ?? first.spec.seed
  const replications = options.replications ?? first.spec.replications
  const common = { ...(seed === undefined ? {} : { seed }), ...(replications === undefined ? {} : { replications }) }
  const { seed: _seed, replications: _replications, ...rest } = second.spec
  const [left, right] = sides
  const inputs = await gatherSides(left, right, io, progress)
  try {
    const abort = io.abort ?? { aborted: false }
    const workers = threadsOf(options)
    progress.show('Loading the models', 0, 0)
    const runA = await OpenRun.open({ ...left.flow, ...inputs.a, scenario: { ...first, spec: { ...first.spec, ...common } }, keepTickets: true, workers }, abort)
    const enough = await followSearch(runA.replicateAll(), progress)
    const runB = await OpenRun.open({ ...right.flow, ...inputs.b, scenario: { ...second, spec: { ...rest, ...common } }, keepTickets: true, workers }, abort)
    const b = await followSearch(runB.replicateAll(enough.results.length), progress)
    // Under a stop rule the second side may need more of them; then the first one gets as many.
    const a = b.results.length > enough.results.length ? await followSearch(runA.replicateAll(b.results.length, enough.results), progress) : enough
    return compareRuns(a, b, { regressions: options.regressions ?? 20 })
  } finally {
    await inputs.a.models.close()
  }
}

/** The tickets and models are those of both; the articles and replies too where both name the same. */
async function gatherSides(left: Side, right: Side, io: CliIo, progress: ProgressLine): Promise<{ readonly a: RunInputs; readonly b: RunInputs }> {
  const named = ({ options: { knowledge, replyBank } }: Side): string => JSON.stringify([[knowledge ?? []].flat().map((path) => resolve(io.cwd, path)), replyBank === undefined ? null : resolve(io.cwd, replyBank)])
  if (named(left) === named(right)) {
    const both = await gatherRunInputs([left.flow, right.flow], left.options, io, progress)
    return { a: both, b: both }
  }
  const a = await gatherRunInputs([left.flow], left.options, io, progress)
  return { a, b: { ...a, ...(await gatherArticles([right.flow], right.options, io, progress)) } }
}

const help = `
Examples:
  lumos compare released.lumos.yaml support.lumos.yaml --tickets tickets.csv --knowledge articles/
  lumos compare scenarios/third-agent.lumos.yaml scenarios/preemption-p1.lumos.yaml
  lumos compare now.lumos.yaml peak.lumos.yaml --flow support.lumos.yaml --tickets tickets.csv
  lumos compare support.lumos.yaml support.lumos.yaml --tickets tickets.csv \\
    --knowledge-a articles/ --knowledge-b new-articles/
  lumos compare released.lumos.yaml support.lumos.yaml --tickets tickets.csv --confidently \\
    --fail-if "delta.frt_any.p90 > 10m" --fail-if "b.slaFirstResponse < 90%"

Both sides have the same tickets, seeds and number of replications. What a scenario names (workflow,
tickets, knowledge) is used where the command line says nothing else. Differences are B less A,
paired by replication; the intervals of the pinned figures hold together (Bonferroni). Statements: a
KPI with mean, p50, p90 or p95 behind a point, a comparison, and a value with its unit; frt_any,
frt_human, asr and others are short names.
Exit codes: 0 compared, 1 a statement of --fail-if is true or a flow has errors, 2 something cannot
            be read or written or the command line is wrong, 130 stopped with Ctrl-C.
`
