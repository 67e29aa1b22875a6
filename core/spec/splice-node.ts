import type { Node, Pair, YAMLMap, YAMLSeq } from 'yaml'
import { isMap, isScalar, isSeq } from 'yaml'
import { alignItems, sameJson } from './align-items.ts'
import type { Splice } from './apply-splices.ts'
import type { SpecPath } from './finding.ts'
import type { JsonValue } from './json-value.ts'
import { colonEnd, contentEnd, dashOf, isFirstOnLine, lineEnd, lineStart, pairEnd } from './node-spans.ts'
import type { ScalarStyle } from './yaml-text.ts'
import { afterKey, entryText, flowText, itemText, keyText, scalarText } from './yaml-text.ts'
import { isConditionPath } from './yaml-findings.ts'

type JsonRecord = { readonly [key: string]: JsonValue }
type MapPair = Pair<Node, Node | null>
type Place = { readonly path: SpecPath; readonly flow: boolean; readonly indent: number }
/** Undefined where the part cannot be changed in place and has to be written anew. */
type Splices = readonly Splice[] | undefined

function isRecord(value: JsonValue | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function column(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}

function joined(parts: readonly Splices[]): Splices {
  const all: Splice[] = []
  for (const part of parts) {
    if (part === undefined) return undefined
    all.push(...part)
  }
  return all
}

function keyName(pair: MapPair): string {
  return isScalar(pair.key) ? String(pair.key.value) : ''
}

function spliceScalar(node: Node, after: JsonValue, place: Place): Splices {
  if (!isScalar(node) || node.range === null || node.range === undefined || (typeof after === 'object' && after !== null)) return undefined
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED' || (typeof after === 'string' && after.includes('\n'))) return undefined
  const styles: Readonly<Record<string, ScalarStyle>> = { PLAIN: 'plain', QUOTE_SINGLE: 'single', QUOTE_DOUBLE: 'double' }
  const style = styles[node.type ?? '']
  const wasEmpty = node.range[0] === node.range[1]
  if (wasEmpty) return undefined
  const quotes = style !== 'plain' && typeof node.value === 'string' ? style : undefined
  const condition = isConditionPath(place.path) && style !== 'plain'
  return [{ start: node.range[0], end: node.range[1], text: scalarText(after, { flow: place.flow, condition, ...(quotes === undefined ? {} : { style: quotes }) }) }]
}

/** Writes a map's value anew, behind its key. */
function rewriteValue(text: string, pair: MapPair, after: JsonValue, place: Place): Splice {
  const start = colonEnd(text, pair)
  return { start, end: Math.max(start, pairEnd(text, pair)), text: place.flow ? ` ${flowText(after, place.path)}` : afterKey(after, place.path, place.indent) }
}

/** Takes out runs of entries from braces or brackets, with the commas that belong to them. */
function removeFromFlow(spans: readonly { readonly start: number; readonly end: number }[], removed: ReadonlySet<number>): Splices {
  const splices: Splice[] = []
  for (let first = 0; first < spans.length; first += 1) {
    if (!removed.has(first)) continue
    let last = first
    while (removed.has(last + 1)) last += 1
    const start = spans[first]
    const end = spans[last]
    const next = spans[last + 1]
    const previous = spans[first - 1]
    if (start === undefined || end === undefined) return undefined
    if (next !== undefined) splices.push({ start: start.start, end: next.start, text: '' })
    else if (previous !== undefined) splices.push({ start: previous.end, end: end.end, text: '' })
    else return undefined
    first = last
  }
  return splices
}

function matchRenames(before: JsonRecord, after: JsonRecord): ReadonlyMap<string, string> {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key))
  const fresh = Object.keys(after).filter((key) => !Object.hasOwn(before, key))
  const oldOrder = Object.keys(before)
  const newOrder = Object.keys(after)
  const renames = new Map<string, string>()
  const taken = new Set<string>()
  for (const key of gone) {
    const same = fresh.find((name) => !taken.has(name) && sameJson(before[key], after[name]))
      ?? (gone.length === 1 && fresh.length === 1 && oldOrder.indexOf(key) === newOrder.indexOf(fresh[0] ?? '') && isRecord(before[key]) ? fresh[0] : undefined)
    if (same !== undefined) {
      renames.set(key, same)
      taken.add(same)
    }
  }
  return renames
}

