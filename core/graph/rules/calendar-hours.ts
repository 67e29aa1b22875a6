import { isCivilDate } from '../../calendars/civil-date.ts'
import type { ZoneOffsets } from '../../calendars/zone-offsets.ts'
import type { CalendarSpec } from '../../spec/workflow.ts'
import type { LintRule } from '../lint-context.ts'

const regions = new Set(['Africa', 'America', 'Antarctica', 'Arctic', 'Asia', 'Atlantic', 'Australia', 'Europe', 'Indian', 'Pacific', 'Etc'])

function isZone(zone: string): boolean {
  const [region, ...rest] = zone.split('/')
  return zone === 'UTC' || (regions.has(region ?? '') && rest.length > 0 && rest.every((part) => /^[A-Za-z][A-Za-z_+\-0-9]*$/.test(part)))
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

type Problem = { readonly problem: string; readonly hint: string; readonly path: readonly (string | number)[] }

function problems(calendar: CalendarSpec, zones: ZoneOffsets | undefined): readonly Problem[] {
  const zone: readonly Problem[] = isZone(calendar.timezone) && zones?.knows(calendar.timezone) !== false ? [] : [{ problem: `${calendar.timezone} is not a time zone`, hint: 'Write UTC or an IANA zone such as Europe/Berlin.', path: ['timezone'] }]
  const inverted = calendar.open.flatMap(({ from, to }, index): readonly Problem[] =>
    minutes(from) < minutes(to) ? [] : [{ problem: `it closes at ${to}, not after it opens at ${from}`, hint: 'Split hours that run over midnight: 22:00 to 24:00 and 00:00 to 06:00 of the next day.', path: ['open', index, 'to'] }])
  const overlaps = calendar.open.flatMap((right, index): readonly Problem[] => {
    const left = calendar.open.slice(0, index).find((other) => minutes(other.from) < minutes(right.to) && minutes(right.from) < minutes(other.to) && other.days.some((day) => right.days.includes(day)))
    const day = left?.days.find((each) => right.days.includes(each))
    return left === undefined || day === undefined ? [] : [{ problem: `the hours ${left.from}–${left.to} and ${right.from}–${right.to} overlap on ${day}`, hint: 'Join them, or move one.', path: ['open', index] }]
  })
  const dates = (calendar.closed ?? []).flatMap((text, index): readonly Problem[] => {
    const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
    return isCivilDate({ year, month, day }) ? [] : [{ problem: `there is no day ${text}`, hint: 'Write year-month-day.', path: ['closed', index] }]
  })
  return [...zone, ...inverted, ...overlaps, ...dates]
}

/** LUM408: calendars have a zone, hours in order, and days that exist. */
export const calendarHours: LintRule = ({ workflow, surroundings, report }) =>
  Object.entries(workflow.spec.calendars ?? {}).flatMap(([id, calendar]) =>
    problems(calendar, surroundings.zones).map(({ problem, hint, path }) => report('LUM408', { calendar: id, problem, hint }, ['spec', 'calendars', id, ...path])))
