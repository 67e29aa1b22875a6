import * as z from 'zod'
import { alignItems, sameJson } from '../spec/align-items.ts'
import type { JsonRecord, JsonValue } from '../spec/json-value.ts'
import { isJsonRecord } from '../spec/json-value.ts'
import { schemaAt } from '../spec/schema-at.ts'
import { workflowSchema } from '../spec/workflow.ts'
import type { Change, PartPath } from './change.ts'

/** Old ids and the new ones that the same content has now. */
type Renames = ReadonlyMap<string, string>

/** The id of an item, where it has one. */
export function idOf(value: JsonValue | undefined): string | undefined {
  const id = isJsonRecord(value) ? value['id'] : undefined
  return typeof id === 'string' ? id : undefined
}

function withoutId(value: JsonValue): JsonValue {
  return isJsonRecord(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'id')) : value
}

function renamedText(text: string, renames: Renames): string {
  return renames.size === 0 ? text : text.replace(/[A-Za-z][A-Za-z0-9]*/g, (word) => renames.get(word) ?? word)
}

/** Whether two values are equal once ids have their new names. */
function sameUnder(before: JsonValue | undefined, after: JsonValue | undefined, renames: Renames): boolean {
  if (typeof before === 'string' && typeof after === 'string') return before === after || renamedText(before, renames) === after
  if (Array.isArray(before) && Array.isArray(after)) return before.length === after.length && before.every((item: JsonValue, index) => sameUnder(item, after[index], renames))
  if (!isJsonRecord(before) || !isJsonRecord(after)) return sameJson(before, after)
  const entries = Object.entries(before)
  return entries.length === Object.keys(after).length && entries.every(([key, item]) => {
    const name = Object.hasOwn(after, key) ? key : (renames.get(key) ?? key)
    return Object.hasOwn(after, name) && sameUnder(item, after[name], renames)
  })
}

type Entries = ReadonlyMap<string, JsonValue>

function entriesOf(value: JsonValue): Entries {
  if (isJsonRecord(value)) return new Map(Object.entries(value))
  return Array.isArray(value) ? new Map(value.map((item: JsonValue) => [idOf(item) ?? '', withoutId(item)])) : new Map()
}

function matchIds(before: Entries, after: Entries, renames: Renames): Renames {
  const free = [...after.keys()].filter((id) => !before.has(id))
  return new Map([...before].filter(([id]) => !after.has(id)).flatMap(([id, value]) => {
    const at = free.findIndex((name) => sameUnder(value, after.get(name), renames))
    const name = at === -1 ? undefined : free.splice(at, 1)[0]
    return name === undefined ? [] : [[id, name] as const]
  }))
}

/** Whether the keys at a place are ids that the author chose. */
function holdsIds(root: JsonValue, path: readonly (string | number)[]): boolean {
  return schemaAt(workflowSchema, root, path) instanceof z.ZodRecord
}

function isIdList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value) && value.length > 0 && value.every((item: JsonValue) => idOf(item) !== undefined)
}

type Roots = { readonly before: JsonValue; readonly after: JsonValue; readonly renames: Renames }

/** Every id that has another name now, found again until nothing new turns up: a renamed id hides in what names it. */
function allRenames(before: JsonValue, after: JsonValue): Renames {
  let renames: Renames = new Map()
  for (;;) {
    const found = new Map(renames)
    const visit = (left: JsonValue | undefined, right: JsonValue | undefined, path: readonly (string | number)[]): void => {
      if (isJsonRecord(left) && isJsonRecord(right)) {
        const matched = holdsIds(before, path) ? matchIds(entriesOf(left), entriesOf(right), renames) : new Map<string, string>()
        // What is only a word, such as the target of an outcome, is no name that other places use.
        for (const [id, name] of matched) if (isJsonRecord(left[id])) found.set(id, name)
        for (const [key, value] of Object.entries(left)) if (Object.hasOwn(right, key)) visit(value, right[key], [...path, key])
      } else if (isIdList(left) && isIdList(right)) {
        for (const [id, name] of matchIds(entriesOf(left), entriesOf(right), renames)) found.set(id, name)
      }
    }
    visit(before, after, [])
    if (found.size === renames.size) return renames
    renames = found
  }
}

