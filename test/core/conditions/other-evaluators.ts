import type { CelInput } from '@bufbuild/cel'
import { celEnv, isCelError, isCelList, parse as parseBuf, plan } from '@bufbuild/cel'
import { create, isMessage } from '@bufbuild/protobuf'
import { DurationSchema, TimestampSchema } from '@bufbuild/protobuf/wkt'
import { Environment } from '@marcbachmann/cel-js'
import type { ConditionScope } from '../../../core/conditions/condition-scope.ts'
import type { ConditionType } from '../../../core/conditions/condition-type.ts'
import type { Value } from '../../../core/conditions/value.ts'

/** What an evaluator says: a plain value (lists and numbers made alike), or that it stopped. */
export type Verdict = { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'stopped' }

type Make = { readonly int: (n: number) => CelInput; readonly time: (ms: number) => CelInput; readonly span: (ms: number) => CelInput }

function convert(value: Value | undefined, type: ConditionType, make: Make): CelInput {
  if (type.kind === 'record') {
    const given = typeof value === 'object' && !Array.isArray(value) ? new Map<string, Value>(Object.entries(value)) : new Map<string, Value>()
    return Object.fromEntries(Object.entries(type.fields).flatMap(([name, field]) => {
      const item = given.get(name) ?? field.default
      return item === undefined ? [] : [[name, convert(item, field.type, make)]]
    }))
  }
  if (type.kind === 'list') return Array.isArray(value) ? value.map((item: Value) => convert(item, type.items, make)) : []
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value !== 'number') throw new Error('a value does not fit its type')
  return type.kind === 'int' ? make.int(value) : type.kind === 'timestamp' ? make.time(value) : type.kind === 'duration' ? make.span(value) : value
}

function bindings(scope: ConditionScope, context: Readonly<Record<string, Value>>, make: Make): Record<string, CelInput> {
  return Object.fromEntries(Object.entries(scope).flatMap(([root, entry]) => {
    const value = context[root] ?? entry.default
    // An absent root is an empty record to the other evaluators, which know no absent roots.
    return value === undefined && entry.type.kind !== 'record' ? [] : [[root, convert(value, entry.type, make)]]
  }))
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Date) return value.getTime()
  if (isCelList(value)) return [...value].map(plain)
  if (Array.isArray(value)) return value.map(plain)
  if (isMessage(value, TimestampSchema) || isMessage(value, DurationSchema)) return Number(value.seconds) * 1000 + Math.trunc(value.nanos / 1e6)
  if (typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'object') return plain(value.message)
  if (typeof value === 'object' && value !== null && 'seconds' in value && 'nanos' in value) return Number(value.seconds) * 1000 + Math.trunc(Number(value.nanos) / 1e6)
  return value
}

/** `@bufbuild/cel` on one condition. */
export function withBufbuild(text: string, scope: ConditionScope): (context: Readonly<Record<string, Value>>) => Verdict {
  const run = plan(celEnv(), parseBuf(text))
  const make: Make = {
    int: (n) => BigInt(n),
    time: (ms) => create(TimestampSchema, { seconds: BigInt(Math.floor(ms / 1000)), nanos: (((ms % 1000) + 1000) % 1000) * 1e6 }),
    span: (ms) => create(DurationSchema, { seconds: BigInt(Math.trunc(ms / 1000)), nanos: (ms % 1000) * 1e6 }),
  }
  return (context) => {
    const result = run(bindings(scope, context, make))
    return isCelError(result) ? { kind: 'stopped' } : { kind: 'value', value: plain(result) }
  }
}

/** `@marcbachmann/cel-js` on one condition. */
export function withCelJs(text: string, scope: ConditionScope): (context: Readonly<Record<string, Value>>) => Verdict {
  const environment = new Environment({ unlistedVariablesAreDyn: true })
  const parsed = environment.parse(text)
  const make: Make = { int: (n) => BigInt(n), time: (ms) => environment.evaluate(`timestamp("${new Date(ms).toISOString()}")`), span: (ms) => environment.evaluate(`duration("${ms}ms")`) }
  return (context) => {
    try {
      return { kind: 'value', value: plain(parsed(bindings(scope, context, make))) }
    } catch {
      return { kind: 'stopped' }
    }
  }
}
