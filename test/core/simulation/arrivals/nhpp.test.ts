import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localClock } from '../../../../core/simulation/arrivals/local-clock.ts'
import { nhppArrivals } from '../../../../core/simulation/arrivals/nhpp.ts'
import { historyRates, perWeek, rateByClock, scaled, writtenRates } from '../../../../core/simulation/arrivals/week-rates.ts'
import { KeyedRandom } from '../../../../core/simulation/keyed-random.ts'
import { intlZoneOffsets } from '../../../../host/intl-zone-offsets.ts'

const HOUR = 3_600_000
const HALF = HOUR / 2
const DAY = 24 * HOUR
const monday = Date.UTC(2026, 0, 5)
const zones = intlZoneOffsets()
const random = (replication: number): KeyedRandom => new KeyedRandom(1, replication)

/** The quantile of chi-square at 1 - 0.0005 by Wilson and Hilferty, and its mirror. */
const bounds = (df: number): readonly [number, number] => {
  const part = (z: number): number => df * (1 - 2 / (9 * df) + z * Math.sqrt(2 / (9 * df))) ** 3
  return [part(-3.2905), part(3.2905)]
}

describe('an inhomogeneous Poisson process by thinning', () => {
  it('has in each hour of a sine the mean and the variance that theory gives', () => {
    const rate = { perHourAt: (at: number) => 10 + 6 * Math.sin((2 * Math.PI * (at - monday)) / DAY), most: 16 }
    const days = 400
    const points = nhppArrivals({ from: monday, to: monday + days * DAY, rate, random: random(0), stream: 'test' })
    const counts = Array.from({ length: 24 }, () => new Array<number>(days).fill(0))
    for (const { at } of points) {
      const day = Math.floor((at - monday) / DAY)
      const hours = counts[Math.floor(((at - monday) % DAY) / HOUR)]
      if (hours !== undefined) hours[day] = (hours[day] ?? 0) + 1
    }
    let means = 0
    const [low, high] = bounds(days)
    counts.forEach((row, hour) => {
      const expected = 10 + (6 * 24) / (2 * Math.PI) * (Math.cos((2 * Math.PI * hour) / 24) - Math.cos((2 * Math.PI * (hour + 1)) / 24))
      const sum = row.reduce((a, b) => a + b, 0)
      means += (sum - days * expected) ** 2 / (days * expected)
      // Poisson: the dispersion around the true mean is chi-square with one degree a day.
      const dispersion = row.reduce((a, b) => a + (b - expected) ** 2, 0) / expected
      expect(dispersion).toBeGreaterThan(low * 0.9)
      expect(dispersion).toBeLessThan(high * 1.1)
    })
    const [, most] = bounds(24)
    expect(means).toBeLessThan(most)
  })

  it('has exponential gaps at a constant rate', () => {
    const points = nhppArrivals({ from: monday, to: monday + 500 * DAY, rate: { perHourAt: () => 3, most: 3 }, random: random(0), stream: 'test' })
    const gaps = points.slice(1).map((point, index) => point.at - (points[index]?.at ?? 0))
    for (const hours of [0.05, 0.2, 0.5, 1, 2]) {
      const p = Math.exp(-3 * hours)
      const share = gaps.filter((gap) => gap > hours * HOUR).length / gaps.length
      expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / gaps.length))
    }
  })

  it('draws the same arrivals whatever else the period holds, and others in each replication', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 20 * 48 }), fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 300 }), (start, length, more) => {
      const rate = { perHourAt: (at: number) => 1 + (Math.floor(at / HALF) % 5), most: 5 }
      const from = monday + start * HALF + 777
      const to = from + length * HALF
      const short = nhppArrivals({ from, to, rate, random: random(3), stream: 'test' })
      const long = nhppArrivals({ from: from - more * HALF, to: to + more * HALF, rate, random: random(3), stream: 'test' })
      expect(long.filter(({ at }) => at >= from && at < to)).toEqual(short)
    }))
    const of = (replication: number): readonly number[] => nhppArrivals({ from: monday, to: monday + DAY, rate: { perHourAt: () => 5, most: 5 }, random: random(replication), stream: 'test' }).map(({ at }) => at)
    expect(of(0)).not.toEqual(of(1))
    expect(of(0)).toEqual(of(0))
  })

  it('gives whole milliseconds in order, within the period', () => {
    const points = nhppArrivals({ from: monday + 5, to: monday + 3 * DAY + 5, rate: { perHourAt: () => 2000, most: 2000 }, random: random(0), stream: 'test' })
    expect(points.every(({ at }, index) => Number.isInteger(at) && at >= monday + 5 && at < monday + 3 * DAY + 5 && (index === 0 || at >= (points[index - 1]?.at ?? 0)))).toBe(true)
    expect(Math.abs(points.length - 144_000)).toBeLessThan(4 * Math.sqrt(144_000))
  })

  it('gives nothing at a rate of 0, and refuses a rate above its bound or without one', () => {
    const period = { from: monday, to: monday + DAY, random: random(0), stream: 'test' }
    expect(nhppArrivals({ ...period, rate: { perHourAt: () => 0, most: 0 } })).toEqual([])
    expect(nhppArrivals({ ...period, rate: { perHourAt: () => 0, most: 10 } })).toEqual([])
    expect(() => nhppArrivals({ ...period, rate: { perHourAt: () => 11, most: 10 } })).toThrow('outside 0 to its bound 10')
    expect(() => nhppArrivals({ ...period, rate: { perHourAt: () => 1, most: Infinity } })).toThrow('must be bounded')
  })
})

