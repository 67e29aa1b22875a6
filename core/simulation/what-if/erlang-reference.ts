import { meanOfKnown } from '../figures.ts'
import type { RunPlan } from '../run-plan.ts'
import { meanOf } from '../variates.ts'
import { erlangA, erlangStaff, servedWithin } from './erlang.ts'
import type { ReplicationFigures } from './replication-figures.ts'
import type { Requirement } from './requirement.ts'
import type { PlacedCrew } from './staff-crews.ts'

/** What the textbook says beside a search: one queue that is always open, with the load that the simulation found. */
export type ErlangReference = {
  readonly team: string
  /** Pieces of work an open hour, and their mean length in hours. */
  readonly perHour: number
  readonly meanHours: number
  /** People on shift that Erlang C asks for, and as many paid ones after shrinkage; null where the targets say nothing about a wait. */
  readonly onShift: number | null
  readonly paid: number | null
  readonly withinMs: number | null
  readonly share: number | null
  /** With the people that were found: the share within the time by Erlang C, and by Erlang A who would wait and who would leave. */
  readonly servedWithin: number | null
  readonly waits: number
  readonly leaves: number
}

/** The textbook's answer for each team that was searched as a whole. */
export function erlangReferences(plan: RunPlan, crews: readonly PlacedCrew[], requirements: readonly Requirement[], figures: readonly ReplicationFigures[]): readonly ErlangReference[] {
  const wait = waitTarget(requirements)
  return [...new Set(crews.map((crew) => crew.team))].flatMap((id): readonly ErlangReference[] => {
    const team = plan.teams.find((one) => one.id === id)
    if (team === undefined) return []
    const mean = (pick: (load: NonNullable<ReplicationFigures['teams'][string]>) => number): number => meanOfKnown(figures.map((run) => (run.teams[id] === undefined ? null : pick(run.teams[id])))) ?? 0
    const [handled, inWindow, busyMs, availableMs, paidMs] = [mean((load) => load.handled), mean((load) => load.inWindow), mean((load) => load.busyMs), mean((load) => load.availableMs), mean((load) => load.paidMs)]
    const people = figures.length === 0 || availableMs === 0 || paidMs === 0 ? 0 : mostPeople(crews, plan, id)
    if (handled === 0 || inWindow === 0 || people === 0) return []
    const hours = paidMs / people / 3_600_000
    const queue = { perHour: handled / hours, meanHours: busyMs / inWindow / 3_600_000 }
    if (!(queue.meanHours > 0)) return []
    const shrinkage = 1 - availableMs / paidMs
    const onShift = wait === null ? null : erlangStaff(queue, wait.ms / 3_600_000, wait.share)
    const servers = Math.max(1, Math.round(people * (1 - shrinkage)))
    const patience = plan.scenario.customer.patience.channels['chat']
    const left = erlangA(queue, servers, patience === undefined ? 1 / 6 : Math.max(meanOf(patience), 1) / 3_600_000)
    return [{
      team: id, ...queue, onShift, paid: onShift === null ? null : Math.ceil(onShift / Math.max(1 - shrinkage, 0.01)), withinMs: wait?.ms ?? null, share: wait?.share ?? null,
      servedWithin: wait === null ? null : servedWithin(queue, servers, wait.ms / 3_600_000), waits: left.waits, leaves: left.leaves,
    }]
  })
}

/** People on shift together: those of shifts at other hours are not beside one another, so open hours are counted by the largest. */
function mostPeople(crews: readonly PlacedCrew[], plan: RunPlan, id: string): number {
  const shifts = plan.teams.find((team) => team.id === id)?.shifts ?? []
  const open = new Set(shifts.map((shift) => shift.open))
  const own = crews.filter((crew) => crew.team === id)
  return open.size <= 1 && own.length === 1 ? Math.max(1, shifts.reduce((sum, shift) => sum + shift.headcount, 0)) : Math.max(1, ...shifts.map((shift) => shift.headcount))
}

const QUANTILES = { p50: 0.5, p90: 0.9, p95: 0.95 } as const

/** The first target that says how many must wait no longer than how long. */
function waitTarget(requirements: readonly Requirement[]): { readonly ms: number; readonly share: number } | null {
  for (const { reference: { metric, statistic }, comparison, limit } of requirements) {
    if (metric.unit === 'ms' && statistic !== 'mean' && metric.id.startsWith('firstResponse') && comparison.startsWith('<')) return { ms: limit, share: QUANTILES[statistic] }
  }
  return null
}
