import type { WeeklyCalendar } from '../../../../core/calendars/calendar.ts'

const workdays = ['mon', 'tue', 'wed', 'thu', 'fri']
const office = (timezone: string, closed: string[] = []): WeeklyCalendar => ({ timezone, open: [{ days: workdays, from: '09:00', to: '17:00' }], closed })
const berlin = office('Europe/Berlin')
const night: WeeklyCalendar = { timezone: 'Europe/Berlin', open: [{ days: ['sat'], from: '22:00', to: '06:00' }] }
const civilDays: WeeklyCalendar = { timezone: 'Europe/Berlin', open: [{ days: [...workdays, 'sat', 'sun'], from: '00:00', to: '24:00' }] }

/** Spans of time and the open seconds within them. */
export const calendarSpans = [
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
] as const

/** Instants, and when so many open hours will have passed. */
export const calendarDues = [
  { id: 'D1', calendar: berlin, from: '2026-03-27T14:00Z', hours: 4, due: '2026-03-30T09:00Z' },
  { id: 'D2', calendar: office('America/New_York'), from: '2026-10-30T17:00Z', hours: 8, due: '2026-11-02T18:00Z' },
  { id: 'D3', calendar: berlin, from: '2026-03-29T00:59Z', hours: 1, due: '2026-03-30T08:00Z' },
  { id: 'D4', calendar: night, from: '2026-03-28T22:00Z', hours: 5, due: '2026-03-29T03:00Z' },
  { id: 'D6', calendar: berlin, from: '2026-01-09T15:00Z', hours: 1, due: '2026-01-09T16:00Z' },
] as const
