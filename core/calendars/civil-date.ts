/** A day of the proleptic Gregorian calendar; months and days count from 1. */
export type CivilDate = { readonly year: number; readonly month: number; readonly day: number }

/** Milliseconds of a day. */
export const DAY_MS = 86_400_000

/** Days from 1970-01-01 to a date. */
export function daysOfDate({ year, month, day }: CivilDate): number {
  // Years are counted from March, so that the leap day is the last day of a year; an era is 400 years.
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** The date that lies a number of days after 1970-01-01. */
export function dateOfDays(days: number): CivilDate {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const part = Math.floor((5 * dayOfYear + 2) / 153)
  const month = part < 10 ? part + 3 : part - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * part + 2) / 5) + 1 }
}

/** Whether the date exists. */
export function isCivilDate(date: CivilDate): boolean {
  const back = dateOfDays(daysOfDate(date))
  return date.month >= 1 && date.month <= 12 && back.month === date.month && back.day === date.day
}

/** Day of the week of a day count: 0 is Monday. */
export function weekdayOf(days: number): number {
  return (((days + 3) % 7) + 7) % 7
}
