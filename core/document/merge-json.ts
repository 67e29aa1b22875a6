import { sameJson } from '../spec/align-items.ts'
import type { JsonRecord, JsonValue } from '../spec/json-value.ts'
import { isJsonRecord } from '../spec/json-value.ts'

type Value = JsonValue | undefined

/** Keys that lead to a part; items of lists go by their id, or by themselves where they are words. */
export type MergePath = readonly string[]

/** A part that two sides changed differently, or one changed and the other took away; undefined is absence. For `order` the values are lists of ids. */
export type MergeConflict = { readonly kind: 'value' | 'order'; readonly path: MergePath; readonly base: Value; readonly mine: Value; readonly theirs: Value }

/** Whose version of a part counts. */
export type Side = 'mine' | 'theirs'

/** How conflicts are answered, and which parts are taken whole from one side. */
export type MergeRules = { readonly choose: (conflict: MergeConflict) => Side; readonly whole: (path: MergePath) => boolean }

type Merged = { readonly value: Value; readonly conflicts: readonly MergeConflict[] }

function isList(value: Value): value is readonly JsonValue[] {
  return Array.isArray(value)
}

function keyOf(item: JsonValue): string | undefined {
  if (isJsonRecord(item)) return typeof item['id'] === 'string' ? item['id'] : undefined
  return typeof item === 'object' ? undefined : JSON.stringify(item)
}

/** The items of a list by id, or the words of a list by themselves; undefined where items cannot be told apart. */
function itemsByKey(list: readonly JsonValue[]): ReadonlyMap<string, JsonValue> | undefined {
  const items = new Map<string, JsonValue>()
  for (const item of list) {
    const key = keyOf(item)
    if (key === undefined || items.has(key)) return undefined
    items.set(key, item)
  }
  return items
}

const clean = (value: Value): Merged => ({ value, conflicts: [] })

function decide(conflict: MergeConflict, rules: MergeRules): Merged {
  return { value: rules.choose(conflict) === 'mine' ? conflict.mine : conflict.theirs, conflicts: [conflict] }
}

function mergeRecords(base: JsonRecord, mine: JsonRecord, theirs: JsonRecord, path: MergePath, rules: MergeRules): Merged {
  const keys = [...new Set([...orderOf(Object.keys(base), Object.keys(mine), Object.keys(theirs), Object.keys(theirs)), ...Object.keys(base)])]
  const conflicts: MergeConflict[] = []
  const entries = keys.flatMap((key): readonly (readonly [string, JsonValue])[] => {
    const merged = mergeJson(base[key], mine[key], theirs[key], [...path, key], rules)
    conflicts.push(...merged.conflicts)
    return merged.value === undefined ? [] : [[key, merged.value]]
  })
  return { value: Object.fromEntries(entries), conflicts }
}

/** Old keys in a given order, with what each side added behind the key that it stands behind there. */
function orderOf(base: readonly string[], mine: readonly string[], theirs: readonly string[], skeleton: readonly string[]): readonly string[] {
  const old = new Set(base)
  const kept = skeleton.filter((key) => old.has(key))
  const anchors = new Set(kept)
  const runs = (side: readonly string[]): ReadonlyMap<string, readonly string[]> => {
    const found = new Map<string, readonly string[]>()
    let anchor = ''
    for (const key of side) {
      if (anchors.has(key)) anchor = key
      else if (!old.has(key)) found.set(anchor, [...(found.get(anchor) ?? []), key])
    }
    return found
  }
  const both = [runs(mine), runs(theirs)]
  const after = (anchor: string): readonly string[] =>
    both.flatMap((side) => (side.has(anchor) ? [side.get(anchor) ?? []] : [])).toSorted((left, right) => ((left[0] ?? '') < (right[0] ?? '') ? -1 : 1)).flat()
  return [...new Set([...after(''), ...kept.flatMap((key) => [key, ...after(key)])])]
}

function sameOrder(left: readonly string[], right: readonly string[]): boolean {
  const [onLeft, onRight] = [new Set(left), new Set(right)]
  const common = left.filter((key) => onRight.has(key))
  return right.filter((key) => onLeft.has(key)).every((key, index) => common[index] === key)
}

function mergeLists(base: readonly JsonValue[], mine: readonly JsonValue[], theirs: readonly JsonValue[], path: MergePath, rules: MergeRules): Merged {
  const [olds, ours, others] = [itemsByKey(base), itemsByKey(mine), itemsByKey(theirs)]
  if (olds === undefined || ours === undefined || others === undefined) return decide({ kind: 'value', path, base, mine, theirs }, rules)
  const conflicts: MergeConflict[] = []
  const items = new Map<string, JsonValue>()
  for (const key of new Set([...olds.keys(), ...ours.keys(), ...others.keys()])) {
    const merged = mergeJson(olds.get(key), ours.get(key), others.get(key), [...path, key], rules)
    conflicts.push(...merged.conflicts)
    if (merged.value !== undefined) items.set(key, merged.value)
  }
  const before = [...olds.keys()]
  const left = [...ours.keys()]
  const right = [...others.keys()]
  let skeleton = right
  if (!sameOrder(before, left)) {
    skeleton = left
    if (!sameOrder(before, right) && !sameOrder(left, right)) {
      const conflict: MergeConflict = { kind: 'order', path, base: before, mine: left, theirs: right }
      conflicts.push(conflict)
      skeleton = rules.choose(conflict) === 'mine' ? left : right
    }
  }
  // What only the other side still has keeps its place among the old items.
  const placed = new Set(skeleton)
  const full = [...skeleton, ...before.filter((key) => items.has(key) && !placed.has(key))]
  const ordered = full.length === skeleton.length ? skeleton : sortLike(full, before, skeleton)
  return { value: orderOf(before, left, right, ordered).flatMap((key) => items.get(key) ?? []), conflicts }
}

/** Puts keys that an order lacks behind the key that they stood behind before. */
function sortLike(all: readonly string[], before: readonly string[], order: readonly string[]): readonly string[] {
  return all.filter((key) => !order.includes(key)).reduce<readonly string[]>((sorted, key) => {
    const previous = before.slice(0, before.indexOf(key)).findLast((each) => sorted.includes(each))
    const at = previous === undefined ? 0 : sorted.indexOf(previous) + 1
    return [...sorted.slice(0, at), key, ...sorted.slice(at)]
  }, order)
}

/** Merges what two sides made of one value: what only one side changed is taken, what both changed differently is a conflict. */
export function mergeJson(base: Value, mine: Value, theirs: Value, path: MergePath, rules: MergeRules): Merged {
  if (sameJson(mine, theirs) || sameJson(base, theirs)) return clean(mine)
  if (sameJson(base, mine)) return clean(theirs)
  const apart = rules.whole(path)
  if (!apart && isJsonRecord(base) && isJsonRecord(mine) && isJsonRecord(theirs) && new Set([base['kind'], mine['kind'], theirs['kind']]).size === 1) return mergeRecords(base, mine, theirs, path, rules)
  if (!apart && isList(base) && isList(mine) && isList(theirs)) return mergeLists(base, mine, theirs, path, rules)
  return decide({ kind: 'value', path, base, mine, theirs }, rules)
}
