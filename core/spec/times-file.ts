import { durationMs } from './duration.ts'
import { shownText } from './odd-characters.ts'

/** Measured times as a distribution takes them, or what is wrong with the first line that holds none; lines are counted from 1. */
export type TimesFile =
  | { readonly kind: 'times'; readonly quantiles: readonly string[] }
  | { readonly kind: 'wrong'; readonly line: number; readonly problem: string; readonly hint: string }

/** More steps than this show nothing new, and a million times would only make the run slow. */
const mostQuantiles = 10_000

/** What a span of the format can say in milliseconds. */
const longestMs = 999_999_999_999

/** Reads a file with one time a line, in seconds (`90`, `12.5`) or as a span (`8m`); empty lines and those that begin with # are left out. */
export function readTimesFile(text: string): TimesFile {
  const times: number[] = []
  for (const [index, raw] of text.replace(/^\uFEFF/, '').split('\n').entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const time = /^\d+(?:\.\d+)?$/.test(line) ? Math.round(Number(line) * 1000) : durationMs(line)
    if (time === undefined || time > longestMs) return { kind: 'wrong', line: index + 1, problem: `${shownText(line.slice(0, 60))} is no time`, hint: 'Write one time a line: seconds such as 90 or 12.5, or a span such as 8m. A heading begins with #.' }
    times.push(time)
  }
  if (times.length < 2) return { kind: 'wrong', line: 1, problem: times.length === 0 ? 'there is no time in it' : 'there is only one time in it', hint: 'Write at least two times, one a line.' }
  times.sort((a, b) => a - b)
  return { kind: 'times', quantiles: evenly(times).map((time) => `${time}ms`) }
}

function evenly(sorted: readonly number[]): readonly number[] {
  if (sorted.length <= mostQuantiles) return sorted
  return Array.from({ length: mostQuantiles }, (_, step) => {
    const position = (step * (sorted.length - 1)) / (mostQuantiles - 1)
    const below = Math.floor(position)
    const low = sorted[below] ?? 0
    return Math.round(low + ((sorted[below + 1] ?? low) - low) * (position - below))
  })
}
