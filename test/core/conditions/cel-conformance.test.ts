import { tests as suite } from '@bufbuild/cel-spec/testdata/conformance.js'
import { describe, expect, it } from 'vitest'
import { compileCondition } from '../../../core/conditions/compile-condition.ts'
import type { ConditionPorts } from '../../../core/conditions/condition-ports.ts'
import { evaluateCondition } from '../../../core/conditions/evaluate-condition.ts'

type Suite = typeof suite
type Case = { readonly path: string; readonly original: Readonly<Record<string, unknown>> & { readonly expr: string } }

function casesOf({ name, suites, tests }: Suite, above: string): readonly Case[] {
  const path = above === '' ? name : `${above}/${name}`
  return [...(tests ?? []).map(({ original }) => ({ path: `${path}/${original.name ?? original.expr}`, original })), ...(suites ?? []).flatMap((inner) => casesOf(inner, path))]
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

/** The expected value as a plain one; undefined for kinds that the profile does not have. */
function expected(value: unknown): unknown {
  const given = record(value)
  if ('int64Value' in given) return Number(given.int64Value)
  if ('doubleValue' in given) return Number(given.doubleValue)
  if ('listValue' in given) {
    const { values } = record(given.listValue)
    return Array.isArray(values) ? values.map(expected) : []
  }
  if ('objectValue' in given) {
    const { '@type': type, value: text } = record(given.objectValue)
    if (String(type).endsWith('Duration')) return Number(String(text).replace('s', '')) * 1000
    return String(type).endsWith('Timestamp') ? Date.parse(String(text)) : undefined
  }
  return given.boolValue ?? given.stringValue
}

const cases = casesOf(suite, '').filter(({ path, original }) => original.bindings === undefined && original.typeEnv === undefined && original.container === undefined && original.checkOnly !== true && original.typedResult === undefined
  // The profile counts time in whole milliseconds.
  && !/nanos|\d{9}Z|\dns\b/.test(path + original.expr))

/** Named zones, as the simulator's calendars know them. */
const ports: ConditionPorts = {
  isOpen: () => false,
  zoneOffsetMs: (zone, at) => {
    const parts = Object.fromEntries(new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }).formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
  },
}

describe('the condition language', () => {
  it('gives what the official conformance suite of CEL says, for every case that lies in its profile', () => {
    const wrong: string[] = []
    let tried = 0
    for (const { path, original } of cases) {
      const compiled = compileCondition(original.expr, {}, 'any')
      if (compiled.kind === 'rejected') continue
      tried += 1
      const answer = evaluateCondition(compiled.condition, {}, ports)
      const wanted = original.evalError !== undefined || original.anyEvalErrors !== undefined ? 'an error' : original.value === undefined ? true : expected(original.value)
      const given = answer.kind === 'value' ? answer.value : 'an error'
      if (JSON.stringify(given) !== JSON.stringify(wanted)) wrong.push(`${path}: ${original.expr} gave ${JSON.stringify(given)}, not ${JSON.stringify(wanted)}`)
    }
    expect(wrong).toEqual([])
    expect(tried).toBeGreaterThan(300)
  })
})
