import { DAY_MS } from '../calendars/civil-date.ts'
import type { Assumption } from '../engine/agent-contract.ts'
import { chosenMetrics } from '../metrics/registry.ts'
import { formatDuration } from '../metrics/format-figure.ts'
import type { AnswerCalibration, EvidenceKind } from './answer-evidence.ts'
import { evidenceAssumptions } from './answer-evidence.ts'
import { kpiTableOf, meanOfKnown, metricColumns } from './figures.ts'
import type { BaselineCheck, BaselineVerdict, ResponsesByPriority } from './judge-baseline.ts'
import { checkBaseline } from './judge-baseline.ts'
import { HalfHours } from './half-hours.ts'
import { observedFacts, observedKpis, observedTickets } from './observed-kpis.ts'
import type { TeamTotals } from './people.ts'
import { compareWithToday } from './report/compare-with-today.ts'
import { serviceFigures } from './report/service-figures.ts'
import { backlogAges, censored } from './report/open-tickets.ts'
import type { FoldedFacts, FoldedReplication } from './report/fold-replication.ts'
import { weekZone } from './report/fold-replication.ts'
import { responseCurves, responseGrids } from './report/response-curve.ts'
import { slaTable } from './report/sla-table.ts'
import { timeUses } from './report/time-use.ts'
import type { WeekMap } from './report/week-map.ts'
import { weekMap } from './report/week-map.ts'
import type { ReplicationResult } from './replication-result.ts'
import type { BaselineCalibration, BaselineReport, RunReport, RunSeries, TeamFigures } from './run-report.ts'
import type { PlannedTeam, RunPlan } from './run-plan.ts'
import type { SeriesGrid } from './series.ts'
import { meanSeries, quantileSeries } from './series.ts'
import { staffSteps } from './staffing.ts'
import { mserFive } from './statistics/mser-five.ts'
import type { Overload } from './statistics/overload.ts'
import { overloadOf } from './statistics/overload.ts'
import { runStop } from './statistics/run-stop.ts'
import { SPAM_FACTOR } from './today.ts'
import { sortedQuantile } from './variates.ts'

/** One replication of today without its tickets. */
export type FoldedToday = { readonly folded: FoldedFacts; readonly responses: ResponsesByPriority; readonly team: TeamTotals; readonly backlog: readonly number[] }

/** Everything that a report is made of. */
export type ReportParts = {
  readonly manifest: RunReport['manifest']
  readonly plan: RunPlan
  readonly grid: SeriesGrid
  readonly runs: readonly FoldedReplication[]
  readonly today: readonly FoldedToday[]
  /** Reads the hour of the week. */
  readonly hourOf: (at: number) => number
  readonly calibration: AnswerCalibration
  readonly unanswered: number
}

const OUTCOMES = ['resolvedAutomatically', 'resolvedByPerson', 'unresolved', 'dropped', 'abandoned', 'open', 'failed'] as const

