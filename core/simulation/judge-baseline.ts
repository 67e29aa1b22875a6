import { meanOfKnown, interval } from './figures.ts'
import type { RunFacts } from '../metrics/ticket-facts.ts'
import type { Ticket } from '../tickets/ticket.ts'
import type { Interval } from './run-report.ts'
import type { Arrival } from './run-plan.ts'
import { kolmogorov, quantileGrid, sortedSample, wasserstein } from './sample-distance.ts'
import { sortedQuantile } from './variates.ts'

/** First responses of a group of tickets: times of those that got one (milliseconds), and how many tickets there were. */
export type ResponseSample = { readonly times: readonly number[]; readonly tickets: number }

/** Observed against simulated for one group of tickets. */
export type BaselineCohort = {
  readonly id: string
  readonly observed: { readonly tickets: number; readonly answered: number; readonly medianMs: number | null; readonly quantilesMs: readonly number[] }
  /** Means over replications; the quantiles are those of all replications together. */
  readonly simulated: { readonly tickets: number; readonly answered: number; readonly medianMs: number | null; readonly quantilesMs: readonly number[] }
  /** What the simulated median is off by, as a share of the observed one, with its interval over replications. */
  readonly off: number | null
  readonly offInterval: Interval
  readonly wassersteinMs: number | null
  readonly kolmogorov: number | null
}

/** What a comparison of today with the history found: the verdict, and observed against simulated for all tickets first, then by priority. */
export type BaselineCheck = { readonly verdict: BaselineVerdict; readonly cohorts: readonly BaselineCohort[] }

/** Whether the model of today may be compared with: `trusted`, or why not. */
export type BaselineVerdict =
  | { readonly kind: 'trusted' }
  | { readonly kind: 'refused'; readonly reason: 'tooFew' | 'medianOff' | 'undecided' | 'answeredShareOff' }

/** A model whose median is off by more than this share says nothing about "times faster". */
export const FAR_OFF = 0.2
/** Fewer observed first responses than this have no median worth a comparison. */
export const FEWEST_OBSERVED = 20
const ANSWERED_SHARE_OFF = 0.2
const GRID_STEPS = 40
/** A median of nothing has no share of it; exports write seconds at best. */
const LEAST_MS = 1000

/** Compares what was observed with replications of the simulation. */
export function compareCohort(id: string, observed: ResponseSample, replications: readonly ResponseSample[]): BaselineCohort {
  const seen = sortedSample(observed.times)
  const runs = replications.map((one) => sortedSample(one.times))
  const pooled = sortedSample(replications.flatMap((one) => one.times))
  const medianMs = seen.length === 0 ? null : sortedQuantile(seen, 0.5)
  const medians = runs.map((run) => (run.length === 0 ? null : sortedQuantile(run, 0.5)))
  const offs = medians.map((median) => (median === null || medianMs === null ? null : (median - medianMs) / Math.max(medianMs, LEAST_MS)))
  return {
    id,
    observed: { tickets: observed.tickets, answered: seen.length, medianMs, quantilesMs: quantileGrid(seen, GRID_STEPS) },
    simulated: {
      tickets: meanOfKnown(replications.map((one) => one.tickets)) ?? 0,
      answered: meanOfKnown(runs.map((run) => run.length)) ?? 0,
      medianMs: meanOfKnown(medians),
      quantilesMs: quantileGrid(pooled, GRID_STEPS),
    },
    off: meanOfKnown(offs),
    offInterval: interval(offs),
    wassersteinMs: wasserstein(seen, pooled),
    kolmogorov: kolmogorov(seen, pooled),
  }
}

/**
 * The verdict on a comparison. Trusted is only what is within a fifth with its whole 95 % interval over replications; where the
 * interval contains the limit the answer is `undecided`, so that near the edge it never turns into "trusted" by luck of the number of
 * replications. One replication has no interval, and its median alone decides.
 */
export function judgeBaseline({ off, offInterval, observed, simulated }: BaselineCohort): BaselineVerdict {
  if (observed.answered < FEWEST_OBSERVED || off === null) return { kind: 'refused', reason: 'tooFew' }
  const [low, high] = offInterval ?? [off, off]
  if (low > FAR_OFF || high < -FAR_OFF) return { kind: 'refused', reason: 'medianOff' }
  if (low < -FAR_OFF || high > FAR_OFF) return { kind: 'refused', reason: 'undecided' }
  const share = (one: { readonly tickets: number; readonly answered: number }): number => (one.tickets === 0 ? 0 : one.answered / one.tickets)
  return Math.abs(share(observed) - share(simulated)) > ANSWERED_SHARE_OFF ? { kind: 'refused', reason: 'answeredShareOff' } : { kind: 'trusted' }
}

/** Compares the history that the run is about with its replications of today, on the clock that never stops, and judges all tickets together. */
export function checkBaseline(observed: readonly Ticket[], today: readonly ResponsesByPriority[]): BaselineCheck {
  const genuine = observed.filter((ticket) => ticket.history.isSpam !== true)
  const seen = genuine.map(({ createdAt, history }) => ({ priority: history.priority, ms: history.firstResponseAt === undefined ? null : history.firstResponseAt - createdAt }))
  const priorities = [...new Set(seen.flatMap(({ priority }) => (priority === undefined ? [] : [priority])))].sort()
  const all = compareCohort('all', sampleOf(seen), today.map(allOf))
  const cohorts = [all, ...priorities.map((priority) => compareCohort(priority, sampleOf(seen.filter((one) => one.priority === priority)), today.map((run) => run.get(priority) ?? { times: [], tickets: 0 })))]
  return { verdict: judgeBaseline(all), cohorts }
}

/** First responses of today by the priority that the history names, null where it names none. */
export type ResponsesByPriority = ReadonlyMap<string | null, ResponseSample>

/** Groups the first responses of one replication of today; what the history calls spam is in none. `arrivals`: those of that replication. */
export function responsesByPriority(arrivals: readonly Arrival[], { tickets }: Pick<RunFacts, 'tickets'>): ResponsesByPriority {
  const histories = new Map(arrivals.map((arrival) => [arrival.id, arrival.ticket.history]))
  const groups = new Map<string | null, { readonly times: number[]; tickets: number }>()
  for (const { id, createdAt, firstResponseHumanAt } of tickets) {
    const history = histories.get(id)
    if (history?.isSpam === true) continue
    const priority = history?.priority ?? null
    const group = groups.get(priority) ?? { times: [], tickets: 0 }
    groups.set(priority, group)
    group.tickets += 1
    if (firstResponseHumanAt !== null) group.times.push(firstResponseHumanAt - createdAt)
  }
  return groups
}

function allOf(groups: ResponsesByPriority): ResponseSample {
  const each = [...groups.values()]
  return { times: each.flatMap(({ times }) => times), tickets: each.reduce((sum, { tickets }) => sum + tickets, 0) }
}

function sampleOf(responses: readonly { readonly ms: number | null }[]): ResponseSample {
  return { times: responses.flatMap(({ ms }) => (ms === null ? [] : [ms])), tickets: responses.length }
}
