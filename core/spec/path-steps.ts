import * as z from 'zod'
import { listedNames } from '../conditions/listed-names.ts'
import { nearestName } from '../conditions/nearest-name.ts'
import type { SpecPath } from './finding.ts'
import { allowedKeys, schemaAt } from './schema-at.ts'

/** Where a written path leads: to a place of the data, or nowhere, with why and what to write. */
export type FollowedPath =
  | { readonly kind: 'place'; readonly path: SpecPath; readonly value: unknown }
  | { readonly kind: 'nowhere'; readonly problem: string; readonly hint: string }

type Nowhere = { readonly kind: 'nowhere'; readonly problem: string; readonly hint: string }

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fieldOf(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined
}

function idOf(item: unknown): string | undefined {
  const id = fieldOf(item, 'id')
  return typeof id === 'string' ? id : undefined
}

function unknownStep(names: readonly string[], step: string, before: string): Nowhere {
  const near = /^\d/.test(step) ? undefined : nearestName(step, names)
  const holder = before === '' ? 'It' : before
  const problem = before === '' ? `there is no ${step}` : `${before} has no ${step}`
  const hint = near !== undefined ? `Did you mean ${before === '' ? near : `${before}.${near}`}?` : names.length === 0 ? `Write ${before}: nothing lies below it.` : `${holder} has ${listedNames(names)}.`
  return { kind: 'nowhere', problem, hint }
}

function itemOf(items: readonly unknown[], step: string, before: string): number | Nowhere {
  const byId = items.findIndex((item) => idOf(item) === step)
  if (byId >= 0) return byId
  if (/^\d{1,9}$/.test(step) && Number(step) < items.length) return Number(step)
  const ids = items.flatMap((item) => idOf(item) ?? [])
  return unknownStep(ids.length > 0 ? ids : items.map((_, index) => String(index)), step, before)
}

/**
 * Follows a dotted path below `root`, with items of lists by id or by index (`branches.vip`, `shifts.0`, `shifts[0]`).
 * A field that the schema knows need not be there yet; neither need an entry of a free map, where `free` says so.
 */
export function followPath(schema: z.ZodType, data: unknown, root: SpecPath, written: string, free: boolean): FollowedPath {
  let path = root
  let value = root.reduce<unknown>(fieldOf, data)
  let before = ''
  for (const step of written.replaceAll(/\[(\d+)\]/g, '.$1').split('.')) {
    if (step === '') return { kind: 'nowhere', problem: `"${written}" is no path`, hint: 'Write names with one dot between them, for example teams.tier1.shifts.0.headcount.' }
    let key: string | number = step
    if (Array.isArray(value)) {
      const found = itemOf(value, step, before)
      if (typeof found !== 'number') return found
      key = found
    } else {
      const names = [...new Set([...(isRecord(value) ? Object.keys(value) : []), ...allowedKeys(schema, data, path)])]
      const isFree = schemaAt(schema, data, path) instanceof z.ZodRecord && (free || value === undefined)
      if (!names.includes(step) && !isFree) return unknownStep(names, step, before)
    }
    path = [...path, key]
    value = fieldOf(value, key)
    before = before === '' ? step : `${before}.${step}`
  }
  return { kind: 'place', path, value }
}

/** The data with another value at a path; parts off the path are shared, maps that are missing are made. */
export function replaceValue(data: unknown, path: SpecPath, value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  const next = replaceValue(fieldOf(data, key), rest, value)
  if (Array.isArray(data)) return data.map((item: unknown, index) => (index === key ? next : item))
  return { ...(isRecord(data) ? data : {}), [key]: next }
}