/** Puts the report together; everything is reduced by ticket within a replication and by index across them. */
export function buildReport({ manifest, plan, grid, runs, today, hourOf, calibration, unanswered }: ReportParts): RunReport {
  const { choice, pinned } = plan.scenario.kpis
  const metrics = chosenMetrics(choice)
  const columns = metricColumns(runs.map(({ folded }) => folded.statistics), metrics)
  const columnsToday = metricColumns(today.map(({ folded }) => folded.statistics), metrics)
  const kpis = kpiTableOf(columns, metrics)
  const history = observedTickets(plan)
  const observed = observedKpis(history, choice)
  const simulated = kpiTableOf(columnsToday, metrics)
  const check = checkBaseline(history, today.map(({ responses }) => responses))
  const baseline: BaselineReport = {
    observed,
    simulated,
    calibration: calibrationOf(check),
    check,
    team: teamFigures(plan, plan.today, today.map((one) => one.team)),
  }
  const teams = Object.fromEntries(plan.teams.map((team, index) => [team.id, teamFigures(plan, team, runs.flatMap((run) => run.teams[index] ?? []))]))
  const tickets = meanOfKnown(runs.map(({ folded }) => folded.tickets)) ?? 0
  const evidence = meanCounts(runs.map((run) => run.evidence))
  const steps = windowSteps(grid)
  const overload = overloadOf(runs.map((run) => run.backlog), steps, grid.stepMs)
  const stopped = runStop(plan.scenario, ({ kpi, statistic }) => (columns.get(kpi) ?? runs.map(() => null)).map((one) => one?.[statistic] ?? null))
  const series = seriesOf(plan, grid, runs, today.map((one) => one.backlog))
  return {
    manifest,
    ...(stopped === null ? {} : { stopped }),
    kpis,
    baseline,
    teams,
    outcomes: Object.fromEntries(OUTCOMES.map((outcome) => {
      const count = meanOfKnown(runs.map(({ folded }) => folded.outcomes.get(outcome) ?? 0)) ?? 0
      return [outcome, { count, share: tickets === 0 ? 0 : count / tickets }]
    })),
    censored: censored(runs.map(({ folded }) => folded.open)),
    overload,
    startUp: startUpOf(series.backlog.p50.slice(0, steps), grid.stepMs),
    batchMeans: runs.length === 1 ? Object.fromEntries(runs.flatMap(({ folded }) => [...folded.batchMeans])) : {},
    comparison: compareWithToday(metrics, pinned, columns, columnsToday, check.verdict),
    slaTable: slaTable(runs.map(({ folded }) => folded.targets)),
    timeUse: { flow: timeUses(runs.map(({ folded }) => folded.times)), today: timeUses(today.map(({ folded }) => folded.times)) },
    responseCurves: { flow: responseCurves(runs.map(({ folded }) => folded.responses)), today: responseCurves(today.map(({ folded }) => folded.responses)), observed: responseCurves([responseGrids(observedFacts(history))]) },
    week: weekOf(plan, runs, hourOf),
    backlogAges: backlogAges(runs.map(({ folded }) => folded.open)),
    flow: { nodes: meanMap(runs.map((run) => run.nodes)), edges: meanMap(runs.map((run) => run.edges)), waits: meanWaits(runs.map((run) => run.waits)) },
    services: serviceFigures(runs.map((run) => run.services)),
    series,
    evidence,
    assumptions: assumptionsOf(plan, runs, calibration),
    warnings: [...warningsOf(plan, runs, baselineWarning(baseline, check.verdict), overload, unanswered), ...busyWarnings(teams)],
  }
}

function seriesOf(plan: RunPlan, grid: SeriesGrid, runs: readonly FoldedReplication[], todayBacklog: readonly (readonly number[])[]): RunSeries {
  const arrivals = new Array<number>(grid.steps).fill(0)
  for (const run of runs) {
    run.folded.arrivals.forEach((count, step) => {
      for (let one = 0; one < count; one++) arrivals[step] = (arrivals[step] ?? 0) + 1 / runs.length
    })
  }
  const staff = new Array<number>(grid.steps).fill(0)
  for (const team of plan.teams) {
    const steps = staffSteps(team.shifts, team.shrinkage, plan.start, plan.end)
    meanSeries(grid, steps.map((step) => ({ at: step.at, value: step.people }))).forEach((value, index) => { staff[index] = (staff[index] ?? 0) + value })
  }
  const rows = runs.map((run) => run.backlog)
  return {
    startAt: grid.startAt, stepMs: grid.stepMs, arrivals, staff,
    backlog: { p10: quantileSeries(rows, grid.steps, 0.1), p50: quantileSeries(rows, grid.steps, 0.5), p90: quantileSeries(rows, grid.steps, 0.9) },
    baselineBacklog: quantileSeries(todayBacklog, grid.steps, 0.5),
  }
}

function weekOf(plan: RunPlan, runs: readonly FoldedReplication[], hourOf: (at: number) => number): WeekMap {
  const available = new HalfHours(plan.from, plan.to)
  const changes = plan.teams.flatMap((team) => staffSteps(team.shifts, team.shrinkage, plan.start, plan.end).map((step, index, steps) => ({ at: step.at, change: step.people - (steps[index - 1]?.people ?? 0) })))
  let people = 0
  for (const { at, change } of changes.sort((a, b) => a.at - b.at)) {
    people += change
    available.set(people, at)
  }
  available.set(0, plan.to)
  return weekMap(weekZone(plan), hourOf, runs.map(({ folded }) => folded.week), available)
}