function removePairFromBlock(text: string, map: YAMLMap<Node, Node | null>, index: number, removed: ReadonlySet<number>): Splices {
  const pair = map.items[index]
  const start = pair?.key.range?.[0]
  if (pair === undefined || start === undefined) return undefined
  if (isFirstOnLine(text, start)) return [{ start: lineStart(text, start), end: Math.min(text.length, text.indexOf('\n', pairEnd(text, pair)) + 1 || text.length), text: '' }]
  // The first entry of a list's item shares its line with the dash: the next entry moves up to it.
  const next = map.items[index + 1]?.key.range?.[0]
  return index === 0 && next !== undefined && !removed.has(1) ? [{ start, end: next, text: '' }] : undefined
}

function spliceMap(text: string, map: YAMLMap<Node, Node | null>, before: JsonRecord, after: JsonRecord, place: Place): Splices {
  const flow = map.flow === true
  const [firstPair] = map.items
  const firstKey = firstPair?.key.range?.[0]
  if (firstPair === undefined || firstKey === undefined) return undefined
  const indent = flow ? place.indent : column(text, firstKey)
  const renames = matchRenames(before, after)
  const parts: Splices[] = []
  const removed = new Set<number>()
  const kept = new Map<string, MapPair>()
  for (const [index, pair] of map.items.entries()) {
    const key = keyName(pair)
    if (!Object.hasOwn(before, key)) continue
    const name = renames.get(key) ?? key
    if (!Object.hasOwn(after, name)) {
      removed.add(index)
      continue
    }
    kept.set(name, pair)
    const value = after[name]
    const range = pair.key.range
    if (name !== key && range !== null && range !== undefined) parts.push([{ start: range[0], end: range[1], text: keyText(name) }])
    if (value === undefined || sameJson(before[key], value)) continue
    const inner: Place = { path: [...place.path, name], flow, indent }
    parts.push((pair.value === null ? undefined : spliceNode(text, pair.value, before[key], value, inner)) ?? [rewriteValue(text, pair, value, inner)])
  }
  if (removed.size === map.items.length) return undefined
  if (flow) parts.push(removeFromFlow(map.items.map((pair) => ({ start: pair.key.range?.[0] ?? 0, end: pairEnd(text, pair) })), removed))
  else for (const index of removed) parts.push(removePairFromBlock(text, map, index, removed))

  let anchor: MapPair | undefined
  for (const [name, value] of Object.entries(after)) {
    const pair = kept.get(name)
    if (pair !== undefined) anchor = pair
    else {
      const path = [...place.path, name]
      if (flow) {
        const entry = `${keyText(name)}: ${flowText(value, path)}`
        const first = map.items.find((_, index) => !removed.has(index))?.key.range?.[0] ?? firstKey
        parts.push([anchor === undefined ? { start: first, end: first, text: `${entry}, ` } : { start: pairEnd(text, anchor), end: pairEnd(text, anchor), text: `, ${entry}` }])
      } else if (anchor !== undefined) {
        const at = lineEnd(text, pairEnd(text, anchor))
        parts.push([{ start: at, end: at, text: `\n${' '.repeat(indent)}${entryText(name, value, path, indent)}` }])
      } else {
        const sharesLine = !isFirstOnLine(text, firstKey)
        if (sharesLine && removed.has(0)) return undefined
        const at = sharesLine ? firstKey : lineStart(text, firstKey)
        const entry = entryText(name, value, path, indent)
        parts.push([{ start: at, end: at, text: sharesLine ? `${entry}\n${' '.repeat(indent)}` : `${' '.repeat(indent)}${entry}\n` }])
      }
    }
  }
  return joined(parts)
}

