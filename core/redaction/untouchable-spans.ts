import type { TextSpan } from './personal-span.ts'

const address = /(?<![\p{L}\p{N}_])(?:https?:\/\/|www\.)[^\s<>"']{1,2000}/giu
const date = /(?<![\p{L}\p{N}_.,/-])(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4}))(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?(?![\p{L}\p{N}_]|[-/.]\d)/gu
const clock = /(?<![\p{L}\p{N}_.:])\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?![\p{N}:])/gu
const network = /(?<![\p{L}\p{N}_.])\d{1,3}(?:\.\d{1,6}){3}(?![\p{L}\p{N}_]|\.\d)/gu

/** Pieces in which digits are no phone or card number: web addresses, dates, times, network addresses and long versions. */
export function untouchableSpans(text: string): readonly TextSpan[] {
  const spans = [...text.matchAll(address), ...text.matchAll(clock), ...text.matchAll(network), ...[...text.matchAll(date)].filter(isDate)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
  return spans.sort((one, other) => one.start - other.start)
}

function isDate(match: RegExpExecArray): boolean {
  const [, year, month, day, first, second, last] = match.map((part) => (part === undefined ? Number.NaN : Number(part)))
  if (year !== undefined && !Number.isNaN(year)) return isYear(year) && isBetween(month, 1, 12) && isBetween(day, 1, 31)
  return isBetween(first, 1, 31) && isBetween(second, 1, 31) && (isBetween(first, 1, 12) || isBetween(second, 1, 12)) && (isBetween(last, 0, 99) || isYear(last))
}

function isYear(year: number | undefined): boolean {
  return isBetween(year, 1900, 2100)
}

function isBetween(value: number | undefined, low: number, high: number): boolean {
  return value !== undefined && value >= low && value <= high
}