function startUpOf(backlog: readonly number[], stepMs: number): RunReport['startUp'] {
  const { trimmed, of, tooShort } = mserFive(backlog)
  return { untilMs: trimmed * stepMs, ofMs: of * stepMs, tooShort }
}

function meanWaits(maps: readonly ReplicationResult['waits'][]): RunReport['flow']['waits'] {
  const sums = new Map<string, { n: number; waitedMs: number }>()
  for (const map of maps) {
    for (const [node, { n, waitedMs }] of map) {
      const known = sums.get(node) ?? { n: 0, waitedMs: 0 }
      sums.set(node, { n: known.n + n, waitedMs: known.waitedMs + waitedMs })
    }
  }
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([node, { n, waitedMs }]) => [node, { n: n / maps.length, meanMs: waitedMs / n }]))
}

function teamFigures(plan: RunPlan, team: PlannedTeam, totals: readonly TeamTotals[]): TeamFigures {
  const mean = (pick: (one: TeamTotals) => number | null): number | null => meanOfKnown(totals.map(pick))
  const span = plan.to - plan.from
  return {
    title: team.title,
    headcount: team.headcount,
    handled: mean((one) => one.counted) ?? 0,
    occupancy: mean((one) => (one.availableMs === 0 ? null : Math.min(1, (one.busyMs - one.overtimeMs) / one.availableMs))),
    utilisation: mean((one) => (one.paidMs === 0 ? null : Math.min(1, (one.busyMs - one.overtimeMs) / one.paidMs))),
    meanWaitMs: mean((one) => meanOfKnown(one.waits)),
    p90WaitMs: mean((one) => (one.waits.length === 0 ? null : sortedQuantile([...one.waits].sort((a, b) => a - b), 0.9))),
    meanQueue: mean((one) => (span === 0 ? 0 : one.queueArea / span)) ?? 0,
    maxQueue: mean((one) => one.maxQueue) ?? 0,
    busyMs: mean((one) => one.busyMs) ?? 0,
    availableMs: mean((one) => one.availableMs) ?? 0,
    overtimeMs: mean((one) => one.overtimeMs) ?? 0,
  }
}

function assumptionsOf(plan: RunPlan, runs: readonly FoldedReplication[], calibration: AnswerCalibration): readonly Assumption[] {
  const found = new Map<string, Assumption>()
  const used = new Set<EvidenceKind>()
  for (const run of runs) {
    for (const [id, assumption] of run.assumptions) if (!found.has(id)) found.set(id, assumption)
    for (const kind of ['comparedWithHistory', 'retrievalConfidence', 'assumed'] as const) if (run.evidence[kind] > 0) used.add(kind)
  }
  const always: readonly Assumption[] = [
    { id: 'baseline.oneTouch', text: `Today, one person answers a ticket once, and recognising spam takes ${SPAM_FACTOR * 100} % of that.`, value: String(SPAM_FACTOR), source: 'simulation' },
    { id: 'sla.clocks', text: 'The first response may come from anyone and its clock never pauses; the resolution clock pauses while we wait for the customer; tickets without a priority have the targets of P3.', value: 'P3', source: 'simulation' },
    { id: 'queue.order', text: 'People take the most urgent ticket first, then chats and calls, then whoever has waited longest.', value: 'priority, live channel, time', source: 'simulation' },
    { id: 'chat.slowdown', text: 'Each further chat of the same person makes it this much slower.', value: '15 %', source: 'product default' },
  ]
  const listed = [...plan.scenario.assumptions, ...plan.assumptions, ...always, ...evidenceAssumptions(calibration, used, plan.scenario.answerResolvesFactor), ...[...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1))]
  return [...new Map(listed.map((one) => [`${one.id}\u0000${one.value}`, one])).values()]
}

