import { describe, expect, it } from 'vitest'
import { compileCalendar, openTimeOf } from '../../../core/calendars/calendar.ts'
import { closingsWithin, gapsOf, isOpenWithin, lastOpen, nextOpen, openingsWithin, unionOf } from '../../../core/calendars/open-spans.ts'
import { tabledZoneOffsets } from '../../../core/calendars/tabled-zone-offsets.ts'
import { weekdayTime } from '../../../core/calendars/weekday-time.ts'
import { intlZoneOffsets } from '../../../host/intl-zone-offsets.ts'

const zones = intlZoneOffsets()
const utc = (text: string): number => Date.parse(text)
const time = (...spans: readonly (readonly [number, number])[]) => openTimeOf(spans, 0, 100)

describe('unionOf', () => {
  it('is open whenever one of the times is, and joins what touches', () => {
    const union = unionOf([time([10, 20], [40, 50]), time([20, 30], [45, 60]), time([80, 90])], { from: 0, to: 100 })
    expect([...union.opens]).toEqual([10, 40, 80])
    expect([...union.closes]).toEqual([30, 60, 90])
  })

  it('of nothing is never open', () => {
    expect(unionOf([], { from: 0, to: 100 }).opens.length).toBe(0)
  })
})

describe('gapsOf', () => {
  it('gives what is closed between two openings, not what the period cuts off', () => {
    expect(gapsOf(time([10, 20], [40, 50], [50, 60]))).toEqual([{ from: 20, to: 40 }])
    expect(gapsOf(time([10, 20]))).toEqual([])
    expect(gapsOf(time())).toEqual([])
  })
})

describe('asking a time', () => {
  const open = time([10, 20], [40, 50])

  it.each([[0, 10], [10, 10], [19, 19], [20, 40], [49, 49], [50, undefined]])('is open next at or after %s: %s', (at, expected) => {
    expect(nextOpen(open, at)).toBe(expected)
  })

  it.each([[10, undefined], [11, 11], [20, 20], [30, 20], [40, 20], [41, 41], [90, 50]])('was open last before %s: %s', (at, expected) => {
    expect(lastOpen(open, at)).toBe(expected)
  })

  it('knows whether it opens within a span, the end not included', () => {
    expect([{ from: 20, to: 40 }, { from: 20, to: 41 }, { from: 0, to: 10 }, { from: 19, to: 20 }].map((span) => isOpenWithin(open, span))).toEqual([false, true, false, true])
  })

  it('lists changes strictly inside a span', () => {
    expect(openingsWithin(open, { from: 10, to: 50 })).toEqual([40])
    expect(openingsWithin(open, { from: 9, to: 40 })).toEqual([10])
    expect(closingsWithin(open, { from: 10, to: 50 })).toEqual([20])
  })
})

describe('tabledZoneOffsets', () => {
  const period = { from: utc('2026-01-01T00:00Z'), to: utc('2027-01-01T00:00Z') }

  it.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Kolkata', 'America/Santiago', 'UTC'])('agrees with the zone data of %s in every half hour of a year', (zone) => {
    const table = tabledZoneOffsets(zones, period)
    for (let at = period.from; at < period.to; at += 1_800_000) {
      if (table.offsetAt(zone, at) !== zones.offsetAt(zone, at) || table.offsetAt(zone, at - 1) !== zones.offsetAt(zone, at - 1)) expect([zone, new Date(at).toISOString(), table.offsetAt(zone, at)]).toEqual([zone, '', zones.offsetAt(zone, at)])
    }
    expect(table.offsetAt(zone, utc('2030-07-01T00:00Z'))).toBe(zones.offsetAt(zone, utc('2030-07-01T00:00Z')))
  })

  it('compiles a calendar to the same intervals', () => {
    const calendar = { timezone: 'America/New_York', open: [{ days: ['mon', 'sun'], from: '01:30', to: '03:30' }], closed: ['2026-03-09'] }
    expect(compileCalendar(calendar, period.from, period.to, tabledZoneOffsets(zones, period))).toEqual(compileCalendar(calendar, period.from, period.to, zones))
  })
})

describe('weekdayTime', () => {
  it.each([
    ['2026-01-09T17:00Z', 'Europe/Berlin', false, 'Fri 18:00'],
    ['2026-07-10T16:00Z', 'Europe/Berlin', false, 'Fri 18:00'],
    ['2026-12-23T17:00Z', 'Europe/Berlin', true, 'Wed 2026-12-23 18:00'],
    ['2026-12-31T23:30Z', 'Asia/Kolkata', true, 'Fri 2027-01-01 05:00'],
    ['1969-12-31T23:59Z', 'UTC', true, 'Wed 1969-12-31 23:59'],
  ])('%s in %s is %s %s', (at, zone, withDate, expected) => {
    expect(weekdayTime(utc(at), zone, zones, withDate)).toBe(expected)
  })
})
