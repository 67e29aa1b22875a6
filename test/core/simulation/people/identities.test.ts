import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LineRules } from '../../../../core/simulation/queue-order.ts'
import { runSmallSystem, type SmallJob, type SmallPerson, type SmallRun, type SmallSystem } from './small-system.ts'

const END = 2000
const RANKS = 4
const disciplines = ['priority', 'fifo', 'sla', 'weighted', 'aging'] as const
const shiftRules = ['pause', 'finish', 'handoff', 'block'] as const

const job = fc.record(
  {
    at: fc.integer({ min: 0, max: END - 1 }), work: fc.integer({ min: 1, max: 200 }), rank: fc.nat(RANKS - 1), shiftEnd: fc.constantFrom(...shiftRules), deadline: fc.integer({ min: 0, max: END }),
    skills: fc.subarray(['a', 'b']), ticket: fc.nat(20), last: fc.boolean(),
    cancelAt: fc.integer({ min: 0, max: END }), rerank: fc.record({ at: fc.nat(END), rank: fc.nat(RANKS - 1) }),
  },
  { requiredKeys: ['at', 'work', 'rank', 'shiftEnd', 'ticket'] },
)
const hours = fc.uniqueArray(fc.nat(END), { minLength: 2, maxLength: 6 }).map((instants): readonly (readonly [number, number])[] => {
  const sorted = [...instants].sort((a, b) => a - b)
  return Array.from({ length: Math.floor(sorted.length / 2) }, (_, index) => [sorted[index * 2] ?? 0, sorted[index * 2 + 1] ?? 0] as const)
})
const people = fc.array(fc.record({ hours, skills: fc.constantFrom<Record<string, number>>({}, { a: 1 }, { b: 1 }, { a: 1, b: 1 }) }), { minLength: 1, maxLength: 4 })
  .map((given): readonly SmallPerson[] => given.map((person, index) => ({ ...person, id: `p${index}` })))
const line = fc.record({ discipline: fc.constantFrom(...disciplines), preempts: fc.boolean() }).map(({ discipline, preempts }): LineRules => ({
  discipline, weights: [8, 4, 2, 1], ageAfterMs: 50, above: [0, 0, 1, 2], preemption: preempts ? { by: new Set([0, 1]), of: new Set([1, 2, 3]), level: (rank) => rank } : null,
}))
const routing = fc.record({
  agentSelection: fc.constantFrom('longestIdle' as const, 'bestSkill' as const, 'roundRobin' as const, 'mostSpareCapacity' as const),
  queueSelection: fc.constantFrom('priorityThenWait' as const, 'ownSkillFirst' as const, 'weightedWait' as const),
  relaxSkillsAfterMs: fc.constantFrom(null, 0, 30, 300), reserve: fc.nat(1), affinityWaitMs: fc.constantFrom(0, 40, 400), assignedCap: fc.constantFrom(null, 1, 3),
})
const system = fc.record({ people, jobs: fc.array(job, { minLength: 1, maxLength: 40 }), individual: fc.boolean(), line, routing, end: fc.constant(END) })

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0)

/** Milliseconds that each piece of work was in somebody's hands. */
function servedMs(run: SmallRun): number {
  return sum(run.spans.map(({ from, to }) => to - from))
}

function scheduledMs({ people: team }: SmallSystem): number {
  return sum(team.flatMap((person) => person.hours.map(([from, to]) => Math.min(to, END) - from)))
}