function recordChanges(left: JsonRecord, right: JsonRecord, path: PartPath, place: readonly (string | number)[], roots: Roots): readonly Change[] {
  const renames = holdsIds(roots.before, place) || holdsIds(roots.after, place) ? matchIds(entriesOf(left), entriesOf(right), roots.renames) : new Map<string, string>()
  const taken = new Set(renames.values())
  const kept = Object.entries(left).flatMap(([key, value]): readonly Change[] => {
    const name = renames.get(key)
    if (name !== undefined) return [{ kind: 'renamed', path: [...path, name], before: key, after: name }]
    if (Object.hasOwn(right, key)) return changesBetween(value, right[key] ?? null, [...path, key], [...place, key], roots)
    // A whole collection that comes or goes is its parts coming or going.
    return isJsonRecord(value) && holdsIds(roots.before, [...place, key]) ? recordChanges(value, {}, [...path, key], [...place, key], roots) : [{ kind: 'removed', path: [...path, key], before: value }]
  })
  const added = Object.entries(right).filter(([key]) => !Object.hasOwn(left, key) && !taken.has(key)).flatMap(([key, value]): readonly Change[] =>
    isJsonRecord(value) && holdsIds(roots.after, [...place, key]) ? recordChanges({}, value, [...path, key], [...place, key], roots) : [{ kind: 'added', path: [...path, key], after: value }])
  return [...kept, ...added]
}

/** The ids that must move so that the rest is in order; the fewest. */
function movedIds(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const kept = new Set(alignItems(before, after).flatMap((change) => (change.kind === 'same' && before[change.before] === after[change.after] ? [before[change.before] ?? ''] : [])))
  return new Set(after.filter((id) => !kept.has(id)))
}

function idListChanges(left: readonly JsonValue[], right: readonly JsonValue[], path: PartPath, place: readonly (string | number)[], roots: Roots): readonly Change[] {
  const before = entriesOf(left)
  const after = entriesOf(right)
  const renames = matchIds(before, after, roots.renames)
  const taken = new Set(renames.values())
  const removed = [...before].filter(([id]) => !after.has(id) && !renames.has(id)).map(([id, value]): Change => ({ kind: 'removed', path: [...path, id], before: value }))
  const common = [...before.keys()].map((id) => renames.get(id) ?? id).filter((id) => after.has(id))
  const order = [...after.keys()].filter((id) => before.has(id) || taken.has(id))
  const moved = movedIds(common, order)
  const rest = right.flatMap((item, index): readonly Change[] => {
    const id = idOf(item) ?? ''
    const old = [...renames].find(([, name]) => name === id)?.[0]
    const value = before.get(id)
    if (old === undefined && value === undefined) return [{ kind: 'added', path: [...path, id], after: withoutId(item) }]
    const next = [...after.keys()][index + 1]
    const move: readonly Change[] = moved.has(id) ? [{ kind: 'moved', path: [...path, id], ...(next === undefined ? {} : { after: next }) }] : []
    if (old !== undefined) return [{ kind: 'renamed', path: [...path, id], before: old, after: id }, ...move]
    return [...move, ...changesBetween(value ?? null, withoutId(item), [...path, id], [...place, index], roots)]
  })
  return [...removed, ...rest]
}

function listChanges(left: readonly JsonValue[], right: readonly JsonValue[], path: PartPath, place: readonly (string | number)[], roots: Roots): readonly Change[] {
  if ([...left, ...right].every((item) => !isJsonRecord(item))) return [{ kind: 'changed', path, before: left, after: right }]
  return alignItems(left, right).flatMap((change): readonly Change[] => {
    if (change.kind === 'removed') return [{ kind: 'removed', path: [...path, `#${change.before + 1}`], before: left[change.before] ?? null }]
    const item = right[change.after] ?? null
    const own = [...path, `#${change.after + 1}`]
    return change.kind === 'added' ? [{ kind: 'added', path: own, after: item }] : changesBetween(left[change.before] ?? null, item, own, [...place, change.after], roots)
  })
}

function changesBetween(left: JsonValue, right: JsonValue, path: PartPath, place: readonly (string | number)[], roots: Roots): readonly Change[] {
  if (isJsonRecord(left) && isJsonRecord(right)) return recordChanges(left, right, path, place, roots)
  if (Array.isArray(left) && Array.isArray(right) && [left, right].some(isIdList) && [left, right].every((list) => list.length === 0 || isIdList(list))) return idListChanges(left, right, path, place, roots)
  if (sameUnder(left, right, roots.renames)) return []
  return Array.isArray(left) && Array.isArray(right) ? listChanges(left, right, path, place, roots) : [{ kind: 'changed', path, before: left, after: right }]
}

/** Every difference between two flows by what they mean: comments, layout and the order of keys do not count, a new id for the same content does once. */
export function findChanges(before: JsonValue, after: JsonValue): readonly Change[] {
  return changesBetween(before, after, [], [], { before, after, renames: allRenames(before, after) })
}
