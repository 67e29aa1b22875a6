import type { Node } from 'yaml'
import { isMap, isSeq } from 'yaml'
import { sameJson } from './align-items.ts'
import type { Splice } from './apply-splices.ts'
import { applySplices } from './apply-splices.ts'
import type { SpecPath } from './finding.ts'
import type { JsonValue } from './json-value.ts'
import { colonEnd, contentEnd, dashOf, lineStart, pairEnd } from './node-spans.ts'
import { readWorkflow } from './parse-spec.ts'
import { plainData } from './plain-data.ts'
import { printNewSpec, toJson } from './print-new-spec.ts'
import { dataAt } from './schema-findings.ts'
import { spliceNode } from './splice-node.ts'
import type { SpecSource } from './spec-source.ts'
import { nodeAt, pairOf, readSource } from './spec-source.ts'
import type { Workflow } from './workflow.ts'
import { afterKey, flowText, itemText } from './yaml-text.ts'

function apply(text: string, splices: readonly Splice[]): string {
  const fitted = text.includes('\r\n') ? splices.map((splice) => ({ ...splice, text: splice.text.replace(/\r?\n/g, '\r\n') })) : splices
  return applySplices(text, fitted)
}

function means(text: string, wanted: JsonValue): boolean {
  const source = readSource(text)
  if (source.document.errors.length > 0 || source.document.warnings.length > 0) return false
  return sameJson(readWorkflow(plainData(source.document.contents)).data, wanted)
}

/** The deepest place that holds every difference between two values. */
function differingAt(before: JsonValue | undefined, after: JsonValue | undefined): SpecPath {
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null || Array.isArray(before) !== Array.isArray(after)) return []
  const left = new Map(Object.entries(before))
  const right = new Map(Object.entries(after))
  const keys = [...new Set([...left.keys(), ...right.keys()])].filter((key) => !left.has(key) || !right.has(key) || !sameJson(left.get(key), right.get(key)))
  const [key] = keys
  if (keys.length !== 1 || key === undefined || !left.has(key) || !right.has(key)) return []
  return [Array.isArray(before) ? Number(key) : key, ...differingAt(left.get(key), right.get(key))]
}

/** Writes the collection at a path anew; its comments are lost, those of everything else stay. */
function rewriteAt(source: SpecSource, path: SpecPath, after: JsonValue): string | undefined {
  const { text } = source
  const key = path.at(-1)
  const parent = nodeAt(source, path.slice(0, -1))
  const value = dataAt(after, path)
  if (key === undefined || value === undefined) return undefined
  if (isSeq<Node>(parent) && typeof key === 'number') {
    const item = parent.items[key]
    if (item === undefined) return undefined
    const end = contentEnd(text, item)
    const dash = parent.flow === true ? undefined : dashOf(text, item)
    if (parent.flow !== true && dash === undefined) return undefined
    const start = dash ?? item.range?.[0] ?? 0
    return apply(text, [{ start, end, text: dash === undefined ? flowText(value, path) : itemText(value, path, dash - lineStart(text, dash)) }])
  }
  const pair = pairOf(parent, key)
  if (pair === undefined || !isMap(parent)) return undefined
  const keyStart = pair.key.range?.[0] ?? 0
  const start = colonEnd(text, pair)
  const fresh = parent.flow === true ? ` ${flowText(value, path)}` : afterKey(value, path, keyStart - lineStart(text, keyStart))
  return apply(text, [{ start, end: Math.max(start, pairEnd(text, pair)), text: fresh }])
}

function spliced(source: SpecSource, before: JsonValue, after: JsonValue): string | undefined {
  const root = source.document.contents
  const splices = root === null ? undefined : spliceNode(source.text, root, before, after, { path: [], flow: false, indent: 0 })
  return splices === undefined ? undefined : apply(source.text, splices)
}

/**
 * Prints a workflow over the text that it was read from: only the lines of what changed change, and an unchanged workflow
 * gives the identical text. The result is read again and compared before it is given out.
 */
export function printSpec(source: SpecSource, workflow: Workflow): string {
  const after = toJson(workflow)
  const before = readWorkflow(plainData(source.document.contents)).data
  if (sameJson(before, after)) return source.text
  const text = spliced(source, before, after)
  if (text !== undefined && means(text, after)) return text
  for (let path = differingAt(before, after); path.length > 0; path = path.slice(0, -1)) {
    const rewritten = rewriteAt(source, path, after)
    if (rewritten !== undefined && means(rewritten, after)) return rewritten
  }
  return printNewSpec(workflow)
}
