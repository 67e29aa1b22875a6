import { simulateQueue } from '../../../../core/simulation/simulate-queue.ts'
import { studentT } from '../../../../core/simulation/student-t.ts'
import type { Check } from './check.ts'
import { customers, exponential, UNIT } from './plain-queue.ts'
import { Tally } from './tally.ts'

const MACRO_RUNS = 1000
const REPLICATIONS = 20
const LOW = 0.932
const HIGH = 0.968
/** Units of time in one short replication; it starts empty and its first tenth is dropped. */
const LENGTH = 2000

/** How many of many 95 % intervals, each over 20 short replications, hold the true mean wait. */
function coverage(): number {
  const classes = [customers(0.5, exponential(1))]
  const t = studentT(0.975, REPLICATIONS - 1)
  let covered = 0
  for (let macro = 0; macro < MACRO_RUNS; macro++) {
    const values = Array.from({ length: REPLICATIONS }, (_, replication) => {
      const waits = new Tally()
      simulateQueue({
        seed: 15_000 + macro, replication, classes, staff: [{ at: 0, headcount: 1, people: 1 }], shiftEnd: 'finish', from: (LENGTH / 10) * UNIT, until: LENGTH * UNIT,
        observe: { wait: (_class, ms) => { waits.add(ms) }, sojourn: () => undefined },
      })
      return waits.mean / UNIT
    })
    const mean = values.reduce((sum, value) => sum + value, 0) / REPLICATIONS
    const error = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (REPLICATIONS - 1) / REPLICATIONS)
    if (Math.abs(mean - 1) <= t * error) covered += 1
  }
  return covered / MACRO_RUNS
}

/** V15: the intervals that reports show hold what they promise. */
export const coverageCheck: Check = {
  id: 'V15', model: `M/M/1, λ 0.5, ${MACRO_RUNS} runs of ${REPLICATIONS} replications`, quantity: 'coverage of the 95 % interval of Wq', expected: `${LOW} to ${HIGH}`,
  run: () => {
    const share = coverage()
    return { obtained: share.toFixed(3), holds: share >= LOW && share <= HIGH }
  },
}
