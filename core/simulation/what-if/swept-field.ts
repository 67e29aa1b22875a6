import { readPath, writePath } from '../../spec/override-path.ts'
import type { WrittenProblem } from './kpi-reference.ts'
import { problem } from './kpi-reference.ts'
import type { SweptField } from './sweep.ts'
import type { SweepRange, SweepValue } from './sweep-range.ts'
import { presentValue } from './sweep-range.ts'
import type { Variant } from './what-if-step.ts'

/** Finds what a range varies: its present value, and that every value fits there. */
export function sweptField(present: Variant, range: SweepRange): SweptField | WrittenProblem {
  const reading = readPath(present, range.path)
  if (reading.kind === 'nowhere') return problem(`Nothing can be varied at "${range.path}": ${lowerFirst(reading.problem)}.`, reading.hint)
  const shadow = shadowOf(present, range.path)
  if (shadow !== null) return shadow
  const value = presentValue(reading.value)
  if (value === null) {
    return reading.value === undefined
      ? problem(`"${range.path}" has no value that could be varied: nothing is written there.`, 'Write its present value into the file first, so that the differences have something to stand against.')
      : problem(`"${range.path}" is not a single value.`, 'Name a number, a span of time or a time of day inside it.')
  }
  const { kind, ...now } = value
  if (range.valueKind !== 'word' && kind !== range.valueKind) return problem(`"${range.path}" is ${KINDS[kind]} (${String(now.written)}), but the range gives ${KINDS[range.valueKind]}.`, `Write values of the same kind, as ${String(now.written)} is.`)
  for (const each of range.values) {
    const written = writePath(present, range.path, each.written)
    if (written.kind === 'refused') return problem(`"${range.path}" cannot be ${String(each.written)}: ${lowerFirst(written.problem)}.`, written.hint)
  }
  return { path: range.path, valueKind: range.valueKind, present: now, values: range.values }
}

/** The flow and scenario with one value for each field. */
export function variantWith(present: Variant, fields: readonly SweptField[], values: readonly SweepValue[]): Variant {
  return fields.reduce((so, { path }, index) => {
    const value = values[index]
    if (value === undefined) return so
    const written = writePath(so, path, value.written)
    // Every point was written before the first was run (`impossiblePoint`).
    if (written.kind === 'refused') throw new Error(`${path} = ${String(value.written)}: ${written.problem}. ${written.hint}`)
    return written.documents
  }, present)
}

const KINDS = { number: 'a number', duration: 'a span of time', time: 'a time of day', word: 'a word' } as const

/** A field of a team that the scenario replaces changes nothing, however it is varied. */
function shadowOf({ scenario }: Variant, path: string): WrittenProblem | null {
  const [, team] = /^teams\.([^.]+)\.shifts\b/.exec(path) ?? []
  const change = team === undefined ? undefined : scenario.spec.teams?.[team]
  if (team === undefined || change === undefined) return null
  const by = change.people !== undefined ? 'people' : change.shifts !== undefined ? 'shifts' : change.headcount !== undefined ? 'headcount' : null
  return by === null ? null : problem(`"${path}" changes nothing: the scenario sets the ${by} of team ${team}.`, `Vary scenario.teams.${team}.${by} instead.`)
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1).replace(/\.$/, '')}`
}
