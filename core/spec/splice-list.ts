import type { Node, YAMLMap, YAMLSeq } from 'yaml'
import { isMap } from 'yaml'
import type { ItemChange } from './align-items.ts'
import { alignItems, sameJson } from './align-items.ts'
import type { Splice } from './apply-splices.ts'
import { applySplices } from './apply-splices.ts'
import { flowEntrySpan } from './entry-spans.ts'
import type { JsonValue } from './json-value.ts'
import { columnAt, contentEnd, dashOf, pairEnd, pairStart } from './node-spans.ts'
import { spliceNode } from './splice-node.ts'
import type { TextSpan } from './spec-source.ts'
import type { Place, Splices } from './splice-value.ts'
import { blockSpans, fillEmpty, insertBefore, removeLines, replacePart } from './splice-value.ts'
import { flowText, itemText } from './yaml-text.ts'

function flowEntries(text: string, node: YAMLMap<Node, Node | null> | YAMLSeq<Node>): readonly TextSpan[] {
  return isMap<Node, Node | null>(node)
    ? node.items.map((pair) => ({ start: pairStart(text, pair), end: pairEnd(text, pair) }))
    : node.items.map((item) => ({ start: item.range?.[0] ?? 0, end: contentEnd(text, item) }))
}

/** Takes runs of entries out of braces or brackets, with the commas and comments that belong to them. */
export function removeFromFlow(text: string, node: YAMLMap<Node, Node | null> | YAMLSeq<Node>, removed: ReadonlySet<number>): Splices {
  const spans = flowEntries(text, node)
  const splices: Splice[] = []
  for (let first = 0; first < spans.length; first += 1) {
    if (!removed.has(first)) continue
    let last = first
    while (removed.has(last + 1)) last += 1
    const start = spans[first]
    const end = spans[last]
    const next = spans[last + 1]
    const previous = spans[first - 1]
    if (start === undefined || end === undefined || (next === undefined && previous === undefined)) return undefined
    const around = text.slice(previous?.end ?? node.range?.[0] ?? 0, next?.start ?? contentEnd(text, node))
    if (around.includes('#')) splices.push({ start: flowEntrySpan(text, start.start, start.end).start, end: flowEntrySpan(text, end.start, end.end).end, text: '' })
    else if (next !== undefined) splices.push({ start: start.start, end: next.start, text: '' })
    else splices.push({ start: previous?.end ?? start.start, end: end.end, text: '' })
    first = last
  }
  return splices
}

function removedOf(changes: readonly ItemChange[]): ReadonlySet<number> {
  return new Set(changes.flatMap((change) => (change.kind === 'removed' ? [change.before] : [])))
}

/** The items that leave one place and come back in another: what was before, by what is after. */
function matchMoves(changes: readonly ItemChange[], before: readonly JsonValue[], after: readonly JsonValue[]): ReadonlyMap<number, number> {
  const leaving = [...removedOf(changes)]
  const moves = new Map<number, number>()
  for (const change of changes) {
    if (change.kind !== 'added') continue
    const at = leaving.findIndex((index) => sameJson(before[index], after[change.after]) || sameId(before[index], after[change.after]))
    const index = leaving[at]
    if (index === undefined) continue
    moves.set(change.after, index)
    leaving.splice(at, 1)
  }
  return moves
}

function sameId(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  const ids = [left, right].map((value) => (typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get('id') : undefined))
  return typeof ids[0] === 'string' && ids[0] === ids[1]
}

/** The text of a part after the replacements inside it. */
function partText(text: string, span: TextSpan, splices: readonly Splice[]): string {
  return applySplices(text.slice(span.start, span.end), splices.map((splice) => ({ ...splice, start: splice.start - span.start, end: splice.end - span.start })))
}

/** Writes the items of brackets in a new order, each line with its own comments; undefined where an item does not have its own lines. */
function reorderFlow(text: string, spans: readonly TextSpan[], order: readonly { readonly from: number | undefined; readonly text: string }[]): Splices {
  const own = spans.map((span) => flowEntrySpan(text, span.start, span.end))
  const first = own[0]
  const last = own.at(-1)
  const firstItem = spans[0]
  if (first === undefined || last === undefined || firstItem === undefined || own.some((span, index) => span.start >= (spans[index]?.start ?? 0) || text.charAt(span.end - 1) !== '\n')) return undefined
  const pad = ' '.repeat(columnAt(text, firstItem.start))
  const lines = order.map((entry) => {
    const span = entry.from === undefined ? undefined : spans[entry.from]
    const around = entry.from === undefined ? undefined : own[entry.from]
    if (span === undefined || around === undefined) return `${pad}${entry.text},\n`
    const behind = /[ \t]+#.*$/.exec(text.slice(span.end, around.end).trimEnd())?.[0] ?? ''
    return `${text.slice(around.start, span.start)}${entry.text},${behind}\n`
  })
  return [{ start: first.start, end: last.end, text: lines.join('') }]
}

