import { readFileSync } from 'node:fs'
import { tests as suite } from '@bufbuild/cel-spec/testdata/conformance.js'
import { describe, expect, it } from 'vitest'
import { compileCondition } from '../../../core/conditions/compile-condition.ts'
import type { ConditionPorts } from '../../../core/conditions/condition-ports.ts'
import type { ConditionScope, ScopeEntry } from '../../../core/conditions/condition-scope.ts'
import type { ConditionType } from '../../../core/conditions/condition-type.ts'
import { evaluateCondition } from '../../../core/conditions/evaluate-condition.ts'
import type { Value } from '../../../core/conditions/value.ts'

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

const cases = casesOf(suite, '')

/** The type that a case declares for a variable; undefined for kinds that the profile does not have. */
function declared(type: unknown, value: unknown): ConditionType | undefined {
  const { primitive, listType, wellKnown, mapType } = record(type)
  const kinds: Readonly<Record<string, ConditionType>> = { INT64: { kind: 'int' }, DOUBLE: { kind: 'double', score: false }, STRING: { kind: 'string' }, BOOL: { kind: 'bool' }, TIMESTAMP: { kind: 'timestamp' }, DURATION: { kind: 'duration' } }
  if (listType !== undefined) {
    const items = declared(record(listType).elemType, undefined)
    return items === undefined ? undefined : { kind: 'list', items }
  }
  if (mapType !== undefined) {
    // A map with text keys reads as a record; a key that it lacks is a field that nobody declared.
    const { entries } = record(record(value).mapValue)
    const inner = declared(record(mapType).valueType, undefined)
    return inner === undefined || !Array.isArray(entries) ? undefined : { kind: 'record', fields: Object.fromEntries(entries.map((entry) => [String(record(record(entry).key).stringValue), { type: inner, optional: false }])) }
  }
  return kinds[String(primitive ?? wellKnown)]
}

function bound(value: unknown): Value | undefined {
  const { mapValue } = record(value)
  const plain = mapValue === undefined ? expected(value) : Object.fromEntries((Array.isArray(record(mapValue).entries) ? Object.values(record(record(mapValue).entries)) : []).map((entry) => [String(record(record(entry).key).stringValue), expected(record(entry).value)]))
  return isValue(plain) ? plain : undefined
}

function isValue(value: unknown): value is Value {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'object' && value !== null && Object.values(value).every(isValue))
}

/** What a case's variables are, for the profile; undefined where they are of kinds that it does not have. */
function surroundings({ typeEnv, bindings }: Case['original']): { readonly scope: ConditionScope; readonly context: Readonly<Record<string, Value>> } | undefined {
  const scope: Record<string, ScopeEntry> = {}
  const context: Record<string, Value> = {}
  const types = new Map((Array.isArray(typeEnv) ? typeEnv : []).map((each) => [String(record(each).name), record(record(each).ident).type]))
  for (const name of new Set([...types.keys(), ...Object.keys(record(bindings))])) {
    const given = record(record(record(bindings)[name]).value)
    const type = declared(types.get(name), given)
    const value = bound(given)
    if (type === undefined || value === undefined || !/^[a-z]\w*$/i.test(name)) return undefined
    scope[name] = { type, optional: false }
    context[name] = value
  }
  return { scope, context }
}

// Why a case lies outside the profile; the first that fits counts.
const outside: readonly (readonly [why: string, test: (path: string, original: Case['original']) => boolean])[] = [
  ['protobuf messages, enums and their containers', (path, { container, expr }) => /^conformance\/(proto|enums|wrappers|dynamic|fields\/quoted)/.test(path) || container !== undefined || /google\.|TestAllTypes|NestedEnum/.test(expr)],
  ['extensions: math, strings, encoders, bind, block, optional values, two-variable macros, networks', (path) => /(_ext|optionals|macros2)(\/|$)/.test(path)],
  ['variables of kinds that the profile lacks, and names with dots', (_path, original) => surroundings(original) === undefined],
  ['unsigned numbers, bytes, null, dyn and type', (_path, { expr }) => /\d[uU]\b|\b[bB][rR]?['"]|\b[rR][bB]['"]|\bnull\b|\b(dyn|type|uint|bytes|bool|null_type)\b/.test(expr)],
  ['maps written with { }', (_path, { expr }) => expr.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '').includes('{')],
  ['parts of a second below a millisecond', (path, { expr }) => /nanos|\d{9}Z|\dns\b/.test(path + expr)],
]

type Outcome = { readonly kind: 'right' } | { readonly kind: 'wrong'; readonly text: string } | { readonly kind: 'outside'; readonly why: string }

function outcome({ path, original }: Case): Outcome {
  const reason = outside.find(([, test]) => test(path, original))
  if (reason !== undefined) return { kind: 'outside', why: reason[0] }
  const { scope, context } = surroundings(original) ?? { scope: {}, context: {} }
  const compiled = compileCondition(original.expr, scope, 'any')
  const fails = original.evalError !== undefined || original.anyEvalErrors !== undefined
  // What fails whenever it runs may as well be refused before it runs.
  if (compiled.kind === 'rejected') return fails ? { kind: 'right' } : { kind: 'outside', why: compiled.problems[0]?.code === 'LUM310' ? 'limits of size and depth' : 'values of several types mixed, whole numbers above 15 digits, and other things that the checker refuses' }
  if (original.checkOnly === true) return { kind: 'right' }
  const answer = evaluateCondition(compiled.condition, context, ports)
  const result = original.value ?? record(original.typedResult).result
  const wanted = fails ? 'an error' : result === undefined ? true : expected(result)
  const given = answer.kind === 'value' ? answer.value : 'an error'
  return JSON.stringify(given) === JSON.stringify(wanted) ? { kind: 'right' } : { kind: 'wrong', text: `${path}: ${original.expr} gave ${JSON.stringify(given)}, not ${JSON.stringify(wanted)}` }
}

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
  const outcomes = cases.map(outcome)

  it('gives what the official conformance suite of CEL says, for every case that lies in its profile', () => {
    expect(outcomes.flatMap((each) => (each.kind === 'wrong' ? [each.text] : []))).toEqual([])
    expect(outcomes.filter(({ kind }) => kind === 'right').length).toBeGreaterThanOrEqual(516)
  })

  it('leaves out what the README says, and nothing else', () => {
    const counted = new Map<string, number>()
    for (const each of outcomes) {
      const row = each.kind === 'outside' ? each.why : 'in the profile, and right'
      counted.set(row, (counted.get(row) ?? 0) + 1)
    }
    const readme = readFileSync(new URL('../../../core/conditions/README.md', import.meta.url), 'utf8')
    const table = [...readme.matchAll(/^\| ([^|]+?) \| (\d+) \|$/gm)].map(([, why = '', count = '']) => [why, Number(count)])
    expect(Object.fromEntries(table)).toEqual(Object.fromEntries([...counted, ['all cases of the suite', cases.length]]))
  })
})
