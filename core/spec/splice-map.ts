import type { Node, Pair, YAMLMap } from 'yaml'
import { isAlike, sameJson } from './align-items.ts'
import type { Splice } from './apply-splices.ts'
import type { JsonRecord, JsonValue } from './json-value.ts'
import { columnAt, isFirstOnLine, pairEnd, pairStart } from './node-spans.ts'
import { removeFromFlow } from './splice-list.ts'
import { keyName } from './spec-source.ts'
import { spliceNode } from './splice-node.ts'
import type { Place, Splices } from './splice-value.ts'
import { blockSpans, emptyValue, fillEmpty, insertBefore, removeLines, rewriteValue } from './splice-value.ts'
import { entryText, flowText, keyText } from './yaml-text.ts'

type MapPair = Pair<Node, Node | null>
type Kept = { readonly index: number; readonly pair: MapPair }

/** The key before each key that is in both maps; undefined for the first. */
function placeOf(keys: readonly string[], common: ReadonlySet<string>, key: string): string | undefined {
  return keys.slice(0, keys.indexOf(key)).findLast((each) => common.has(each))
}

/** Old keys whose entry goes on under a new one: with the same content, or in the same place and alike. */
function matchRenames(before: JsonRecord, after: JsonRecord): ReadonlyMap<string, string> {
  const oldKeys = Object.keys(before)
  const newKeys = Object.keys(after)
  const common = new Set(oldKeys.filter((key) => Object.hasOwn(after, key)))
  const fresh = new Set(newKeys.filter((key) => !common.has(key)))
  const renames = new Map<string, string>()
  const pair = (fits: (key: string, name: string) => boolean): void => {
    for (const key of oldKeys.filter((each) => !common.has(each) && !renames.has(each))) {
      const name = [...fresh].find((each) => fits(key, each))
      if (name === undefined) continue
      renames.set(key, name)
      fresh.delete(name)
    }
  }
  pair((key, name) => sameJson(before[key], after[name]))
  pair((key, name) => typeof before[key] === 'object' && isAlike(before[key], after[name]) && placeOf(oldKeys, common, key) === placeOf(newKeys, common, name))
  return renames
}

function spliceEntry(text: string, pair: MapPair, before: JsonValue | undefined, after: JsonValue, place: Place): readonly Splice[] {
  const emptied = typeof after === 'object' && after !== null && Object.keys(after).length === 0 ? emptyValue(text, pair, after) : undefined
  return (pair.value === null ? undefined : spliceNode(text, pair.value, before, after, place)) ?? emptied ?? rewriteValue(text, pair, after, place)
}

/** Takes entries out of a map in lines; the first entry of a list's item shares its line with the dash, which stays. */
function removeFromBlock(text: string, map: YAMLMap<Node, Node | null>, removed: ReadonlySet<number>): { readonly splices: readonly Splice[]; readonly dashAlone: boolean } | undefined {
  const spans = blockSpans(text, map)
  const firstSpan = spans?.[0]
  if (spans === undefined || firstSpan === undefined) return undefined
  const splices: Splice[] = []
  let from = 0
  let dashAlone = false
  if (removed.has(0) && !isFirstOnLine(text, firstSpan.start)) {
    while (removed.has(from + 1)) from += 1
    const last = spans[from]
    const next = map.items[from + 1]
    if (last === undefined) return undefined
    dashAlone = next === undefined || text.slice(last.end, pairStart(text, next)).trim() !== ''
    splices.push({ start: firstSpan.start, end: dashAlone || next === undefined ? last.end : pairStart(text, next), text: '' })
    from += 1
  }
  for (const index of removed) {
    const span = spans[index]
    if (span !== undefined && index >= from) splices.push(removeLines(text, span))
  }
  return { splices, dashAlone }
}

