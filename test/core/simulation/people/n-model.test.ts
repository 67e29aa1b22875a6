import { describe, expect, it } from 'vitest'
import { KeyedRandom } from '../../../../core/simulation/keyed-random.ts'
import { quantileOf, wholeMs } from '../../../../core/simulation/variates.ts'
import { mean } from '../closed-form.ts'
import { runSmallSystem, type SmallJob, type SmallPerson } from './small-system.ts'

const UNIT = 1000
const END = 3000 * UNIT
const REPLICATIONS = 8

/** Two streams of work, each at rate .8 and mean 1, in order of arrival. */
function demand(replication: number): readonly SmallJob[] {
  const random = new KeyedRandom(13, replication)
  const stream = (skill: string, number: number): readonly SmallJob[] => {
    const jobs: SmallJob[] = []
    for (let at = 0, draw = 0; ; draw++) {
      at += wholeMs(quantileOf({ kind: 'exponential', mean: UNIT / 0.8 }, random.uniformAt(draw, number, 1, 0)))
      if (at >= END) return jobs
      jobs.push({ at, work: wholeMs(quantileOf({ kind: 'exponential', mean: UNIT }, random.uniformAt(draw, number, 2, 0))), skills: [skill] })
    }
  }
  return [...stream('a', 1), ...stream('b', 2)].sort((one, other) => one.at - other.at)
}

/** The mean wait of all work that is done, in units. */
function meanWait(people: readonly (readonly string[])[], jobs: readonly SmallJob[]): number {
  const run = runSmallSystem({ people: people.map((skills, index): SmallPerson => ({ id: `p${index}`, skills: Object.fromEntries(skills.map((skill) => [skill, 1])), hours: [[0, END]] })), jobs, individual: true, end: END })
  return mean(run.spans.map(({ job, from }) => from - (jobs[job]?.at ?? 0))) / UNIT
}

describe('V13: two skills, one specialist and one who can do both', () => {
  it('waits longer than where both can do both, and less than where neither helps the other', () => {
    const runs = Array.from({ length: REPLICATIONS }, (_, replication) => {
      const jobs = demand(replication)
      return { pooled: meanWait([['a', 'b'], ['a', 'b']], jobs), some: meanWait([['a'], ['b', 'a']], jobs), none: meanWait([['a'], ['b']], jobs) }
    })
    const pooled = mean(runs.map((run) => run.pooled))
    const some = mean(runs.map((run) => run.some))
    const none = mean(runs.map((run) => run.none))
    expect(some).toBeGreaterThan(pooled)
    expect(some).toBeLessThan(none)
    // M/M/2 and M/M/1 at load .8; short runs of a heavy load are coarse.
    expect(Math.abs(pooled - 1.7778)).toBeLessThan(0.3)
    expect(Math.abs(none - 4)).toBeLessThan(0.9)
  })
})
