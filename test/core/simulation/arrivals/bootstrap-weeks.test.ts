import { describe, expect, it } from 'vitest'
import { drawWeeks, sourceWeeks } from '../../../../core/simulation/arrivals/bootstrap-weeks.ts'
import { localClock } from '../../../../core/simulation/arrivals/local-clock.ts'
import { KeyedRandom } from '../../../../core/simulation/keyed-random.ts'
import { intlZoneOffsets } from '../../../../host/intl-zone-offsets.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const zones = intlZoneOffsets()
const clock = localClock('Europe/Berlin', zones, { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 11, 31) })
const at = (text: string): number => Date.parse(`2026-${text}Z`)

describe('weeks of a history', () => {
  it('are cut at Monday 00:00 of the zone', () => {
    // Sunday 23:30 UTC is Monday in Berlin.
    const source = sourceWeeks([at('01-04T23:30:00'), at('01-11T22:30:00'), at('01-11T23:30:00'), at('01-18T12:00:00')], clock)
    expect(source.whole).toBe(true)
    expect(source.weeks.map((week) => week.map(({ row }) => row))).toEqual([[0, 1], [2, 3]])
    expect(source.weeks[0]?.[0]?.sinceMonday).toBe(HOUR / 2)
  })

  it('leave out a first and last week that are not whole', () => {
    const source = sourceWeeks([at('01-07T12:00:00'), at('01-12T12:00:00'), at('01-18T12:00:00'), at('01-20T12:00:00')], clock)
    expect(source).toMatchObject({ whole: true, leftOut: 2 })
    expect(source.weeks.map((week) => week.map(({ row }) => row))).toEqual([[1, 2]])
  })

  it('are whole where only days are missing that never have tickets', () => {
    const weekdays = [5, 6, 7, 8, 9, 12, 13, 14, 15, 16].map((day) => at(`01-${String(day).padStart(2, '0')}T12:00:00`))
    expect(sourceWeeks(weekdays, clock)).toMatchObject({ whole: true, leftOut: 0, weeks: [{ length: 5 }, { length: 5 }] })
  })

  it('fall back on the first seven days where none is whole', () => {
    const days = [7, 8, 9, 10, 11, 12, 13, 14, 15].map((day) => at(`01-${String(day).padStart(2, '0')}T12:00:00`))
    const source = sourceWeeks(days, clock)
    expect(source.whole).toBe(false)
    expect(source.weeks).toHaveLength(1)
    expect(source.weeks[0]).toHaveLength(7)
    expect(source.leftOut).toBe(2)
  })

  it('give nothing without tickets', () => {
    expect(drawWeeks(sourceWeeks([], clock), clock, { from: at('02-01T00:00:00'), to: at('03-01T00:00:00'), random: new KeyedRandom(1, 0) })).toEqual([])
  })
})

describe('weeks drawn with replacement', () => {
  // Week k of four has 10 x (k + 1) tickets on Monday at 10:00 and later.
  const instants = [0, 1, 2, 3].flatMap((week) => [...Array.from({ length: 10 * (week + 1) }, (_, index) => at('01-05T09:00:00') + week * 7 * DAY + index * 1000), at('01-11T12:00:00') + week * 7 * DAY])
  const source = sourceWeeks(instants, clock)
  const draw = (replication: number, from: number, to: number): ReturnType<typeof drawWeeks> => drawWeeks(source, clock, { from, to, random: new KeyedRandom(1, replication) })

  it('keep the spread between weeks that a Poisson process would lose', () => {
    const from = at('02-01T23:00:00')
    const counts = Array.from({ length: 2000 }, (_, replication) => draw(replication, from, from + 7 * DAY).length)
    const mean = counts.reduce((a, b) => a + b, 0) / counts.length
    const variance = counts.reduce((a, b) => a + (b - mean) ** 2, 0) / counts.length
    expect(mean).toBeGreaterThan(25.2)
    expect(mean).toBeLessThan(26.8)
    // Uniform over 11, 21, 31, 41: variance 125, where Poisson would have 26.
    expect(variance).toBeGreaterThan(115)
    expect(variance).toBeLessThan(135)
    expect(new Set(counts)).toEqual(new Set([11, 21, 31, 41]))
  })

  it('keep day and hour of the wall clock across the clock change', () => {
    const rows = draw(0, at('03-23T00:00:00'), at('04-05T00:00:00'))
    expect(rows.length).toBeGreaterThan(20)
    // 10:00 in Berlin is 09:00 UTC in winter and 08:00 in summer.
    expect(new Set(rows.map((row) => new Date(row.at).toISOString().slice(5, 13)))).toEqual(new Set(['03-23T09', '03-29T11', '03-30T08']))
  })

  it('do not change when the period grows', () => {
    const short = draw(5, at('02-10T00:00:00'), at('02-20T00:00:00'))
    const long = draw(5, at('01-20T00:00:00'), at('05-20T00:00:00'))
    expect(long.filter((row) => row.at >= at('02-10T00:00:00') && row.at < at('02-20T00:00:00'))).toEqual(short)
  })
})
