import { describe, expect, it } from 'vitest'
import { bizAdd, bizBetween, compileCalendar, isOpenAt, openTimeOf } from '../../../core/calendars/calendar.ts'
import type { WeeklyCalendar } from '../../../core/calendars/calendar.ts'
import { intlZoneOffsets } from '../../../host/intl-zone-offsets.ts'
import { calendarDues, calendarSpans } from '../simulation/verification/calendar-vectors.ts'

const zones = intlZoneOffsets()
const workdays = ['mon', 'tue', 'wed', 'thu', 'fri']
const office = (timezone: string, closed: string[] = []): WeeklyCalendar => ({ timezone, open: [{ days: workdays, from: '09:00', to: '17:00' }], closed })
const berlin = office('Europe/Berlin')
const compile = (calendar: WeeklyCalendar) => compileCalendar(calendar, Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1), zones)
const utc = (text: string): number => Date.parse(text)

describe('bizBetween', () => {
  it.each(calendarSpans)('$id: $from to $to is $seconds open seconds', ({ calendar, from, to, seconds }) => {
    expect(bizBetween(compile(calendar), utc(from), utc(to)) / 1000).toBe(seconds)
  })

  it('is zero backwards', () => {
    expect(bizBetween(compile(berlin), utc('2026-01-13T12:00Z'), utc('2026-01-12T12:00Z'))).toBe(0)
  })
})

describe('bizAdd', () => {
  it.each(calendarDues)('$id: $hours h from $from is $due', ({ calendar, from, hours, due }) => {
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