describe('rates by half hour of the week', () => {
  const berlin = (from: number, to: number): ReturnType<typeof localClock> => localClock('Europe/Berlin', zones, { from, to })

  it('reads 24 numbers as hours and 48 as half hours, and days that are left out as none', () => {
    const rates = writtenRates({ mon: Array.from({ length: 24 }, (_, hour) => hour), wed: Array.from({ length: 48 }, (_, slot) => slot) })
    expect(rates.slice(0, 6)).toEqual([0, 0, 1, 1, 2, 2])
    expect(rates.slice(48, 96).every((rate) => rate === 0)).toBe(true)
    expect(rates.slice(96, 99)).toEqual([0, 1, 2])
    expect(rates).toHaveLength(336)
    expect(perWeek(scaled(rates, 2))).toBe(2 * perWeek(rates))
  })

  it('meets every half hour of the wall clock; the weeks of the clock change have 167 and 169 hours', () => {
    for (const [begin, hours] of [['2026-03-23', 167], ['2026-03-30', 168], ['2026-10-19', 169]] as const) {
      const from = Date.parse(`${begin}T00:00:00Z`) - 3 * DAY
      const clock = berlin(from, from + 14 * DAY)
      const week = clock.weekAt(Date.parse(`${begin}T12:00:00Z`))
      const start = clock.inWeek(week, 0)
      const end = clock.inWeek(week + 1, 0)
      expect((end - start) / HOUR).toBe(hours)
      const points = nhppArrivals({ from: start, to: end, rate: rateByClock(writtenRates({ sun: new Array<number>(24).fill(4000) }), clock), random: random(0), stream: 'test' })
      // All of them on Sunday, which has 23, 24 or 25 hours.
      const expected = 4000 * (24 + hours - 168)
      expect(Math.abs(points.length - expected)).toBeLessThan(4 * Math.sqrt(expected))
    }
  })

  it('finds the rates of a history again', () => {
    const shape = writtenRates({ mon: new Array<number>(48).fill(3), tue: Array.from({ length: 48 }, (_, slot) => (slot >= 18 && slot < 34 ? 12 : 1)), sat: new Array<number>(24).fill(0.5) })
    const from = Date.UTC(2026, 0, 5)
    const to = from + 100 * 7 * DAY
    const clock = berlin(from, to)
    const instants = nhppArrivals({ from, to, rate: rateByClock(shape, clock), random: random(0), stream: 'test' }).map(({ at }) => at)
    const found = historyRates(instants, clock)
    let distance = 0
    let slots = 0
    shape.forEach((rate, slot) => {
      const count = (found[slot] ?? 0) * 50
      if (rate === 0) expect(count).toBe(0)
      else {
        distance += (count - rate * 50) ** 2 / (rate * 50)
        slots += 1
      }
    })
    expect(distance).toBeLessThan(bounds(slots)[1] * 1.02)
  })

  it('has no tickets in half hours that the history does not cover, and none at all without a history', () => {
    const clock = berlin(monday, monday + 7 * DAY)
    const one = historyRates([monday + 10 * HOUR], clock)
    expect(one.filter((rate) => rate > 0)).toEqual([2])
    expect(perWeek(one)).toBe(1)
    expect(perWeek(historyRates([], clock))).toBe(0)
  })
})
