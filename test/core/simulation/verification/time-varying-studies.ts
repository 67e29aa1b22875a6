import type { QueueClass, QueueModel } from '../../../../core/simulation/simulate-queue.ts'
import { simulateQueue } from '../../../../core/simulation/simulate-queue.ts'
import type { StaffStep } from '../../../../core/simulation/staffing.ts'
import type { Distribution } from '../../../../core/simulation/variates.ts'
import { lognormalFromMean, sortedQuantile } from '../../../../core/simulation/variates.ts'
import { poisson, sineLoad } from './closed-forms.ts'
import { customers, UNIT } from './plain-queue.ts'
import { shiftBacklog } from './shift-backlog.ts'
import type { Figure, Rule, Study, StudySet } from './study.ts'
import { seedOf } from './study.ts'
import { Tally } from './tally.ts'

const HOUR = 3_600_000
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
const ENDLESS: readonly StaffStep[] = [{ at: 0, headcount: 10_000, people: 10_000 }]
const equals = (quantity: string, printed: string, exact: number, unit = ''): Figure => ({ quantity, printed, rule: { kind: 'equals', exact }, unit })
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

const overEight = 1 - Array.from({ length: 9 }, (_, n) => poisson(4, n)).reduce((sum, value) => sum + value, 0)

function endless(name: string, service: Distribution, set: StudySet): Study {
  const model = `M/G/∞, 12 an hour, ${name} work of 20 min`
  // Half an hour apart: three halves of a mean work.
  const spacing = UNIT / 2
  const samples = 62_000
  return {
    id: 'V08', model, set, seed: seedOf('V08', model), replications: 20,
    figures: [equals('mean of N', '4.0000', 4), equals('variance of N', '4.0000', 4), equals('P(N > 8)', '.0214', overEight)],
    replicate: (seed, replication) => {
      const start = 20 * UNIT
      const { numberAt } = simulateQueue({
        seed, replication, classes: [customers(12, service)], staff: ENDLESS, shiftEnd: 'finish', from: Infinity, until: start + samples * spacing,
        probes: Array.from({ length: samples }, (_, index) => start + index * spacing),
      })
      const mean = meanOf(numberAt)
      return [mean, meanOf(numberAt.map((n) => (n - mean) * (n - mean))), numberAt.filter((n) => n > 8).length / numberAt.length]
    },
  }
}

const day = 24 * HOUR
// The sine of the arrivals by minute of the day: piecewise constant there, which moves the load by less than a millionth.
const sineByMinute = Float64Array.from({ length: 1440 }, (_, minute) => Math.sin((2 * Math.PI * (minute + 0.5)) / 1440))
const sine = sineLoad(10, 6, 0.5)
const sineModel = 'M(t)/M/∞, λ(t) = 10 + 6 sin(2πt/24), μ 0.5'
const sineStudy: Study = {
  id: 'V11', model: sineModel, set: 'ci', seed: seedOf('V11', sineModel), replications: 20,
  figures: [
    equals('m(0)', '15.0687', sine.at(0)), equals('m(6)', '29.4180', sine.at(6)), equals('m(12)', '24.9313', sine.at(12)), equals('m(18)', '10.5820', sine.at(18)),
    equals('peak', '30.6309', sine.peak), equals('lag behind the arrivals', '1.8424', sine.lag, 'h'),
  ],
  replicate: (seed, replication) => {
    const days = 400
    const warm = 2
    const probes = Array.from({ length: days * 24 }, (_, index) => warm * day + index * HOUR)
    const rateAt = (now: number): number => (10 + 6 * (sineByMinute[Math.floor((now % day) / 60_000)] ?? 0)) / HOUR
    const { numberAt } = simulateQueue({
      seed, replication, staff: ENDLESS, shiftEnd: 'finish', from: Infinity, until: (warm + days) * day, probes,
      classes: [{ rank: 0, service: { kind: 'exponential', mean: 2 * HOUR }, peakRate: 16 / HOUR, rateAt }],
    })
    const m = HOURS.map((hour) => meanOf(numberAt.filter((_, index) => index % 24 === hour)))
    // The curve is a sine of its own: its mean, height and shift from 24 points are exact.
    const along = (turn: (angle: number) => number): number => HOURS.reduce((sum, hour) => sum + (m[hour] ?? 0) * turn((2 * Math.PI * hour) / 24), 0) / 12
    const up = along(Math.sin)
    const back = -along(Math.cos)
    return [m[0] ?? NaN, m[6] ?? NaN, m[12] ?? NaN, m[18] ?? NaN, meanOf(m) + Math.sqrt(up * up + back * back), (Math.atan(back / up) * 24) / (2 * Math.PI)]
  },
}

const shiftsOf = (days: number): readonly StaffStep[] => Array.from({ length: days }, (_, at) => [
  { at: (at * 24 + 9) * HOUR, headcount: 5, people: 5 }, { at: (at * 24 + 17) * HOUR, headcount: 0, people: 0 },
]).flat()
const openHours = (hour: number): boolean => hour >= 8 && hour < 20
const demand = (service: Distribution): QueueClass => ({ rank: 0, service, peakRate: 6 / HOUR, rateAt: (now) => (openHours((now / HOUR) % 24) ? 6 : 2) / HOUR })