/** The replacements that turn a list in brackets into another. */
export function spliceFlowSeq(text: string, seq: YAMLSeq<Node>, before: readonly JsonValue[], after: readonly JsonValue[], place: Place): Splices {
  if (seq.items.length === 0) return fillEmpty(text, seq, after, place)
  const spans = flowEntries(text, seq)
  const changes = alignItems(before, after)
  const removed = removedOf(changes)
  const moves = matchMoves(changes, before, after)
  const removal = removed.size === seq.items.length ? undefined : removeFromFlow(text, seq, removed)
  const first = spans.find((_, index) => !removed.has(index))
  if (removal === undefined || first === undefined) return undefined
  const splices: Splice[] = [...removal]
  const textOf = (from: number, to: number, value: JsonValue): string | undefined => {
    const item = seq.items[from]
    const span = spans[from]
    if (item === undefined || span === undefined) return undefined
    const path = [...place.path, to]
    const inner = spliceNode(text, item, before[from], value, { ...place, path, flow: true })
    return inner === undefined ? flowText(value, path) : partText(text, span, inner)
  }
  if (moves.size > 0 && text.slice(seq.range?.[0] ?? 0, contentEnd(text, seq)).includes('#')) {
    const order = changes.flatMap((change) => {
      if (change.kind === 'removed') return []
      const value = after[change.after] ?? null
      const from = change.kind === 'same' ? change.before : moves.get(change.after)
      return [{ from, text: (from === undefined ? undefined : textOf(from, change.after, value)) ?? flowText(value, [...place.path, change.after]) }]
    })
    const reordered = reorderFlow(text, spans, order)
    if (reordered !== undefined) return reordered
  }
  let anchor: TextSpan | undefined
  for (const change of changes) {
    if (change.kind === 'removed') continue
    const value = after[change.after]
    if (value === undefined) return undefined
    if (change.kind === 'same') {
      const span = spans[change.before]
      const changed = textOf(change.before, change.after, value)
      if (span === undefined || changed === undefined) return undefined
      anchor = span
      if (!sameJson(before[change.before], value)) splices.push({ ...span, text: changed })
      continue
    }
    const moved = moves.get(change.after)
    const entry = (moved === undefined ? undefined : textOf(moved, change.after, value)) ?? flowText(value, [...place.path, change.after])
    splices.push(anchor === undefined ? { start: first.start, end: first.start, text: `${entry}, ` } : { start: anchor.end, end: anchor.end, text: `, ${entry}` })
  }
  return splices
}

/** The replacements that turn a list in lines into another; an item that moves takes its own text along, comments and all. */
export function spliceBlockSeq(text: string, seq: YAMLSeq<Node>, before: readonly JsonValue[], after: readonly JsonValue[], place: Place): Splices {
  const spans = blockSpans(text, seq)
  const [firstItem] = seq.items
  const [firstSpan] = spans ?? []
  const firstDash = firstItem === undefined ? undefined : dashOf(text, firstItem)
  if (spans === undefined || firstSpan === undefined || firstDash === undefined || after.length === 0) return undefined
  const indent = columnAt(text, firstDash)
  const changes = alignItems(before, after)
  const moves = matchMoves(changes, before, after)
  const splices: Splice[] = []
  const changed = (from: number, to: number, value: JsonValue): readonly Splice[] | undefined => {
    const item = seq.items[from]
    const dash = item === undefined ? undefined : dashOf(text, item)
    if (item === undefined || dash === undefined) return undefined
    const path = [...place.path, to]
    return spliceNode(text, item, before[from], value, { path, flow: false, indent: indent + 2 }) ?? replacePart(text, { start: dash, end: contentEnd(text, item) }, itemText(value, path, indent))
  }
  let anchor: number | undefined
  for (const change of changes) {
    if (change.kind === 'removed') {
      const span = spans[change.before]
      if (span === undefined) return undefined
      splices.push(removeLines(text, span))
      continue
    }
    const value = after[change.after]
    if (value === undefined) return undefined
    if (change.kind === 'same') {
      const inner = changed(change.before, change.after, value)
      if (inner === undefined) return undefined
      anchor = spans[change.before]?.end
      if (!sameJson(before[change.before], value)) splices.push(...inner)
      continue
    }
    const moved = moves.get(change.after)
    const span = moved === undefined ? undefined : spans[moved]
    const inner = moved === undefined ? undefined : changed(moved, change.after, value)
    const entry = span === undefined || inner === undefined ? `${' '.repeat(indent)}${itemText(value, [...place.path, change.after], indent)}` : partText(text, span, inner)
    splices.push(anchor === undefined ? insertBefore(text, firstSpan.start, entry) : { start: anchor, end: anchor, text: `\n${entry}` })
  }
  return splices
}
