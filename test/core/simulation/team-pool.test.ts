import { describe, expect, it } from 'vitest'
import { EventHeap } from '../../../core/simulation/event-heap.ts'
import { EVENT } from '../../../core/simulation/event-kind.ts'
import type { StaffStep } from '../../../core/simulation/staffing.ts'
import { TeamPool } from '../../../core/simulation/team-pool.ts'
import { SHIFT_END, WORK, WorkItems } from '../../../core/simulation/work-items.ts'

type Job = { readonly at: number; readonly ref: number; readonly work: number; readonly rank?: number; readonly chat?: boolean; readonly shiftEnd?: keyof typeof SHIFT_END }

/** Runs jobs through one pool and says when each was done. */
function run(staff: readonly StaffStep[], jobs: readonly Job[], seats = 3): { done: [ref: number, at: number][]; pool: TeamPool } {
  const heap = new EventHeap()
  const items = new WorkItems()
  const pool = new TeamPool(heap, items, { index: 0, staff, seats, slowdown: 0.5, handoverMs: 7, from: 0, to: 10_000 })
  const done: [number, number][] = []
  jobs.forEach((job, index) => { heap.push(job.at, 3, EVENT.arrival, index, 0) })
  let now = 0
  while (heap.size > 0 || pool.dirty) {
    if (pool.dirty && heap.nextTime > now) {
      pool.dispatch(now)
      continue
    }
    heap.pop()
    now = heap.time
    if (heap.kind === EVENT.staff) pool.staffStep(heap.b, now)
    const job = jobs[heap.a]
    if (heap.kind === EVENT.arrival && job !== undefined) {
      const item = items.take()
      items.ref[item] = job.ref
      items.rank[item] = job.rank ?? 0
      items.order[item] = job.ref
      items.remaining[item] = job.work
      items.shared[item] = job.chat === true ? 1 : 0
      items.shiftEnd[item] = SHIFT_END[job.shiftEnd ?? 'pause']
      pool.enqueue(item, now)
    }
    if (heap.kind === EVENT.workDone && items.generation[heap.a] === heap.b && items.state[heap.a] === WORK.serving) {
      done.push([items.ref[heap.a] ?? -1, now])
      pool.leave(heap.a, now)
    }
  }
  pool.advance(10_000)
  return { done, pool }
}

const one: readonly StaffStep[] = [{ at: 0, headcount: 1, people: 1 }]
const shift: readonly StaffStep[] = [{ at: 0, headcount: 1, people: 1 }, { at: 100, headcount: 0, people: 0 }, { at: 500, headcount: 1, people: 1 }]

describe('TeamPool', () => {
  it('takes the most urgent first, then who came first, then the smaller ticket', () => {
    const { done } = run(one, [{ at: 0, ref: 1, work: 10 }, { at: 1, ref: 2, work: 10, rank: 5 }, { at: 2, ref: 4, work: 10, rank: 1 }, { at: 2, ref: 3, work: 10, rank: 1 }])
    expect(done.map(([ref]) => ref)).toEqual([1, 3, 4, 2])
  })

  it('gives one person several chats, each further one slower, and never a chat beside other work', () => {
    const chats = run(one, [{ at: 0, ref: 1, work: 100, chat: true }, { at: 10, ref: 2, work: 100, chat: true }, { at: 20, ref: 3, work: 100, chat: true }, { at: 30, ref: 4, work: 100, chat: true }])
    expect(chats.done).toEqual([[1, 100], [2, 160], [3, 220], [4, 300]])
    const mixed = run(one, [{ at: 0, ref: 1, work: 100 }, { at: 10, ref: 2, work: 100, chat: true }, { at: 20, ref: 3, work: 100 }])
    expect(mixed.done).toEqual([[1, 100], [2, 200], [3, 300]])
  })

  it('lets a chat start beside another one although mail waits that came first', () => {
    const { done } = run(one, [{ at: 0, ref: 1, work: 100, chat: true }, { at: 10, ref: 2, work: 100 }, { at: 20, ref: 3, work: 50, chat: true }])
    expect(done).toEqual([[3, 95], [1, 100], [2, 200]])
  })

  it.each([['pause', 520, 0], ['finish', 120, 20], ['handoff', 527, 0]] as const)('at the end of a shift: %s', (shiftEnd, at, overtime) => {
    const { done, pool } = run(shift, [{ at: 0, ref: 1, work: 120, shiftEnd }])
    expect(done).toEqual([[1, at]])
    expect(pool.overtimeMs).toBe(overtime)
  })

  it('resumes paused work before anything new, however urgent', () => {
    const { done } = run(shift, [{ at: 50, ref: 1, work: 100, rank: 9 }, { at: 200, ref: 2, work: 10, rank: 0 }])
    expect(done).toEqual([[1, 550], [2, 560]])
  })

  it('pauses those who started last when only some people leave', () => {
    const { done } = run([{ at: 0, headcount: 2, people: 2 }, { at: 100, headcount: 1, people: 1 }], [{ at: 0, ref: 1, work: 150 }, { at: 10, ref: 2, work: 150 }])
    expect(done).toEqual([[1, 150], [2, 210]])
  })

  it('lets work in progress end when only shrinkage takes a person away', () => {
    const { done } = run([{ at: 0, headcount: 2, people: 2 }, { at: 100, headcount: 2, people: 1 }], [{ at: 0, ref: 1, work: 150 }, { at: 10, ref: 2, work: 150 }, { at: 20, ref: 3, work: 10 }])
    expect(done).toEqual([[1, 150], [2, 160], [3, 170]])
  })
})