const backlog = shiftBacklog({ arrivals: (hour) => (openHours(hour) ? 6 : 2), people: (hour) => (hour >= 9 && hour < 17 ? 5 : 0), work: 1 / 3 })
const backlogPrinted = '28.41 30.41 32.41 34.41 36.41 38.41 40.41 42.41 44.41 50.41 41.41 32.412 23.505 15.294 8.948 5.065 3.171 2.41 8.41 14.41 20.41 22.41 24.41 26.41'.split(' ')
const shiftModel = 'M(t)/M/c(t) with pauses: 6 an hour 08–20, else 2; 20 min; 5 people 09–17'
const shiftStudy: Study = {
  id: 'V12', model: shiftModel, set: 'ci', seed: seedOf('V12', shiftModel), replications: 20,
  figures: [
    equals('mean resolution', '6.5215', backlog.resolution, 'h'), equals('mean backlog', '26.0860', backlog.mean), equals('occupancy on shift', '.8000', backlog.occupancy),
    ...HOURS.map((hour) => equals(`backlog at ${hour}:00`, backlogPrinted[hour] ?? '', backlog.byHour[hour] ?? NaN)),
  ],
  replicate: (seed, replication) => {
    const warm = 20
    const days = 3300
    const sojourns = new Tally()
    // A backlog "at nine" counts the people who have just come to work as not having begun, and whoever leaves at that instant as gone.
    const run = simulateQueue({
      seed, replication, classes: [demand({ kind: 'exponential', mean: HOUR / 3 })], staff: shiftsOf(warm + days + 30), shiftEnd: 'pause', from: warm * day, until: (warm + days) * day,
      probes: Array.from({ length: days * 24 }, (_, index) => warm * day + index * HOUR), observe: { wait: () => undefined, sojourn: (_, ms) => { sojourns.add(ms) } },
    })
    return [
      sojourns.mean / HOUR, (run.pool.queueArea + run.pool.busyMs) / (days * day), run.pool.busyMs / run.pool.availableMs,
      ...HOURS.map((hour) => meanOf(run.numberAt.filter((_, index) => index % 24 === hour))),
    ]
  },
}

type Published = { readonly quantity: string; readonly printed: string; readonly halfWidth: number; readonly unit: string }

/** 30 replications of the other simulator; where its page prints no half-width, that of the same figure with the other rule at shift end. */
function independent(shiftEnd: QueueModel['shiftEnd'], published: readonly Published[]): Study {
  const model = `shifts, ${shiftEnd}: 2/6/2 an hour, lognormal 20 min cv 1, 5 people 09–17; 420 d`
  const rule = ({ printed, halfWidth }: Published): Rule => ({ kind: 'agrees', exact: Number(printed), halfWidth, replications: 30 })
  return {
    id: 'S1', model, set: 'ci', seed: seedOf('S1', model), replications: 30,
    figures: published.map((one) => ({ quantity: one.quantity, printed: one.printed, rule: rule(one), unit: one.unit })),
    replicate: (seed, replication) => {
      const run = simulateQueue({ seed, replication, classes: [demand(lognormalFromMean(HOUR / 3, 1))], staff: shiftsOf(450), shiftEnd, from: 20 * day, until: 410 * day })
      const sojourns = Float64Array.from(run.sojourns[0] ?? []).sort()
      const all = [
        meanOf(run.sojourns[0] ?? []) / HOUR, sortedQuantile(sojourns, 0.5) / HOUR, sortedQuantile(sojourns, 0.9) / HOUR,
        sojourns.filter((ms) => ms <= 4 * HOUR).length / sojourns.length, meanOf(run.waits[0] ?? []) / HOUR,
      ]
      return all.slice(0, published.length)
    },
  }
}

const published = (values: readonly (readonly [string, number])[]): readonly Published[] => values.map(([printed, halfWidth], index) => ({
  quantity: ['mean resolution', 'p50 resolution', 'p90 resolution', 'share within 4 h', 'wait to first start'][index] ?? '', printed, halfWidth, unit: index === 3 ? '' : 'h',
}))

/** V08, V11, V12 and S1: no queues, rates that vary, shifts. */
export const timeVaryingStudies: readonly Study[] = [
  endless('exponential', { kind: 'exponential', mean: UNIT / 3 }, 'ci'), endless('constant', { kind: 'deterministic', value: UNIT / 3 }, 'slow'), endless('lognormal cv 1.5', lognormalFromMean(UNIT / 3, 1.5), 'slow'),
  sineStudy, shiftStudy,
  independent('finish', published([['6.0490', 0.0144], ['3.4081', 0.0176], ['15.1885', 0.0082], ['.5433', 0.0014], ['5.7159', 0.0144]])),
  independent('pause', published([['6.5421', 0.0172], ['3.8562', 0.0176], ['15.5613', 0.0082], ['.5100', 0.0014]])),
]
