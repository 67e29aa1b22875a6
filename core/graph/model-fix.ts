import type { Node } from 'yaml'
import { isMap, isScalar, isSeq } from 'yaml'
import type { Splice } from '../spec/apply-splices.ts'
import { applySplices } from '../spec/apply-splices.ts'
import type { Fix, SpecPath } from '../spec/finding.ts'
import type { JsonValue } from '../spec/json-value.ts'
import { plainData } from '../spec/plain-data.ts'
import { spliceNode } from '../spec/splice-node.ts'
import type { SpecSource } from '../spec/spec-source.ts'
import { nodeAt, partAt } from '../spec/spec-source.ts'

function withValue(data: JsonValue, path: SpecPath, value: JsonValue | undefined): JsonValue {
  const [key, ...rest] = path
  if (key === undefined) return value ?? data
  if (Array.isArray(data)) return data.flatMap((item: JsonValue, index) => (index !== key ? [item] : rest.length === 0 && value === undefined ? [] : [withValue(item, rest, value)]))
  if (typeof data !== 'object' || data === null) return data
  const entries = Object.entries(data)
  const name = String(key)
  if (!entries.some(([each]) => each === name)) return value === undefined || rest.length > 0 ? data : Object.fromEntries([...entries, [name, value]])
  return Object.fromEntries(entries.flatMap(([each, item]) => (each !== name ? [[each, item]] : rest.length === 0 && value === undefined ? [] : [[each, withValue(item, rest, value)]])))
}

/** One change of the model: the value at a path, or undefined to take it away. */
export type ModelChange = { readonly path: SpecPath; readonly value: JsonValue | undefined }

/** The longest beginning that all paths share and that does not contain their last keys. */
function sharedPath(paths: readonly SpecPath[]): SpecPath {
  const [first = [], ...rest] = paths
  let length = Math.max(0, Math.min(...paths.map((path) => path.length)) - 1)
  while (length > 0 && rest.some((path) => path.slice(0, length).some((key, index) => key !== first[index]))) length -= 1
  return first.slice(0, length)
}

function standsInFlow(source: SpecSource, path: SpecPath): boolean {
  return path.some((_, depth) => {
    const node = nodeAt(source, path.slice(0, depth))
    return (isMap(node) || isSeq(node)) && node.flow === true
  })
}

/** What stands in a map under some keys; all of it where something is added, which finds its place by what stands around it. */
function touchedPart(node: Node, depth: number, changes: readonly ModelChange[]): JsonValue {
  const keys = new Set(changes.map((change) => String(change.path[depth])))
  if (!isMap<Node, Node | null>(node)) return plainData(node)
  const pairs = node.items.filter((pair) => isScalar(pair.key) && keys.has(String(pair.key.value)))
  return pairs.length < keys.size ? plainData(node) : Object.fromEntries(pairs.map((pair) => [String(isScalar(pair.key) ? pair.key.value : ''), plainData(pair.value)]))
}

/** Changes one part of the file; undefined where that part has to be written anew, which the part around it can do. */
function changePart(source: SpecSource, at: SpecPath, node: Node, changes: readonly ModelChange[]): readonly Splice[] | undefined {
  const before = touchedPart(node, at.length, changes)
  // Items of a list are counted as they stand before the change, so the last of them goes first.
  const place = ({ path, value }: ModelChange): number => { const key = path.at(-1); return value === undefined && typeof key === 'number' ? key : -1 }
  const ordered = changes.toSorted((left, right) => place(right) - place(left))
  const after = ordered.reduce((data, change) => withValue(data, change.path.slice(at.length), change.value), before)
  return spliceNode(source.text, node, before, after, { path: at, flow: standsInFlow(source, at), indent: 0 })
}

/** The same replacements in the order of the text, those that touch made one, so that it does not matter in which order they are applied. */
function merged(splices: readonly Splice[]): readonly Splice[] {
  const ordered = splices.toSorted((left, right) => left.start - right.start || Number(left.end > left.start) - Number(right.end > right.start))
  return ordered.reduce<readonly Splice[]>((done, splice) => {
    const last = done.at(-1)
    return last !== undefined && last.end === splice.start ? [...done.slice(0, -1), { start: last.start, end: splice.end, text: last.text + splice.text }] : [...done, splice]
  }, [])
}

/** A repair that changes the model, as edits of the text; undefined where the text cannot be changed in place. */
export function modelFix(source: SpecSource, title: string, changes: readonly ModelChange[]): Fix | undefined {
  if (changes.some((change) => partAt(source, change.path) !== undefined)) return undefined
  const shared = sharedPath(changes.map((change) => change.path))
  for (let depth = shared.length; depth >= 0; depth -= 1) {
    const at = shared.slice(0, depth)
    const node = nodeAt(source, at)
    if (!isMap<Node, Node | null>(node) && !isSeq<Node>(node)) continue
    const splices = changePart(source, at, node, changes)
    if (splices === undefined) continue
    if (splices.length === 0 || applySplices(source.text, splices) === source.text) return undefined
    return { title, edits: merged(splices).map(({ start, end, text }) => ({ offset: start, length: end - start, text })) }
  }
  return undefined
}
