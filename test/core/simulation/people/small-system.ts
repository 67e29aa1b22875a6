import { openTimeOf } from '../../../../core/calendars/calendar.ts'
import { EventHeap } from '../../../../core/simulation/event-heap.ts'
import { EVENT } from '../../../../core/simulation/event-kind.ts'
import { PersonPool } from '../../../../core/simulation/person-pool.ts'
import type { LineRules } from '../../../../core/simulation/queue-order.ts'
import type { RoutingRules } from '../../../../core/simulation/scenario.ts'
import { staffSteps } from '../../../../core/simulation/staffing.ts'
import { TeamPool } from '../../../../core/simulation/team-pool.ts'
import { SHIFT_END, WORK, WorkItems } from '../../../../core/simulation/work-items.ts'

/** A piece of work of a small system; times in milliseconds from 0. */
export type SmallJob = {
  readonly at: number
  readonly work: number
  readonly rank?: number
  readonly chat?: boolean
  readonly shiftEnd?: keyof typeof SHIFT_END
  readonly skills?: readonly string[]
  readonly ticket?: number
  readonly deadline?: number
  readonly expected?: number
  /** When it is taken back, and when it moves to another rank. */
  readonly cancelAt?: number
  readonly rerank?: { readonly at: number; readonly rank: number }
  /** The ticket ends with this piece of work. */
  readonly last?: boolean
}

/** A person with hours as pairs of instants. */
export type SmallPerson = { readonly id: string; readonly skills?: Readonly<Record<string, number>>; readonly hours: readonly (readonly [number, number])[] }

/** A team of a few people, alike or not, and the work that comes to it. */
export type SmallSystem = {
  readonly people: readonly SmallPerson[]
  readonly jobs: readonly SmallJob[]
  readonly individual: boolean
  readonly line?: LineRules
  readonly routing?: Partial<RoutingRules>
  readonly seats?: number
  readonly slowdown?: number
  readonly shrinkage?: number
  readonly end: number
}

/** What happened, noted from outside the team. */
export type SmallRun = {
  readonly team: TeamPool | PersonPool
  /** When each piece of work was in somebody's hands, and whose; the last span may be open until the end. */
  readonly spans: readonly { readonly job: number; readonly person: number; readonly from: number; readonly to: number }[]
  readonly doneAt: ReadonlyMap<number, number>
  /** When each left the system: done, taken back, or the end. */
  readonly leftAt: ReadonlyMap<number, number>
  readonly handled: number
  readonly unskilled: readonly string[]
  /** Free people while work waited, over all instants after a dispatch. */
  readonly idleWhileWaiting: number
  /** Starts of new work while other work that goes before it was waiting, by the judge of the system. */
  readonly starts: readonly { readonly job: number; readonly at: number; readonly waiting: readonly number[] }[]
}

const CANCEL = 50
const RERANK = 51
const JOB = 52
export const anyRouting: RoutingRules = {
  discipline: 'priority', weights: {}, ageAfterMs: 1, preemption: null, people: null, agentSelection: 'longestIdle', queueSelection: 'priorityThenWait',
  relaxSkillsAfterMs: null, reserve: 0, affinityWaitMs: 0, assignedCap: null,
}
export const byPriority: LineRules = { discipline: 'priority', weights: [], ageAfterMs: 1, above: [], preemption: null }

/** Runs a small system to its end and notes what everyone did. */
export function runSmallSystem(system: SmallSystem): SmallRun {
  const { end, jobs } = system
  const heap = new EventHeap(2)
  const items = new WorkItems()
  const shifts = system.people.map(({ hours }) => ({ open: openTimeOf(hours, 0, end), headcount: 1 }))
  const common = {
    index: 0, staff: staffSteps(shifts, system.shrinkage ?? 0, 0, end), seats: system.seats ?? 1, slowdown: system.slowdown ?? 0, handoverMs: 7, from: 0, to: end, line: system.line ?? byPriority,
  }
  const people = system.people.map(({ id, skills = {} }, index) => ({ id, skills, open: shifts[index]?.open ?? openTimeOf([], 0, end) }))
  const team = system.individual ? new PersonPool(heap, items, { ...common, people, routing: { ...anyRouting, ...system.routing } }) : new TeamPool(heap, items, common)
  const spans: { job: number; person: number; from: number; to: number }[] = []
  const running = new Map<number, number>()
  const doneAt = new Map<number, number>()
  const leftAt = new Map<number, number>()
  const itemOf = new Map<number, number>()
  const starts: { job: number; at: number; waiting: readonly number[] }[] = []
  const unskilled: string[] = []
  let handled = 0
  let idleWhileWaiting = 0
  let now = 0
  if (team instanceof PersonPool) team.onUnskilled = (skills) => { unskilled.push(skills.join('+')) }
  team.onServing = (job, serving) => {
    if (serving) {
      running.set(job, spans.length)
      spans.push({ job, person: items.person[itemOf.get(job) ?? -1] ?? -1, from: now, to: end })
      starts.push({ job, at: now, waiting: [...itemOf].filter(([, item]) => items.state[item] === WORK.queued).map(([other]) => other) })
    } else {
      const span = spans[running.get(job) ?? -1]
      if (span !== undefined) span.to = now
      running.delete(job)
    }
  }
  const leave = (job: number, item: number): void => {
    itemOf.delete(job)
    leftAt.set(job, now)
    team.leave(item, now)
    if (jobs[job]?.last === true && team instanceof PersonPool) team.release(jobs[job].ticket ?? job)
  }
  jobs.forEach((job, index) => {
    heap.push(job.at, 3, JOB, index, 0)
    if (job.cancelAt !== undefined) heap.push(job.cancelAt, 2, CANCEL, index, 0)
    if (job.rerank !== undefined) heap.push(job.rerank.at, 2, RERANK, index, job.rerank.rank)
  })
  for (;;) {
    if (team.dirty && heap.nextTime > now) {
      team.dispatch(now)
      if (team.queued > 0) idleWhileWaiting += Math.max(0, team.people - team.inUse)
      continue
    }
    if (heap.nextTime >= end || !heap.pop()) break
    now = heap.time
    const { kind, a, b } = heap
    if (kind === EVENT.staff) team.staffStep(b, now)
    const job = jobs[a]
    if (kind === JOB && job !== undefined) {
      const item = items.take()
      itemOf.set(a, item)
      items.ref[item] = a
      items.rank[item] = job.rank ?? 0
      items.order[item] = a
      items.remaining[item] = job.work
      items.expected[item] = job.expected ?? job.work
      items.deadline[item] = job.deadline ?? Infinity
      items.shared[item] = job.chat === true ? 1 : 0
      items.shiftEnd[item] = SHIFT_END[job.shiftEnd ?? 'pause']
      team.enqueue(item, now, job.ticket ?? a, job.skills ?? [])
    }
    const item = itemOf.get(a)
    if (kind === CANCEL && item !== undefined) {
      team.cancelled += 1
      leave(a, item)
    }
    if (kind === RERANK && item !== undefined) team.rerank(item, b)
    if (kind === EVENT.workDone && items.generation[a] === b && items.state[a] === WORK.serving) {
      handled += 1
      doneAt.set(items.ref[a] ?? -1, now)
      leave(items.ref[a] ?? -1, a)
    }
  }
  team.advance(end)
  for (const job of itemOf.keys()) leftAt.set(job, end)
  return { team, spans, doneAt, leftAt, handled, unskilled, idleWhileWaiting, starts }
}
