import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ServiceTry } from '../../../core/simulation/agent-service.ts'
import { AgentServices, isUnlimited } from '../../../core/simulation/agent-service.ts'
import { RANK } from '../../../core/simulation/event-heap.ts'
import { EVENT } from '../../../core/simulation/event-kind.ts'
import { KeyedRandom } from '../../../core/simulation/keyed-random.ts'
import type { AgentLimits } from '../../../core/simulation/scenario.ts'
import { Timeline } from '../../../core/simulation/timeline.ts'
import { disagreement } from './closed-form.ts'

const MINUTE = 60_000
const free: AgentLimits = { concurrency: null, perMinute: null, failure: 0, retries: 2 }

type Job = { readonly at: number; readonly tries: readonly ServiceTry[]; readonly cancelAt?: number }
type Outcome = { startedAt: number[]; doneAt: number | null; failed: boolean | null }

/** The probability of waiting in M/M/c with a load of `erlangs`. */
function erlangC(servers: number, erlangs: number): number {
  let blocked = 1
  for (let c = 1; c <= servers; c++) blocked = (erlangs * blocked) / (c + erlangs * blocked)
  return (servers * blocked) / (servers - erlangs * (1 - blocked))
}

/** Runs calls through one service and says when each began and ended. */
function serve(limits: AgentLimits, jobs: readonly Job[]): { readonly calls: readonly Outcome[]; readonly services: AgentServices } {
  const timeline = new Timeline(Infinity)
  const services = new AgentServices(timeline)
  const calls: Outcome[] = jobs.map(() => ({ startedAt: [], doneAt: null, failed: null }))
  const jobOf: number[] = []
  const callOf: number[] = []
  // A try may begin while the call is being put before its service.
  let coming = -1
  const outcome = (call: number): Outcome | undefined => calls[jobOf[call] ?? coming]
  services.onServing = (call, serving) => { if (serving) outcome(call)?.startedAt.push(timeline.now) }
  services.onDone = (call, failed) => {
    const one = outcome(call)
    if (one !== undefined) Object.assign(one, { doneAt: timeline.now, failed })
  }
  jobs.forEach((job, index) => {
    timeline.heap.push(job.at, RANK.arrival, EVENT.arrival, index, 0)
    if (job.cancelAt !== undefined) timeline.heap.push(job.cancelAt, RANK.timer, EVENT.patience, index, 0)
  })
  while (timeline.heap.pop()) {
    const { kind, a, b, time } = timeline.heap
    timeline.now = time
    if (kind === EVENT.serviceCall) services.happen(a, b)
    if (kind === EVENT.serviceWake) services.wake(a)
    if (kind === EVENT.patience) services.cancel(callOf[a] ?? -1)
    if (kind === EVENT.arrival) {
      coming = a
      const call = services.start({ service: 'one', limits, tryOf: (index) => jobs[a]?.tries[index] ?? { ms: 1, fails: false } })
      jobOf[call] = a
      callOf[a] = call
    }
  }
  return { calls, services }
}

const job = (at: number, ms: number, failures = 0): Job => ({ at, tries: Array.from({ length: failures + 1 }, (_, index) => ({ ms, fails: index < failures })) })

