import { durationMs, durationText } from '../../spec/duration.ts'
import type { WrittenProblem } from './kpi-reference.ts'
import { problem } from './kpi-reference.ts'

/** What sort of value a field holds. */
export type ValueKind = 'number' | 'duration' | 'time' | 'word'

/** One value of a field: as the file would have it, and where it lies on an axis. */
export type SweepValue = { readonly written: number | string; readonly at: number }

/** A field and the values that it is tried with. */
export type SweepRange = { readonly kind: 'range'; readonly path: string; readonly valueKind: ValueKind; readonly values: readonly SweepValue[] }

/** Most values of one field. */
export const MOST_VALUES = 500
const SYNTAX = 'Write PATH=from..to/step or PATH=value,value: agents.triage.params.threshold=0.1..0.9/0.05, teams.tier1.shifts.0.headcount=2..8, slas.all.firstResponse.P3=30m..4h/30m, calendars.office.open.0.to=16:00..20:00/1h.'

/** Reads `PATH=from..to[/step]` or `PATH=a,b,c`: numbers, durations, times of day, or words. */
export function parseSweepRange(text: string): SweepRange | WrittenProblem {
  const [, path, rest] = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/.exec(text) ?? []
  if (path === undefined || rest === undefined) return problem(`"${text}" does not say what to vary.`, SYNTAX)
  const ends = /^(.+?)\s*\.\.\s*([^/]+?)\s*(?:\/\s*(.+))?$/.exec(rest)
  if (ends === null) return listed(path, rest)
  const [, fromText = '', toText = '', stepText] = ends
  const from = readValue(fromText)
  const to = readValue(toText)
  if (from.kind === 'word' || to.kind === 'word' || from.kind !== to.kind) return problem(`"${rest}" is no range: its ends must both be numbers, spans of time (30m) or times of day (08:00).`, SYNTAX)
  if (stepText === undefined && !(from.kind === 'number' && Number.isInteger(from.at) && Number.isInteger(to.at))) return problem(`"${rest}" does not say the step.`, `Write it behind a slash: ${path}=${rest}/${from.kind === 'number' ? '0.05' : '30m'}.`)
  const step = readValue(stepText ?? '1')
  const stepKind = from.kind === 'time' ? 'duration' : from.kind
  if (step.kind !== stepKind) return problem(`The step "${stepText ?? ''}" does not go with the range "${rest}".`, from.kind === 'number' ? 'Write a number.' : 'Write a span of time with its unit, as in 30m.')
  const span = to.at - from.at
  if (step.at <= 0 || span < 0) return problem(`"${rest}" has no values: ${span < 0 ? 'it ends before it begins' : 'its step is not above 0'}.`, SYNTAX)
  // Decimal steps are counted in whole units of their last place: 0.1 + 0.05 + ... would drift off the values that people write.
  const places = from.kind === 'number' ? Math.max(from.places, to.places, step.places) : 0
  const unit = tenTo(places)
  const start = Math.round(from.at * unit)
  const stride = Math.round(step.at * unit)
  const count = Math.floor((Math.round(to.at * unit) - start) / stride) + 1
  if (count > MOST_VALUES) return problem(`"${rest}" has ${count} values; at most ${MOST_VALUES} can be tried.`, 'Take a larger step.')
  const { kind } = from
  return { kind: 'range', path, valueKind: kind, values: Array.from({ length: count }, (_, index) => valueAt(kind, (start + index * stride) / unit)) }
}

/** The value that a field holds now, as a value of a sweep; null where it holds no single value. */
export function presentValue(held: unknown): (SweepValue & { readonly kind: ValueKind }) | null {
  if (typeof held === 'number') return { kind: 'number', written: held, at: held }
  if (typeof held !== 'string') return null
  const { kind, at } = readValue(held)
  return { kind: kind === 'number' ? 'word' : kind, written: held, at }
}

function listed(path: string, rest: string): SweepRange | WrittenProblem {
  const items = rest.split(',').map((item) => item.trim())
  if (items.some((item) => item === '')) return problem(`"${rest}" has an empty place in its list.`, SYNTAX)
  const read = items.map((text) => ({ text, ...readValue(text) }))
  const kinds = [...new Set(read.map(({ kind }) => kind))]
  const [kind = 'word'] = kinds.length === 1 ? kinds : ['word' as const]
  const values = read.map(({ text, at }, index): SweepValue => (kind === 'word' ? { written: text, at: index } : { written: kind === 'number' ? at : text, at }))
  const twice = values.find((value, index) => values.findIndex((other) => other.at === value.at && other.written === value.written) < index)
  if (twice !== undefined) return problem(`"${String(twice.written)}" stands twice in "${rest}".`, 'Name each value once.')
  return { kind: 'range', path, valueKind: kind, values: kind === 'word' ? values : [...values].sort((a, b) => a.at - b.at) }
}

function readValue(text: string): { readonly kind: ValueKind; readonly at: number; readonly places: number } {
  const number = /^-?\d+(?:\.(\d+))?$/.exec(text)
  if (number !== null) return { kind: 'number', at: Number(text), places: number[1]?.length ?? 0 }
  const time = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text)
  if (time !== null) return { kind: 'time', at: (Number(time[1]) * 60 + Number(time[2])) * 60_000, places: 0 }
  const duration = durationMs(text)
  return duration === undefined ? { kind: 'word', at: 0, places: 0 } : { kind: 'duration', at: duration, places: 0 }
}

function valueAt(kind: 'number' | 'duration' | 'time', at: number): SweepValue {
  switch (kind) {
    case 'number':
      return { written: at, at }
    case 'duration':
      return { written: durationText(at), at }
    case 'time': {
      const minutes = Math.round(at / 60_000)
      return { written: `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`, at }
    }
  }
}

function tenTo(places: number): number {
  let value = 1
  for (let index = 0; index < places; index++) value *= 10
  return value
}
