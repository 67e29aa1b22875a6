import { assertNever } from '../assert-never.ts'
import type { Value } from '../conditions/value.ts'
import { isList, isRecord } from '../conditions/value.ts'

/** The declared type of an output, ready to be checked against. */
export type OutputType =
  | { readonly kind: 'text' | 'boolean' | 'teamRef' }
  | { readonly kind: 'number'; readonly whole: boolean; readonly min: number; readonly max: number }
  | { readonly kind: 'enum'; readonly values: ReadonlySet<string> }
  | { readonly kind: 'list'; readonly items: OutputType }
  | { readonly kind: 'object'; readonly fields: readonly (readonly [name: string, type: OutputType])[] }

/** The declared outputs of an answer, or what does not fit. */
export type CheckedOutputs =
  | { readonly kind: 'fits'; readonly outputs: Readonly<Record<string, Value>> }
  | { readonly kind: 'misfit'; readonly message: string }

/** Checks an answer against its declared types. A field that is left out is absent; one that nobody declared is not kept. */
export function checkOutputs(answer: Readonly<Record<string, Value>>, types: readonly (readonly [name: string, type: OutputType])[], teams: ReadonlySet<string>): CheckedOutputs {
  let declared = 0
  for (const [name, type] of types) {
    const value = answer[name]
    if (value === undefined) continue
    const misfit = findMisfit(value, type, teams, name)
    if (misfit !== undefined) return { kind: 'misfit', message: misfit }
    declared += 1
  }
  // An answer that is as declared is kept as it is: whoever compares it later sees at once that it is the same.
  const names = Object.keys(answer)
  if (names.length === declared) return { kind: 'fits', outputs: answer }
  const outputs: Record<string, Value> = {}
  for (const name of names) {
    const value = answer[name]
    if (value !== undefined && types.some(([known]) => known === name)) outputs[name] = value
  }
  return { kind: 'fits', outputs }
}

function findMisfit(value: Value, type: OutputType, teams: ReadonlySet<string>, path: string): string | undefined {
  switch (type.kind) {
    case 'text':
      return typeof value === 'string' ? undefined : misfit(path, 'a text', value)
    case 'boolean':
      return typeof value === 'boolean' ? undefined : misfit(path, 'true or false', value)
    case 'teamRef':
      return typeof value === 'string' && teams.has(value) ? undefined : misfit(path, 'the id of a team', value)
    case 'number':
      return findNumberMisfit(value, type, path)
    case 'enum':
      return typeof value === 'string' && type.values.has(value) ? undefined : misfit(path, `one of ${[...type.values].join(', ')}`, value)
    case 'list':
      return findListMisfit(value, type.items, teams, path)
    case 'object':
      return findObjectMisfit(value, type.fields, teams, path)
    default:
      return assertNever(type)
  }
}

function findNumberMisfit(value: Value, type: Extract<OutputType, { kind: 'number' }>, path: string): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return misfit(path, 'a number', value)
  if (type.whole && !Number.isInteger(value)) return misfit(path, 'a whole number', value)
  if (value < type.min) return misfit(path, `at least ${type.min}`, value)
  return value > type.max ? misfit(path, `at most ${type.max}`, value) : undefined
}

function findListMisfit(value: Value, items: OutputType, teams: ReadonlySet<string>, path: string): string | undefined {
  if (!isList(value)) return misfit(path, 'a list', value)
  for (let index = 0; index < value.length; index++) {
    const item = value[index]
    const found = item === undefined ? undefined : findMisfit(item, items, teams, `${path}[${index}]`)
    if (found !== undefined) return found
  }
  return undefined
}

function findObjectMisfit(value: Value, fields: readonly (readonly [name: string, type: OutputType])[], teams: ReadonlySet<string>, path: string): string | undefined {
  if (!isRecord(value)) return misfit(path, 'a record', value)
  for (const [name, type] of fields) {
    const field = value[name]
    const found = field === undefined ? undefined : findMisfit(field, type, teams, `${path}.${name}`)
    if (found !== undefined) return found
  }
  return undefined
}

function misfit(path: string, wanted: string, value: Value): string {
  return `its output ${path} must be ${wanted}, but it is ${JSON.stringify(value) ?? 'nothing'}.`
}
