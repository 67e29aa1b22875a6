import type { Node } from 'yaml'
import { isMap, isScalar, isSeq } from 'yaml'
import type { Splice } from '../apply-splices.ts'
import { applySplices } from '../apply-splices.ts'
import type { SpecPath } from '../finding.ts'
import type { JsonValue } from '../json-value.ts'
import { plainData } from '../plain-data.ts'
import type { SpecSource } from '../spec-source.ts'
import { nodeAt, pairOf, readSource } from '../spec-source.ts'
import { spliceNode } from '../splice-node.ts'
import type { IdPlace } from './find-ids.ts'
import { findIds, findScenarioIds } from './find-ids.ts'
import { camelCased, hyphenated, newNames, oldIdPattern } from './id-forms.ts'
import { renameIds, wordsIn } from './rename-ids.ts'

/** The annotation that keeps the old names which v1 cannot spell, so that the way back finds them. */
const keptNames = 'lumos/v1alpha1-ids'

type KeyChange = { readonly from: string; readonly to: string; readonly at: (path: SpecPath) => boolean }

const inNode = (path: SpecPath): boolean => path[0] === 'spec' && path[1] === 'flow' && path[2] === 'nodes' && path.length >= 5
const isThen = (path: SpecPath): boolean => {
  const holder = path.at(-3)
  return (inNode(path) && (path.length === 5 || (path.length === 7 && (holder === 'branches' || holder === 'arms' || holder === 'catch'))))
    || (path.length === 4 && path[1] === 'triggers') || (path.length === 4 && path[1] === 'flow' && path[2] === 'onError')
}

/** The keys that have another name in v1; the path is that of the value. */
const keys: readonly KeyChange[] = [
  { from: 'next', to: 'then', at: isThen },
  { from: 'on', to: 'outcomes', at: (path) => inNode(path) && path.length === 5 },
  { from: 'on', to: 'events', at: (path) => path.length === 4 && path[1] === 'monitors' },
  { from: 'on', to: 'event', at: (path) => path.length === 4 && (path[1] === 'triggers' || path[1] === 'script') },
]

function renameKeys(source: string, node: Node | null | undefined, path: SpecPath, changes: readonly KeyChange[]): readonly Splice[] {
  if (isSeq<Node>(node)) return node.items.flatMap((item, index) => renameKeys(source, item, [...path, index], changes))
  if (!isMap<Node, Node | null>(node)) return []
  return node.items.flatMap(({ key, value }): readonly Splice[] => {
    if (!isScalar(key)) return []
    const own = [...path, String(key.value)]
    const change = changes.find(({ from, at }) => from === key.value && at(own))
    const range = key.range
    const inner = renameKeys(source, value, own, changes)
    return change === undefined || range === null || range === undefined ? inner : [{ start: range[0], end: range[1], text: source.slice(range[0], range[1]).replace(change.from, change.to) }, ...inner]
  })
}

function setVersion(source: SpecSource, version: string): readonly Splice[] {
  const range = pairOf(source.document.contents, 'apiVersion')?.value?.range
  return range === null || range === undefined ? [] : [{ start: range[0], end: range[1], text: source.text.slice(range[0], range[1]).replace(/lumos\/\w+/, version) }]
}

/** Writes, or with undefined takes away, the annotation that keeps names. */
function withKept(text: string, kept: string | undefined): string {
  const source = readSource(text)
  const root = source.document.contents
  const before = plainData(root)
  if (root === null || typeof before !== 'object' || before === null || Array.isArray(before)) return text
  const data: Record<string, JsonValue> = Object.fromEntries(Object.entries(before))
  const metadata: Record<string, JsonValue> = { ...asRecord(data['metadata']) }
  const annotations: Record<string, JsonValue> = { ...asRecord(metadata['annotations']) }
  if (kept === undefined) Reflect.deleteProperty(annotations, keptNames)
  else annotations[keptNames] = kept
  if (Object.keys(annotations).length === 0) Reflect.deleteProperty(metadata, 'annotations')
  else metadata['annotations'] = annotations
  const splices = spliceNode(text, root, before, { ...data, metadata }, { path: [], flow: false, indent: 0 })
  return splices === undefined ? text : applySplices(text, splices.map((splice) => ({ ...splice, text: text.includes('\r\n') ? splice.text.replace(/\r?\n/g, '\r\n') : splice.text })))
}

function asRecord(value: JsonValue | undefined): Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {}
}

function keptIn(source: SpecSource): ReadonlyMap<string, string> {
  const node = nodeAt(source, ['metadata', 'annotations', keptNames])
  const text = isScalar(node) && typeof node.value === 'string' ? node.value : ''
  return new Map(text.split(' ').flatMap((pair) => {
    const [name = '', old = ''] = pair.split('=')
    return name === '' || !oldIdPattern.test(old) ? [] : [[name, old] as const]
  }))
}

function isScenario(source: SpecSource): boolean {
  const kind = nodeAt(source, ['kind'])
  return isScalar(kind) && kind.value === 'Scenario'
}

function placesIn(source: SpecSource): readonly IdPlace[] {
  return isScenario(source) ? findScenarioIds(source.document.contents) : findIds(source.document.contents)
}

/** The ids that a file is about: those that it declares; a scenario declares none, so those that it names. */
function declaredIn(source: SpecSource): readonly string[] {
  return [...new Set(placesIn(source).flatMap(({ node, holds }) => (holds === 'declared' ? [String(node.value)] : holds === 'path' ? String(node.value).split(/[./]/) : [])))]
}

/** v1alpha1 to v1: `next` and `on` get names that no other tool misreads, ids lose their hyphens. */
export function fromV1alpha1(text: string): string {
  const source = readSource(text)
  const names = newNames(declaredIn(source).filter((id) => oldIdPattern.test(id)))
  const renamed = applySplices(text, [
    ...setVersion(source, 'lumos/v1'),
    ...renameKeys(source.text, source.document.contents, [], keys),
    ...renameIds(source, placesIn(source), names),
  ])
  const kept = [...names].filter(([old, name]) => hyphenated(name) !== old).map(([old, name]) => `${name}=${old}`).join(' ')
  return kept === '' ? renamed : withKept(renamed, kept)
}

/** v1 to v1alpha1, for readers that know nothing newer; the way there and back changes nothing. */
export function toV1alpha1(text: string): string {
  const source = readSource(text)
  const kept = keptIn(source)
  const bare = kept.size === 0 ? source : readSource(withKept(text, undefined))
  const written = wordsIn(placesIn(bare))
  const declared = declaredIn(bare)
  const names = new Map(declared.flatMap((id): readonly (readonly [string, string])[] => {
    const old = kept.get(id) ?? hyphenated(id)
    // A name that something else has already, or that does not lead back, stays as it is: v1alpha1 allowed both forms.
    return old === id || (!kept.has(id) && (written.has(old) || camelCased(old) !== id)) ? [] : [[id, old]]
  }))
  return applySplices(bare.text, [
    ...setVersion(bare, 'lumos/v1alpha1'),
    ...renameKeys(bare.text, bare.document.contents, [], keys.map(({ from, to, at }) => ({ from: to, to: from, at }))),
    ...renameIds(bare, placesIn(bare), names),
  ])
}
