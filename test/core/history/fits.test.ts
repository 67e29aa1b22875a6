import { describe, expect, it } from 'vitest'
import { fitArrivals } from '../../../core/history/fit-arrivals.ts'
import { fitCustomers } from '../../../core/history/fit-customers.ts'
import { fitHandleTimes } from '../../../core/history/fit-handle-times.ts'
import { fitServiceHours } from '../../../core/history/fit-service-hours.ts'
import { fitTimes } from '../../../core/history/fit-times.ts'
import { fitPatience } from '../../../core/history/kaplan-meier.ts'
import { idOfName } from '../../../core/history/scenario-of-fit.ts'
import { KeyedRandom } from '../../../core/simulation/keyed-random.ts'
import { quantileOf } from '../../../core/simulation/variates.ts'
import { intlZoneOffsets } from '../../../host/intl-zone-offsets.ts'
import { ticketOf } from '../simulation/small-flow.ts'

const zones = intlZoneOffsets()
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const monday = Date.UTC(2026, 2, 2)
const draws = (n: number, mean: number, stream: number): readonly number[] => {
  const random = new KeyedRandom(3, 0)
  return Array.from({ length: n }, (_, index) => quantileOf({ kind: 'exponential', mean }, random.uniformAt(index, stream, 0, 0)))
}

describe('arrivals', () => {
  it('counts half hours on the clocks of the zone, across a change of the clocks', () => {
    // Nine in the morning in Berlin, every day for four weeks; the clocks change on 29 March.
    const times = Array.from({ length: 28 }, (_, day) => monday + 7 * DAY + day * DAY + (day < 20 ? 8 : 7) * HOUR)
    const { perHour, dispersion, perWeek } = fitArrivals(times, 'Europe/Berlin', zones)
    expect(perHour.map((row) => row[18])).toEqual([2, 2, 2, 2, 2, 2, 2])
    expect(perHour.flat().reduce((sum, rate) => sum + rate, 0)).toBe(14)
    expect(perWeek).toBe(7)
    expect(dispersion).toBe(0)
  })

  it('tells good and bad days from chance, and growth from none', () => {
    // Ten tickets a day one week, thirty the next; over all, no trend.
    const uneven = Array.from({ length: 8 * 7 }, (_, day) => Array.from({ length: Math.floor(day / 7) % 2 === 0 ? 10 : 30 }, (_unused, index) => monday + day * DAY + index * 1000)).flat()
    expect(fitArrivals(uneven, 'UTC', zones).dispersion).toBeGreaterThan(4)
    const growing = Array.from({ length: 8 * 7 }, (_, day) => Array.from({ length: 10 + Math.floor(day / 7) }, (_unused, index) => monday + day * DAY + index * 1000)).flat()
    expect(fitArrivals(growing, 'UTC', zones).trend?.perWeek).toBeCloseTo(7 / 94.5, 10)
  })
})

describe('patience', () => {
  it('is the estimate of Kaplan and Meier: the textbook case by hand', () => {
    // At 1 one of 5 leaves, at 2 one is cut short, at 3 one of 3 leaves, at 4 one is cut short, at 5 the last leaves.
    const fit = fitPatience([{ ms: 1, left: true }, { ms: 2, left: false }, { ms: 3, left: true }, { ms: 4, left: false }, { ms: 5, left: true }])
    expect(fit?.curve.map(({ ms, share }) => [ms, Math.round(share * 1e6) / 1e6])).toEqual([[1, 0.8], [3, 0.533333], [5, 0]])
    expect(fit).toMatchObject({ n: 5, left: 3, medianMs: 5, exponential: { meanMs: 5 } })
    for (const { share, low, high } of fit?.curve ?? []) {
      expect(low).toBeLessThanOrEqual(share)
      expect(high).toBeGreaterThanOrEqual(share)
    }
  })

  it('recovers a mean of ten minutes from waits of which most were answered first', () => {
    const patience = draws(4000, 10 * MINUTE, 11)
    const service = draws(4000, 3 * MINUTE, 12)
    const fit = fitPatience(patience.map((ms, index) => ({ ms: Math.min(ms, service[index] ?? 0), left: ms < (service[index] ?? 0) })))
    expect(fit?.exponential.low).toBeLessThan(10 * MINUTE)
    expect(fit?.exponential.high).toBeGreaterThan(10 * MINUTE)
    // Half would leave within 6.9 minutes; the mean of the waits that ended so would have said less than three.
    expect((fit?.medianMs ?? 0) / MINUTE).toBeGreaterThan(6)
    expect((fit?.medianMs ?? 0) / MINUTE).toBeLessThan(8)
  })

  it('says nothing where nobody left', () => {
    expect(fitPatience([{ ms: 5, left: false }])).toBeNull()
  })
})