describe('every discipline, shift rule and kind of team, to the millisecond', () => {
  it('keeps Little\'s law: the area under the queue is the sum of the waits', () => {
    fc.assert(fc.property(system, (given) => {
      const run = runSmallSystem(given)
      const inSystem = sum([...run.leftAt].map(([index, at]) => at - (given.jobs[index]?.at ?? 0)))
      expect(run.team.queueArea).toBe(inSystem - servedMs(run))
    }), { numRuns: 300, seed: 1 })
  })

  it('counts people as busy for exactly as long as they work, and as available for exactly their shifts', () => {
    fc.assert(fc.property(system, (given) => {
      const run = runSmallSystem(given)
      expect(run.team.busyMs).toBe(servedMs(run))
      expect(run.team.availableMs).toBe(scheduledMs(given))
      expect(run.team.paidMs).toBe(scheduledMs(given))
    }), { numRuns: 300, seed: 2 })
  })

  it('loses nothing: what came was done, taken back, or is still there', () => {
    fc.assert(fc.property(system, (given) => {
      const { team, handled } = runSmallSystem(given)
      expect(team.created).toBe(given.jobs.length)
      expect(team.created).toBe(handled + team.cancelled + team.queued + team.serving)
    }), { numRuns: 300, seed: 3 })
  })

  it('does on each piece of work what it asks for, however often it is interrupted, and 7 more for each handover', () => {
    fc.assert(fc.property(system, (given) => {
      const run = runSmallSystem(given)
      for (const index of run.doneAt.keys()) {
        const { work = 0, shiftEnd } = given.jobs[index] ?? {}
        const spans = run.spans.filter((span) => span.job === index)
        const worked = sum(spans.map(({ from, to }) => to - from))
        if (shiftEnd === 'handoff') expect((worked - work) % 7).toBe(0)
        else expect(worked).toBe(work)
        if (shiftEnd === 'finish' && given.line.preemption === null) expect(spans).toHaveLength(1)
      }
    }), { numRuns: 300, seed: 4 })
  })

  it('never lets a person hold two pieces of work, work outside the shift unless to finish, or idle while anything fits', () => {
    fc.assert(fc.property(system, (given) => {
      const run = runSmallSystem(given)
      if (given.individual) {
        run.spans.forEach((one, index) => { for (const other of run.spans.slice(index + 1)) expect(one.person === other.person && one.from < other.to && other.from < one.to).toBe(false) })
        for (const { person, from, to, job: index } of run.spans) {
          if (given.jobs[index]?.shiftEnd === 'finish') continue
          expect(given.people[person]?.hours.some(([opens, closes]) => opens <= from && to <= closes)).toBe(true)
        }
      }
      const plain = given.jobs.every(({ shiftEnd, skills = [] }) => shiftEnd !== 'block' && skills.length === 0)
      if (plain && (!given.individual || (given.routing.assignedCap === null && given.routing.affinityWaitMs === 0 && given.routing.reserve === 0))) expect(run.idleWhileWaiting).toBe(0)
    }), { numRuns: 300, seed: 5 })
  })
})

describe('the order of the line', () => {
  const before = (given: SmallSystem, rankOf: (index: number, now: number) => number, a: number, b: number, now: number): boolean => {
    const { discipline = 'priority', weights = [], ageAfterMs = 1 } = given.line ?? {}
    const one = given.jobs[a]
    const other = given.jobs[b]
    if (one === undefined || other === undefined) return false
    const waits = [now - one.at, now - other.at] as const
    const ranks = [rankOf(a, now), rankOf(b, now)] as const
    const keys: Record<typeof discipline, readonly [number, number]> = {
      priority: ranks, fifo: [0, 0], sla: [one.deadline ?? Infinity, other.deadline ?? Infinity],
      weighted: [-waits[0] * (weights[ranks[0]] ?? 1), -waits[1] * (weights[ranks[1]] ?? 1)],
      aging: [Math.max(0, ranks[0] - Math.floor(waits[0] / ageAfterMs)), Math.max(0, ranks[1] - Math.floor(waits[1] / ageAfterMs))],
    }
    const [keyA, keyB] = keys[discipline]
    return keyA !== keyB ? keyA < keyB : discipline === 'weighted' && ranks[0] !== ranks[1] ? ranks[0] < ranks[1] : one.at !== other.at ? one.at < other.at : a < b
  }

  it.each([false, true])('whoever starts goes before all who still wait, judged anew at that instant (people told apart: %s)', (individual) => {
    const always = fc.record({
      people: fc.nat(2).map((count): readonly SmallPerson[] => Array.from({ length: count + 1 }, (_, index) => ({ id: `p${index}`, hours: [[0, END]] }))),
      jobs: fc.array(fc.record({ at: fc.nat(500), work: fc.integer({ min: 1, max: 120 }), rank: fc.nat(RANKS - 1), deadline: fc.integer({ min: 0, max: END }), rerank: fc.record({ at: fc.nat(END), rank: fc.nat(RANKS - 1) }) }, { requiredKeys: ['at', 'work', 'rank'] }), { minLength: 2, maxLength: 30 }),
      line: line.map((rules): LineRules => ({ ...rules, preemption: null })), end: fc.constant(END),
    })
    fc.assert(fc.property(always, (some) => {
      const given = { ...some, individual }
      const run = runSmallSystem(given)
      // A change of rank counts from its instant on, if the work is there by then.
      const rankOf = (index: number, now: number): number => {
        const one: SmallJob | undefined = given.jobs[index]
        return one?.rerank !== undefined && one.rerank.at > one.at && one.rerank.at <= now ? one.rerank.rank : (one?.rank ?? 0)
      }
      for (const { job: started, at, waiting } of run.starts) for (const other of waiting) expect(before(given, rankOf, other, started, at)).toBe(false)
    }), { numRuns: 200, seed: 6 })
  })
})
