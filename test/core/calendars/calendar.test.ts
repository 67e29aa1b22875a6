import { describe, expect, it } from 'vitest'
import { bizAdd, bizBetween, compileCalendar, isOpenAt, openTimeOf } from '../../../core/calendars/calendar.ts'
import type { WeeklyCalendar } from '../../../core/calendars/calendar.ts'
import { intlZoneOffsets } from '../../../host/intl-zone-offsets.ts'

const zones = intlZoneOffsets()
const workdays = ['mon', 'tue', 'wed', 'thu', 'fri']
const everyDay = [...workdays, 'sat', 'sun']
const office = (timezone: string, closed: string[] = []): WeeklyCalendar => ({ timezone, open: [{ days: workdays, from: '09:00', to: '17:00' }], closed })
const night: WeeklyCalendar = { timezone: 'Europe/Berlin', open: [{ days: ['sat'], from: '22:00', to: '06:00' }] }
const civilDays: WeeklyCalendar = { timezone: 'Europe/Berlin', open: [{ days: everyDay, from: '00:00', to: '24:00' }] }
const berlin = office('Europe/Berlin')
const compile = (calendar: WeeklyCalendar) => compileCalendar(calendar, Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1), zones)
const utc = (text: string): number => Date.parse(text)

const spans = [
  { id: 'C1', calendar: berlin, from: '2026-01-09T15:30Z', to: '2026-01-12T08:30Z', seconds: 3600 },
  { id: 'C2', calendar: berlin, from: '2026-03-27T15:30Z', to: '2026-03-30T07:30Z', seconds: 3600 },
  { id: 'C3', calendar: berlin, from: '2026-10-23T14:30Z', to: '2026-10-26T08:30Z', seconds: 3600 },
  { id: 'C4', calendar: office('America/New_York'), from: '2026-03-06T21:30Z', to: '2026-03-09T13:30Z', seconds: 3600 },
  { id: 'C5', calendar: night, from: '2026-03-28T12:00Z', to: '2026-03-29T12:00Z', seconds: 25_200 },
  { id: 'C6', calendar: night, from: '2026-10-24T12:00Z', to: '2026-10-25T12:00Z', seconds: 32_400 },
  { id: 'C7', calendar: civilDays, from: '2026-03-28T23:00Z', to: '2026-03-29T22:00Z', seconds: 82_800 },
  { id: 'C8', calendar: civilDays, from: '2026-10-24T22:00Z', to: '2026-10-25T23:00Z', seconds: 90_000 },
  { id: 'C9', calendar: office('Asia/Kolkata'), from: '2026-06-10T00:00Z', to: '2026-06-11T00:00Z', seconds: 28_800 },
  { id: 'C10', calendar: office('Europe/Berlin', ['2026-05-01']), from: '2026-04-30T14:00Z', to: '2026-05-04T08:00Z', seconds: 7200 },
  { id: 'C12', calendar: berlin, from: '2026-01-10T09:00Z', to: '2026-01-11T19:00Z', seconds: 0 },
]

const dues = [
  { id: 'D1', calendar: berlin, from: '2026-03-27T14:00Z', hours: 4, due: '2026-03-30T09:00Z' },
  { id: 'D2', calendar: office('America/New_York'), from: '2026-10-30T17:00Z', hours: 8, due: '2026-11-02T18:00Z' },
  { id: 'D3', calendar: berlin, from: '2026-03-29T00:59Z', hours: 1, due: '2026-03-30T08:00Z' },
  { id: 'D4', calendar: night, from: '2026-03-28T22:00Z', hours: 5, due: '2026-03-29T03:00Z' },
  { id: 'D6', calendar: berlin, from: '2026-01-09T15:00Z', hours: 1, due: '2026-01-09T16:00Z' },
]

describe('bizBetween', () => {
  it.each(spans)('$id: $from to $to is $seconds open seconds', ({ calendar, from, to, seconds }) => {
    expect(bizBetween(compile(calendar), utc(from), utc(to)) / 1000).toBe(seconds)
  })

  it('is zero backwards', () => {
    expect(bizBetween(compile(berlin), utc('2026-01-13T12:00Z'), utc('2026-01-12T12:00Z'))).toBe(0)
  })
})

describe('bizAdd', () => {
  it.each(dues)('$id: $hours h from $from is $due', ({ calendar, from, hours, due }) => {
    expect(new Date(bizAdd(compile(calendar), utc(from), hours * 3_600_000)).toISOString()).toBe(new Date(utc(due)).toISOString())
  })

  it('undoes bizBetween at any instant', () => {
    const time = compile(berlin)
    const start = utc('2026-03-20T03:00Z')
    for (let step = 1; step < 500; step++) {
      const end = bizAdd(time, start, step * 977_000)
      expect(bizBetween(time, start, end)).toBe(step * 977_000)
      expect(bizBetween(time, start, end - 1)).toBe(step * 977_000 - 1)
    }
  })

  it('adds nothing at once, and never ends past the compiled time', () => {
    const time = compile(berlin)
    expect(bizAdd(time, utc('2026-01-10T09:00Z'), 0)).toBe(utc('2026-01-10T09:00Z'))
    expect(bizAdd(time, utc('2026-12-31T15:00Z'), 86_400_000)).toBe(Infinity)
    expect(bizAdd(openTimeOf([], 0, 1), 0, 1)).toBe(Infinity)
  })
})

describe('isOpenAt', () => {
  it('opens at the first instant and is closed at the last', () => {
    const time = compile(berlin)
    expect(isOpenAt(time, utc('2026-01-12T08:00Z'))).toBe(true)
    expect(isOpenAt(time, utc('2026-01-12T16:00Z') - 1)).toBe(true)
    expect(isOpenAt(time, utc('2026-01-12T16:00Z'))).toBe(false)
    expect(isOpenAt(time, utc('2026-01-12T08:00Z') - 1)).toBe(false)
  })

  it('moves an opening inside the missing hour later and takes the earlier of a doubled hour', () => {
    const early: WeeklyCalendar = { timezone: 'Europe/Berlin', open: [{ days: ['sun'], from: '02:30', to: '05:00' }] }
    expect([...compile(early).opens]).toContain(utc('2026-03-29T01:30Z'))
    expect([...compile(early).opens]).toContain(utc('2026-10-25T00:30Z'))
  })

  it('joins hours that touch or overlap', () => {
    const split: WeeklyCalendar = { timezone: 'UTC', open: [{ days: ['mon'], from: '09:00', to: '13:00' }, { days: ['mon'], from: '12:00', to: '17:00' }] }
    expect(compile(split).opens.length).toBe(52)
  })
})