describe('hours', () => {
  it.each([
    ['a night shift', [22, 23, 0, 1, 2, 3, 4, 5], [['22:00', '24:00'], ['00:00', '06:00']]],
    ['a day shift', [8, 9, 10, 11, 12, 13, 14, 15, 16, 17], [['08:00', '18:00']]],
    ['a desk that never closes', Array.from({ length: 24 }, (_, hour) => hour), [['00:00', '24:00']]],
  ])('finds %s', (_, worked, hours) => {
    const instants = Array.from({ length: 30 }, (_unused, day) => worked.map((hour) => monday + day * DAY + hour * HOUR + 30 * MINUTE)).flat()
    expect(fitServiceHours(instants, 'UTC', zones).calendar.open).toEqual(hours.map(([from, to]) => ({ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from, to })))
  })

  it('gives the hours after midnight to the next day', () => {
    const nights = Array.from({ length: 6 }, (_unused, week) => [0, 1, 2, 3, 4].flatMap((day) => [22, 23, 24, 25].map((hour) => monday + (week * 7 + day) * DAY + hour * HOUR))).flat()
    const { calendar, covered } = fitServiceHours(nights, 'UTC', zones)
    expect(covered).toBeGreaterThan(0.9)
    for (const { from, to } of calendar.open) expect(from < to).toBe(true)
  })

  it('takes too few answers for a desk that is always open', () => {
    expect(fitServiceHours([monday], 'UTC', zones)).toMatchObject({ hoursPerWeek: 168, covered: 1 })
  })
})

describe('times', () => {
  it('recovers a lognormal distribution, and says when it is none', () => {
    const random = new KeyedRandom(8, 0)
    const lognormal = Array.from({ length: 3000 }, (_, index) => quantileOf({ kind: 'lognormal', mu: 14, sigma: 1.2 }, random.uniformAt(index, 0, 0, 0)))
    const fit = fitTimes(lognormal)
    expect((fit?.lognormal?.medianMs ?? 0) / Math.exp(14)).toBeCloseTo(1, 1)
    expect(fit?.lognormal?.kolmogorov).toBeLessThan(0.03)
    expect(fitTimes(draws(3000, 1000, 5))?.lognormal?.kolmogorov).toBeGreaterThan(0.05)
    expect(fitTimes([])).toBeNull()
    expect(fitTimes([7, 7])?.lognormal).toBeNull()
  })
})

describe('customers and people', () => {
  it('counts replies after answers that helped and after others, in turns', () => {
    const talk = ticketOf('a', monday, {
      messages: [
        { from: 'agent', at: monday + HOUR, text: 'Try this.' }, { from: 'agent', at: monday + HOUR + 1000, text: 'And this.' },
        { from: 'customer', at: monday + 3 * HOUR, text: 'No.' }, { from: 'agent', at: monday + 4 * HOUR, text: 'Then that.' }, { from: 'customer', at: monday + 5 * HOUR, text: 'Thanks.' },
      ],
      history: { solvedAt: monday + 5 * HOUR, firstResponseAt: monday + HOUR },
    })
    const fit = fitCustomers([talk], monday + DAY)
    expect(fit).toMatchObject({ replyWhenResolved: { share: 1, n: 1 }, replyWhenUnresolved: { share: 1, n: 1 }, replyDelay: { n: 2 }, solvedAfterLastReply: { n: 1, meanMs: HOUR }, reopen: { share: 0, n: 1 } })
  })

  it('measures work between two answers of one person while the second ticket waited, by team and type', () => {
    const tickets = Array.from({ length: 60 }, (_, index) => ticketOf(`t${index}`, monday, { history: { agent: 'ann', team: 'Desk 1', topic: 'login', firstResponseAt: monday + HOUR + index * 12 * MINUTE } }))
    const fit = fitHandleTimes(tickets)
    expect(fit).toMatchObject({ people: 1, all: { n: 59, medianMs: 12 * MINUTE } })
    expect(fit?.byTeamAndType).toMatchObject([{ team: 'Desk 1', type: 'login', times: { n: 59 } }])
    expect(fitHandleTimes(tickets.map((ticket) => ({ ...ticket, history: {} })))).toBeNull()
    expect(fitHandleTimes(tickets.slice(0, 20))?.all).toBeNull()
  })

  it('does not take the idle time before a new ticket for work on it', () => {
    const tickets = Array.from({ length: 60 }, (_, index) => ticketOf(`t${index}`, monday + index * HOUR, { history: { agent: 'ann', firstResponseAt: monday + index * HOUR + MINUTE } }))
    expect(fitHandleTimes(tickets)?.all).toBeNull()
  })

  it.each([['Group 70', 'group70'], ['E-mail & login', 'eMailLogin'], ['70', 't70'], ['??', null]])('names %s %s in a scenario', (name, id) => {
    expect(idOfName(name)).toBe(id)
  })
})
