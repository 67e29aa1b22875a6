import { KeyedRandom } from '../../../../core/simulation/keyed-random.ts'
import { quantileOf, wholeMs } from '../../../../core/simulation/variates.ts'
import type { SmallJob, SmallPerson } from '../people/small-system.ts'
import { runSmallSystem } from '../people/small-system.ts'
import { mmc } from './closed-forms.ts'
import type { Study } from './study.ts'
import { seedOf } from './study.ts'

const UNIT = 100_000
const LENGTH = 4000 * UNIT
const SPECIAL = 0.9
const OTHER = 0.4
const MODEL = 'N-model: skills at λ 0.9 and 0.4, μ 1, one person for the first, one for both'

/** Two streams of work, each for one skill, in order of arrival. */
function demand(seed: number, replication: number): readonly SmallJob[] {
  const random = new KeyedRandom(seed, replication)
  const stream = (skill: string, number: number, rate: number): readonly SmallJob[] => {
    const jobs: SmallJob[] = []
    for (let at = 0, draw = 0; ; draw++) {
      at += wholeMs(quantileOf({ kind: 'exponential', mean: UNIT / rate }, random.uniformAt(draw, number, 1, 0)))
      if (at >= LENGTH) return jobs
      jobs.push({ at, work: wholeMs(quantileOf({ kind: 'exponential', mean: UNIT }, random.uniformAt(draw, number, 2, 0))), skills: [skill], shiftEnd: 'finish' })
    }
  }
  return [...stream('a', 1, SPECIAL), ...stream('b', 2, OTHER)].sort((one, other) => one.at - other.at)
}

const pooled = mmc(SPECIAL + OTHER, 1, 2).wait
const apart = (SPECIAL * mmc(SPECIAL, 1, 1).wait + OTHER * mmc(OTHER, 1, 1).wait) / (SPECIAL + OTHER)
const people: readonly SmallPerson[] = [{ id: 'specialist', skills: { a: 1 }, hours: [[0, LENGTH * 2]] }, { id: 'both', skills: { a: 1, b: 1 }, hours: [[0, LENGTH * 2]] }]

/** V13: between one team in which everybody can do everything, and two that cannot help each other. */
export const skillsStudy: Study = {
  id: 'V13', model: MODEL, set: 'ci', seed: seedOf('V13', MODEL), replications: 20,
  figures: [
    { quantity: 'Wq, against the pooled M/M/2', printed: pooled.toFixed(4), rule: { kind: 'above', exact: pooled }, unit: '' },
    { quantity: 'Wq, against two M/M/1', printed: apart.toFixed(4), rule: { kind: 'below', exact: apart }, unit: '' },
  ],
  replicate: (seed, replication) => {
    const jobs = demand(seed, replication)
    const { spans } = runSmallSystem({ people, jobs, individual: true, end: LENGTH * 2 })
    const waits = spans.flatMap(({ job, from }) => { const { at = 0 } = jobs[job] ?? {}; return at >= LENGTH / 10 ? [from - at] : [] })
    const wait = waits.reduce((sum, value) => sum + value, 0) / waits.length / UNIT
    return [wait, wait]
  },
}
