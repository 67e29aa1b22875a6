import type { OpenTime } from '../calendars/calendar.ts'
import { bizBetween, compileCalendar } from '../calendars/calendar.ts'
import { DAY_MS, daysOfDate, isCivilDate } from '../calendars/civil-date.ts'
import type { TimeSpan } from '../calendars/open-spans.ts'
import { gapsOf, lastOpen, nextOpen, unionOf } from '../calendars/open-spans.ts'
import { tabledZoneOffsets } from '../calendars/tabled-zone-offsets.ts'
import { weekdayTime } from '../calendars/weekday-time.ts'
import type { ZoneOffsets } from '../calendars/zone-offsets.ts'
import type { Workflow } from '../spec/workflow.ts'

/** Opening hours of every calendar and team over one period. */
export type HoursPeriod = {
  /** Whether closed days count; without them a week is like the other. */
  readonly dated: boolean
  readonly span: TimeSpan
  /** Undefined for a calendar that is not there or has mistakes. */
  readonly calendar: (id: string) => OpenTime | undefined
  /** Whenever somebody of one of the teams works; undefined where that is not known, or never. */
  readonly teams: (ids: readonly string[]) => OpenTime | undefined
}

/** A span in which nobody works, with the time of a clock that passes in it. */
export type Gap = TimeSpan & { readonly ms: number; readonly period: HoursPeriod }

/** What the linter knows of time: a usual year, and the days around closed days. */
export type OpenHours = {
  readonly periods: readonly HoursPeriod[]
  /** Spans in which no team works, the longest first, those of every week before those of some dates; `clock` is a calendar, or undefined for wall time. */
  readonly gaps: (teams: readonly string[], clock: string | undefined) => readonly Gap[]
  /** `62h from Fri 18:00 to Mon 08:00` in parts, in the zone of the teams. */
  readonly describe: (gap: TimeSpan & { readonly period: HoursPeriod }, teams: readonly string[]) => { readonly from: string; readonly to: string }
}

const usualYear = 2026
/** How often in a year a gap comes that belongs to the week: weeks in which clocks change are different. */
const weekly = 10

function closedDays(workflow: Workflow): readonly number[] {
  const dates = Object.values(workflow.spec.calendars ?? {}).flatMap((calendar) => calendar.closed ?? [])
  return [...new Set(dates)].flatMap((text) => dayOf(text) ?? []).toSorted((a, b) => a - b)
}

function dayOf(text: string): number | undefined {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  return year >= 1970 && isCivilDate({ year, month, day }) ? daysOfDate({ year, month, day }) : undefined
}

function periodOf(workflow: Workflow, zones: ZoneOffsets, span: TimeSpan, dated: boolean): HoursPeriod {
  const table = tabledZoneOffsets(zones, { from: span.from - 8 * DAY_MS, to: span.to + 8 * DAY_MS })
  const within = (date: string): boolean => { const day = dayOf(date); return day !== undefined && day * DAY_MS >= span.from - 2 * DAY_MS && day * DAY_MS < span.to + DAY_MS }
  const calendars = new Map<string, OpenTime | undefined>()
  const unions = new Map<string, OpenTime | undefined>()
  const calendar = (id: string): OpenTime | undefined => {
    if (calendars.has(id)) return calendars.get(id)
    const written = Object.hasOwn(workflow.spec.calendars ?? {}, id) ? workflow.spec.calendars?.[id] : undefined
    const time = written === undefined || !zones.knows(written.timezone) ? undefined : compileCalendar({ timezone: written.timezone, open: written.open, closed: dated ? (written.closed ?? []).filter(within) : [] }, span.from, span.to, table)
    calendars.set(id, time)
    return time
  }
  const teams = (ids: readonly string[]): OpenTime | undefined => {
    const shifts = new Set(ids.flatMap((id) => (workflow.spec.teams?.[id]?.shifts ?? []).flatMap((shift) => (shift.headcount > 0 ? [shift.calendar] : []))))
    const key = [...shifts].sort().join(' ')
    if (unions.has(key)) return unions.get(key)
    const times = [...shifts].map(calendar)
    const known = times.flatMap((time) => time ?? [])
    const union = known.length < times.length || known.every((time) => time.opens.length === 0) ? undefined : unionOf(known, span)
    unions.set(key, union)
    return union
  }
  return { dated, span, calendar, teams }
}

