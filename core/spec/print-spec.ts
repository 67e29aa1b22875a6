import type { Node } from 'yaml'
import { isMap, isSeq } from 'yaml'
import { sameJson } from './align-items.ts'
import type { Splice } from './apply-splices.ts'
import { applySplices } from './apply-splices.ts'
import type { SpecPath } from './finding.ts'
import type { JsonValue } from './json-value.ts'
import { isJsonRecord } from './json-value.ts'
import { columnAt, contentEnd, dashOf, pairStart } from './node-spans.ts'
import { readWorkflow } from './parse-spec.ts'
import { plainData } from './plain-data.ts'
import { printNewSpec, toJson } from './print-new-spec.ts'
import { dataAt } from './schema-findings.ts'
import { spliceNode } from './splice-node.ts'
import { replacePart, rewriteValue } from './splice-value.ts'
import type { SpecSource } from './spec-source.ts'
import { nodeAt, pairOf, readSource } from './spec-source.ts'
import type { Workflow } from './workflow.ts'
import { flowText, itemText } from './yaml-text.ts'

/** The text after the replacements, with the line ends of the file; undefined where two of them want the same place. */
function apply(text: string, splices: readonly Splice[] | undefined): string | undefined {
  if (splices === undefined) return undefined
  const ends = text.includes('\r\n') ? '\r\n' : '\n'
  const fitted = splices.map((splice) => ({ ...splice, text: splice.text.replace(/\r?\n/g, ends) }))
  const ordered = fitted.toSorted((left, right) => left.start - right.start || left.end - right.end)
  return ordered.some((splice, index) => splice.start < (ordered[index - 1]?.end ?? 0)) ? undefined : applySplices(text, fitted)
}

function meaningOf(source: SpecSource): JsonValue | undefined {
  return source.document.errors.length > 0 || source.document.warnings.length > 0 ? undefined : readWorkflow(plainData(source.document.contents)).data
}

function means(text: string | undefined, wanted: JsonValue): text is string {
  return text !== undefined && sameJson(meaningOf(readSource(text)), wanted)
}

/** Writes the value at a path anew; the comments inside it are lost, those of everything else stay. */
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
    if (parent.flow === true) return apply(text, [{ start: item.range?.[0] ?? 0, end, text: flowText(value, path) }])
    const dash = dashOf(text, item)
    return dash === undefined ? undefined : apply(text, replacePart(text, { start: dash, end }, itemText(value, path, columnAt(text, dash))))
  }
  const pair = pairOf(parent, key)
  if (pair === undefined || !isMap(parent)) return undefined
  return apply(text, rewriteValue(text, pair, value, { path, flow: parent.flow === true, indent: columnAt(text, pairStart(text, pair)) }))
}

function spliced(source: SpecSource, before: JsonValue, after: JsonValue): string | undefined {
  const root = source.document.contents
  return root === null ? undefined : apply(source.text, spliceNode(source.text, root, before, after, { path: [], flow: false, indent: 0 }))
}

/** The smallest places that together hold every difference between two values. */
function differencesOf(before: JsonValue | undefined, after: JsonValue | undefined, path: SpecPath = []): readonly SpecPath[] {
  if (sameJson(before, after)) return []
  if (!isJsonRecord(before) || !isJsonRecord(after)) return [path]
  const keys = Object.keys(before)
  if (keys.length !== Object.keys(after).length || keys.some((key) => !Object.hasOwn(after, key))) return [path]
  return keys.flatMap((key) => differencesOf(before[key], after[key], [...path, key]))
}

/** A value with the part at a path taken from another. */
function withPart(data: JsonValue, path: SpecPath, from: JsonValue): JsonValue {
  const [key, ...rest] = path
  if (key === undefined || !isJsonRecord(data) || !isJsonRecord(from)) return from
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, name === String(key) ? withPart(value, rest, from[name] ?? null) : value]))
}

/** Changes one place of a file: in its lines where that works, else by writing the smallest part around it anew. */
function changePlace(text: string, before: JsonValue, wanted: JsonValue, path: SpecPath): string | undefined {
  const source = readSource(text)
  const inPlace = spliced(source, before, wanted)
  if (means(inPlace, wanted)) return inPlace
  for (let part = path; part.length > 0; part = part.slice(0, -1)) {
    const rewritten = rewriteAt(source, part, wanted)
    if (means(rewritten, wanted)) return rewritten
  }
  return undefined
}

/**
 * Prints a workflow over the text that it was read from: only the lines of what changed change, and an unchanged workflow
 * gives the identical text. The result is read again and compared before it is given out.
 */
export function printSpec(source: SpecSource, workflow: Workflow): string {
  const after = toJson(workflow)
  const before = readWorkflow(plainData(source.document.contents)).data
  if (sameJson(before, after)) return source.text
  const whole = spliced(source, before, after)
  if (means(whole, after)) return whole
  // What does not fit in one go is done place by place, so that one stubborn part costs no comment anywhere else.
  let text: string | undefined = source.text
  let known = before
  for (const path of differencesOf(before, after)) {
    const wanted = withPart(known, path, after)
    text = text === undefined ? undefined : changePlace(text, known, wanted, path)
    known = wanted
  }
  return means(text, after) ? text : printNewSpec(workflow)
}