/** The replacements that turn a map into another. */
export function spliceMap(text: string, map: YAMLMap<Node, Node | null>, before: JsonRecord, after: JsonRecord, place: Place): Splices {
  const flow = map.flow === true
  const [firstPair] = map.items
  if (firstPair === undefined) return fillEmpty(text, map, after, place)
  const firstStart = pairStart(text, firstPair)
  const indent = flow ? place.indent : columnAt(text, firstStart)
  const renames = matchRenames(before, after)
  const splices: Splice[] = []
  const removed = new Set<number>()
  const kept = new Map<string, Kept>()
  for (const [index, pair] of map.items.entries()) {
    const key = keyName(pair)
    if (!Object.hasOwn(before, key)) continue
    const name = renames.get(key) ?? key
    const value = after[name]
    if (!Object.hasOwn(after, name) || value === undefined) {
      removed.add(index)
      continue
    }
    kept.set(name, { index, pair })
    const { range } = pair.key
    if (name !== key && range !== null && range !== undefined) splices.push({ start: range[0], end: range[1], text: keyText(name) })
    if (!sameJson(before[key], value)) splices.push(...spliceEntry(text, pair, before[key], value, { path: [...place.path, name], flow, indent }))
  }
  if (removed.size === map.items.length && (flow || Object.keys(after).length === 0)) return undefined
  const fresh = Object.entries(after).filter(([name]) => !kept.has(name))
  return flow
    ? joined([splices, removeFromFlow(text, map, removed), addToFlow(text, map, removed, kept, after, place)])
    : joined([splices, changeBlock(text, map, removed, kept, after, fresh.length, { ...place, indent })])
}

function joined(parts: readonly Splices[]): Splices {
  return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? [])
}

function addToFlow(text: string, map: YAMLMap<Node, Node | null>, removed: ReadonlySet<number>, kept: ReadonlyMap<string, Kept>, after: JsonRecord, place: Place): Splices {
  const firstKept = map.items.find((_, index) => !removed.has(index))
  const splices: Splice[] = []
  let anchor: number | undefined
  for (const [name, value] of Object.entries(after)) {
    const old = kept.get(name)
    if (old !== undefined) {
      anchor = pairEnd(text, old.pair)
      continue
    }
    const entry = `${keyText(name)}: ${flowText(value, [...place.path, name])}`
    if (anchor !== undefined) splices.push({ start: anchor, end: anchor, text: `, ${entry}` })
    else if (firstKept === undefined) return undefined
    else splices.push({ start: pairStart(text, firstKept), end: pairStart(text, firstKept), text: `${entry}, ` })
  }
  return splices
}

function changeBlock(text: string, map: YAMLMap<Node, Node | null>, removed: ReadonlySet<number>, kept: ReadonlyMap<string, Kept>, after: JsonRecord, fresh: number, place: Place): Splices {
  const spans = blockSpans(text, map)
  const firstSpan = spans?.[0]
  const removal = removeFromBlock(text, map, removed)
  if (spans === undefined || firstSpan === undefined || removal === undefined) return undefined
  const pad = ' '.repeat(place.indent)
  const splices: Splice[] = [...removal.splices]
  const leading: string[] = []
  let anchor: number | undefined
  if (fresh === 0) return splices
  for (const [name, value] of Object.entries(after)) {
    const old = kept.get(name)
    if (old !== undefined) {
      anchor = spans[old.index]?.end
      continue
    }
    const entry = entryText(name, value, [...place.path, name], place.indent)
    if (anchor === undefined) leading.push(entry)
    else splices.push({ start: anchor, end: anchor, text: `\n${pad}${entry}` })
  }
  if (leading.length === 0) return splices
  if (isFirstOnLine(text, firstSpan.start)) {
    return [insertBefore(text, firstSpan.start, leading.map((entry) => `${pad}${entry}`).join('\n')), ...splices]
  }
  const lines = leading.join(`\n${pad}`)
  return [{ start: firstSpan.start, end: firstSpan.start, text: removal.dashAlone ? lines : `${lines}\n${pad}` }, ...splices]
}