/** Compiles the calendars of a workflow when they are asked for, each once; undefined for more of them than can be looked at while somebody types. */
export function openHours(workflow: Workflow, zones: ZoneOffsets): OpenHours | undefined {
  const { calendars, teams } = workflow.spec
  const rules = Object.values(calendars ?? {}).reduce((sum, calendar) => sum + calendar.open.length, 0)
  if (rules > 500 || Object.keys(teams ?? {}).length > 500) return undefined
  const closed = closedDays(workflow)
  const last = closed.at(-1)
  const year = last === undefined ? usualYear : Math.floor(last / 365.2425) + 1970
  const start = daysOfDate({ year, month: 1, day: 1 }) * DAY_MS
  const usual = periodOf(workflow, zones, { from: start, to: start + 380 * DAY_MS }, false)
  const dates = closed.filter((day) => last !== undefined && day > last - 400)
  const around = last === undefined ? [] : [periodOf(workflow, zones, { from: ((dates[0] ?? last) - 9) * DAY_MS, to: (last + 10) * DAY_MS }, true)]
  const known = new Map<string, readonly Gap[]>()

  const gapsIn = (period: HoursPeriod, teams: readonly string[], clock: string | undefined): readonly Gap[] => {
    const time = period.teams(teams)
    const measure = clock === undefined ? undefined : period.calendar(clock)
    if (time === undefined || (clock !== undefined && measure === undefined)) return []
    return gapsOf(time).flatMap((gap): readonly Gap[] => {
      if (measure === undefined) return [{ ...gap, ms: gap.to - gap.from, period }]
      const ms = bizBetween(measure, gap.from, gap.to)
      // Only the part in which the clock runs is of interest.
      return ms === 0 ? [] : [{ from: nextOpen(measure, gap.from) ?? gap.from, to: lastOpen(measure, gap.to) ?? gap.to, ms, period }]
    })
  }

  const gaps = (teams: readonly string[], clock: string | undefined): readonly Gap[] => {
    const key = `${clock ?? ''}:${[...teams].sort().join(' ')}`
    const before = known.get(key)
    if (before !== undefined) return before
    const all = gapsIn(usual, teams, clock)
    const counts = new Map<number, number>()
    for (const { ms } of all) counts.set(ms, (counts.get(ms) ?? 0) + 1)
    const firstOf = new Map<number, Gap>()
    for (const gap of all) if ((counts.get(gap.ms) ?? 0) >= weekly && !firstOf.has(gap.ms)) firstOf.set(gap.ms, gap)
    const everyWeek = [...firstOf.values()].toSorted((a, b) => b.ms - a.ms)
    const rare = [...all.filter((gap) => !firstOf.has(gap.ms)).map((gap) => ({ ...gap, period: { ...gap.period, dated: true } })), ...around.flatMap((period) => gapsIn(period, teams, clock))]
    const longer = rare.filter((gap) => gap.ms > (everyWeek[0]?.ms ?? 0)).toSorted((a, b) => b.ms - a.ms || a.from - b.from).slice(0, 5)
    const found = [...everyWeek, ...longer]
    known.set(key, found)
    return found
  }

  const describe: OpenHours['describe'] = ({ from, to, period }, teams) => {
    const shifts = teams.flatMap((id) => workflow.spec.teams?.[id]?.shifts ?? []).flatMap((shift) => workflow.spec.calendars?.[shift.calendar] ?? [])
    const zone = (shifts.find((calendar) => calendar.timezone !== 'UTC') ?? shifts[0])?.timezone ?? 'UTC'
    return { from: weekdayTime(from, zone, zones, period.dated), to: `${weekdayTime(to, zone, zones, period.dated)} ${zone}` }
  }
  return { periods: [usual, ...around], gaps, describe }
}