function spliceFlowSeq(text: string, seq: YAMLSeq<Node>, before: readonly JsonValue[], after: readonly JsonValue[], place: Place): Splices {
  const spans = seq.items.map((item) => ({ start: item.range?.[0] ?? 0, end: contentEnd(text, item) }))
  const parts: Splices[] = []
  const removed = new Set<number>()
  const changes = alignItems(before, after)
  for (const change of changes) if (change.kind === 'removed') removed.add(change.before)
  if (removed.size === seq.items.length) return undefined
  parts.push(removeFromFlow(spans, removed))
  const first = spans.find((_, index) => !removed.has(index))
  let anchor: { readonly end: number } | undefined
  for (const change of changes) {
    if (change.kind === 'same') {
      const item = seq.items[change.before]
      const span = spans[change.before]
      const value = after[change.after]
      if (item === undefined || span === undefined || value === undefined) return undefined
      anchor = span
      if (sameJson(before[change.before], value)) continue
      const path = [...place.path, change.after]
      parts.push(spliceNode(text, item, before[change.before], value, { ...place, path, flow: true }) ?? [{ ...span, text: flowText(value, path) }])
    } else if (change.kind === 'added') {
      const value = after[change.after]
      if (value === undefined || first === undefined) return undefined
      const entry = flowText(value, [...place.path, change.after])
      parts.push([anchor === undefined ? { start: first.start, end: first.start, text: `${entry}, ` } : { start: anchor.end, end: anchor.end, text: `, ${entry}` }])
    }
  }
  return joined(parts)
}

function spliceBlockSeq(text: string, seq: YAMLSeq<Node>, before: readonly JsonValue[], after: readonly JsonValue[], place: Place): Splices {
  const items: { readonly node: Node; readonly dash: number; readonly start: number; readonly end: number }[] = []
  for (const node of seq.items) {
    const dash = dashOf(text, node)
    if (dash === undefined || !isFirstOnLine(text, dash)) return undefined
    items.push({ node, dash, start: lineStart(text, dash), end: lineEnd(text, contentEnd(text, node)) })
  }
  const [firstItem] = items
  if (firstItem === undefined || after.length === 0) return undefined
  const indent = column(text, firstItem.dash)
  const changes = alignItems(before, after)
  // An item that only moved takes its own text along, comments and all.
  const leaving = changes.flatMap((change) => (change.kind === 'removed' ? [change.before] : []))
  const parts: Splices[] = []
  let anchor: number | undefined
  for (const change of changes) {
    if (change.kind === 'removed') {
      const item = items[change.before]
      if (item === undefined) return undefined
      parts.push([{ start: item.start, end: Math.min(text.length, item.end + 1), text: '' }])
      continue
    }
    const value = after[change.after]
    if (value === undefined) return undefined
    const path = [...place.path, change.after]
    if (change.kind === 'same') {
      const item = items[change.before]
      if (item === undefined) return undefined
      anchor = item.end
      if (sameJson(before[change.before], value)) continue
      const inner: Place = { path, flow: false, indent: indent + 2 }
      parts.push(spliceNode(text, item.node, before[change.before], value, inner) ?? [{ start: item.dash, end: contentEnd(text, item.node), text: itemText(value, path, indent) }])
      continue
    }
    const moved = leaving.map((index) => ({ item: items[index], value: before[index] })).find((candidate) => sameJson(candidate.value, value))?.item
    const entry = moved === undefined ? `${' '.repeat(indent)}${itemText(value, path, indent)}` : text.slice(moved.start, moved.end)
    parts.push([anchor === undefined ? { start: firstItem.start, end: firstItem.start, text: `${entry}\n` } : { start: anchor, end: anchor, text: `\n${entry}` }])
  }
  return joined(parts)
}

/** The replacements that turn a node from one value into another; undefined where it has to be written anew. */
export function spliceNode(text: string, node: Node, before: JsonValue | undefined, after: JsonValue, place: Place): Splices {
  if (sameJson(before, after)) return []
  if (isMap<Node, Node | null>(node) && isRecord(before) && isRecord(after)) return spliceMap(text, node, before, after, place)
  if (isSeq<Node>(node) && Array.isArray(before) && Array.isArray(after)) {
    return node.flow === true ? spliceFlowSeq(text, node, before, after, place) : spliceBlockSeq(text, node, before, after, place)
  }
  return spliceScalar(node, after, place)
}