describe('the service behind an agent', () => {
  it('takes every call at once where it has no limit', () => {
    const { calls } = serve(free, [job(0, 100), job(0, 50), job(10, 5)])
    expect(calls.map((one) => one.doneAt)).toEqual([100, 50, 15])
    expect([isUnlimited(free), isUnlimited({ ...free, failure: 0.1 }), isUnlimited({ ...free, concurrency: 1 }), isUnlimited({ ...free, perMinute: 1 })]).toEqual([true, false, false, false])
  })

  it('lets calls wait in line, first come first served, and counts the wait', () => {
    const { calls, services } = serve({ ...free, concurrency: 2 }, [job(0, 100), job(0, 50), job(10, 5), job(20, 5), job(200, 5)])
    expect(calls.map((one) => [one.startedAt[0], one.doneAt])).toEqual([[0, 100], [0, 50], [50, 55], [55, 60], [200, 205]])
    expect(services.totals.get('one')).toEqual({ calls: 5, tries: 5, failed: 0, busyMs: 165, waitMs: 75, backOffMs: 0, maxQueue: 2 })
  })

  it('starts no more than so many calls in any minute', () => {
    const { calls } = serve({ ...free, perMinute: 2 }, [job(0, 1), job(10_000, 1), job(20_000, 1), job(20_000, 1), job(95_000, 1)])
    expect(calls.map((one) => one.startedAt[0])).toEqual([0, 10_000, 60_000, 70_000, 120_000])
  })

  it('takes a rate below one a minute, and one with a fraction, for what it is', () => {
    expect(serve({ ...free, perMinute: 0.5 }, [job(0, 1), job(0, 1), job(0, 1)]).calls.map((one) => one.startedAt[0])).toEqual([0, 120_000, 240_000])
    expect(serve({ ...free, perMinute: 2.5 }, Array.from({ length: 6 }, () => job(0, 1))).calls.map((one) => one.startedAt[0])).toEqual([0, 0, 48_000, 48_000, 96_000, 96_000])
  })

  it('tries a failed call again after 1 s, 2 s, 4 s, at the end of the line, and gives up then', () => {
    const { calls, services } = serve({ ...free, concurrency: 1, retries: 3 }, [job(0, 100, 9), job(0, 700)])
    // The first call fails at 100 ms; the second runs from then to 800 ms.
    expect(calls[0]).toEqual({ startedAt: [0, 1100, 3200, 7300], doneAt: 7400, failed: true })
    expect(calls[1]).toEqual({ startedAt: [100], doneAt: 800, failed: false })
    expect(services.totals.get('one')).toMatchObject({ calls: 2, tries: 5, failed: 1, busyMs: 1100, waitMs: 100, backOffMs: 7000 })
  })

  it('answers when a retry succeeds, and fails at once where there are none', () => {
    expect(serve({ ...free, retries: 2 }, [job(0, 100, 1)]).calls[0]).toEqual({ startedAt: [0, 1100], doneAt: 1200, failed: false })
    expect(serve({ ...free, retries: 0 }, [job(0, 100, 1)]).calls[0]).toEqual({ startedAt: [0], doneAt: 100, failed: true })
  })

  it('forgets calls that nobody waits for any more: in line, at work and between tries', () => {
    const { calls, services } = serve({ ...free, concurrency: 1 }, [{ ...job(0, 100), cancelAt: 40 }, { ...job(5, 100), cancelAt: 20 }, job(10, 100), { ...job(500, 10, 5), cancelAt: 600 }])
    expect(calls.map((one) => [one.startedAt, one.doneAt])).toEqual([[[0], null], [[], null], [[40], 140], [[500], null]])
    expect(services.totals.get('one')).toMatchObject({ tries: 3, failed: 0, busyMs: 150 })
  })

  it('never breaks its limits nor its order, whatever comes', () => {
    fc.assert(fc.property(
      fc.array(fc.record({ gap: fc.integer({ min: 0, max: 40_000 }), ms: fc.integer({ min: 1, max: 90_000 }), failures: fc.integer({ min: 0, max: 4 }) }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 6 }),
      (list, concurrency, perMinute) => {
        let at = 0
        const jobs = list.map(({ gap, ms, failures }) => { at += gap; return job(at, ms, failures) })
        const { calls } = serve({ concurrency, perMinute, failure: 0.5, retries: 2 }, jobs)
        const runs = calls.flatMap((one, index) => one.startedAt.map((start) => ({ start, end: start + (list[index]?.ms ?? 0) })))
        const starts = runs.map(({ start }) => start).sort((a, b) => a - b)
        starts.forEach((start, index) => { if (index >= perMinute) expect(start - (starts[index - perMinute] ?? 0)).toBeGreaterThanOrEqual(MINUTE) })
        for (const { start } of runs) expect(runs.filter((run) => run.start <= start && run.end > start).length).toBeLessThanOrEqual(concurrency)
        const first = calls.map((one) => one.startedAt[0] ?? -1)
        first.forEach((start, index) => expect(start).toBeGreaterThanOrEqual(first[index - 1] ?? 0))
        calls.forEach((one, index) => {
          const failures = list[index]?.failures ?? 0
          expect(one.startedAt).toHaveLength(Math.min(failures, 2) + 1)
          expect(one.failed).toBe(failures > 2)
        })
      },
    ), { numRuns: 200 })
  })

  it.each([[1, 0.5], [3, 0.6]])('waits as long as the queue M/M/%d at load %d', (servers, load) => {
    const service = 10_000
    const waits = Array.from({ length: 20 }, (_, replication) => {
      const random = new KeyedRandom(5, replication)
      let at = 0
      const jobs = Array.from({ length: 20_000 }, (_, index): Job => {
        at += (-Math.log(random.uniformAt(index, 0, 1, 0)) * service) / (load * servers)
        return job(Math.round(at), Math.max(1, Math.round(-Math.log(random.uniformAt(index, 0, 2, 0)) * service)))
      })
      const { calls } = serve({ ...free, concurrency: servers }, jobs)
      const late = calls.slice(1500)
      return late.reduce((sum, one, index) => sum + (one.startedAt[0] ?? 0) - (jobs[index + 1500]?.at ?? 0), 0) / late.length / service
    })
    const exact = erlangC(servers, load * servers) / (servers * (1 - load))
    expect(disagreement(waits, exact, 0.03)).toBe('')
  })
})