function warningsOf(plan: RunPlan, runs: readonly FoldedReplication[], mismatch: string | null, overload: Overload, unanswered: number): readonly string[] {
  const warnings = [...plan.warnings]
  if (unanswered > 0) warnings.push(`${unanswered} questions to the models got no answer; the agents that asked took their error routes.`)
  const parked = new Map<string, number>()
  for (const run of runs) for (const [reason, count] of run.parked) parked.set(reason, (parked.get(reason) ?? 0) + count)
  for (const [reason, count] of [...parked].sort(([a], [b]) => (a < b ? -1 : 1))) warnings.push(`${round(count / runs.length)} tickets were parked in each replication: ${reason}`)
  const genuine = meanOfKnown(runs.map((run) => run.droppedGenuine)) ?? 0
  for (const text of new Set(runs.flatMap(({ teams }) => teams.flatMap((team) => team.warnings)))) warnings.push(text)
  if (genuine > 0) warnings.push(`${round(genuine)} tickets that the history says are genuine were dropped.`)
  for (const team of plan.teams) if (team.shifts.every((shift) => shift.open.opens.length === 0 || shift.headcount === 0)) warnings.push(`Nobody of team ${team.id} works in the time of these tickets.`)
  if (overload.badge) warnings.push(`Demand exceeds capacity: the backlog grows by about ${round(overload.growth ?? 0)} tickets in the second half; averages depend on how long the run is.`)
  if (mismatch !== null) warnings.push(mismatch)
  return warnings
}

const BUSY_SHARE = 0.95

/** Teams that never catch up: above this occupancy the queue, not the flow, sets the times. */
function busyWarnings(teams: RunReport['teams']): readonly string[] {
  return Object.values(teams).flatMap((team) =>
    team.occupancy !== null && team.occupancy >= BUSY_SHARE
      ? [`Team ${team.title} is busy ${round(team.occupancy * 100)} % of the time, so its queue sets the times above: this many tickets need more people, longer hours or shorter handle times.`]
      : [],
  )
}

/** The part of the series in which tickets come: it goes on for a day more. */
function windowSteps(grid: SeriesGrid): number {
  return Math.max(0, grid.steps - Math.round(DAY_MS / grid.stepMs))
}

// The medians that are shown are those that are judged, whatever clock the figures of the report have.
function calibrationOf({ verdict, cohorts: [all] }: BaselineCheck): BaselineCalibration {
  const known = verdict.kind === 'trusted' || verdict.reason !== 'tooFew'
  return { observedMedianMs: all?.observed.medianMs ?? null, simulatedMedianMs: all?.simulated.medianMs ?? null, off: known ? (all?.off ?? null) : null, trusted: verdict.kind === 'trusted' }
}

function baselineWarning({ calibration: { observedMedianMs, simulatedMedianMs } }: BaselineReport, verdict: BaselineVerdict): string | null {
  if (verdict.kind === 'trusted') return null
  switch (verdict.reason) {
    case 'tooFew':
      return null
    case 'undecided':
      return 'Whether the model of today is within 20 % of the history at the median cannot be told from these replications, so "times faster" is not said: run more of them, or fit the baseline.'
    case 'answeredShareOff':
      return 'The history answers a share of the tickets that differs by more than 20 percentage points from that of the model of today, so "times faster" is not said: medians are of answered tickets only.'
    case 'medianOff':
      return `The model of today is off: its median first response is ${formatDuration(simulatedMedianMs ?? 0)}, the history says ${formatDuration(observedMedianMs ?? 0)}. Adjust the people, handle times and shrinkage of the baseline before you trust "times faster".`
  }
}

function meanMap(maps: readonly ReadonlyMap<string, number>[]): Readonly<Record<string, number>> {
  const sums = new Map<string, number>()
  for (const map of maps) for (const [key, count] of map) sums.set(key, (sums.get(key) ?? 0) + count)
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, sum]) => [key, sum / maps.length]))
}

function meanCounts(counts: readonly Readonly<Record<EvidenceKind, number>>[]): Record<EvidenceKind, number> {
  const mean = (kind: EvidenceKind): number => meanOfKnown(counts.map((one) => one[kind])) ?? 0
  return { comparedWithHistory: mean('comparedWithHistory'), retrievalConfidence: mean('retrievalConfidence'), assumed: mean('assumed') }
}

function round(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value))
}
