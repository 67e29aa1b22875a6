import type { Node, Scalar } from 'yaml'
import { isMap, isScalar, isSeq } from 'yaml'
import type { SpecPath } from '../finding.ts'
import { isConditionPath } from '../yaml-findings.ts'

/** A text of a file that may hold ids: a declared id, a word that may name one, an expression, text with placeholders, or a path of ids. */
export type IdPlace = { readonly node: Scalar; readonly path: SpecPath; readonly holds: 'declared' | 'name' | 'expression' | 'template' | 'path' }

const idMaps = new Set(['vars', 'connections', 'channels', 'calendars', 'models', 'knowledge', 'memory', 'tools', 'agents', 'teams', 'monitors', 'stages', 'nodes', 'outputs', 'output', 'input', 'fields', 'outcomes', 'on', 'skills'])
const idLists = new Set(['branches', 'arms', 'triggers', 'slas', 'approvals'])
const nameKeys = new Set(['then', 'next', 'default', 'join', 'onMaxVisits', 'agent', 'tool', 'team', 'assist', 'connection', 'calendar', 'clock', 'stage', 'as', 'queue', 'notify', 'overflowTo', 'channel', 'model'])
const nameLists = new Set(['stages', 'nodes', 'channels', 'require', 'choices', 'tools', 'knowledge', 'read', 'write', 'fallbackModels', 'onlyFor', 'agents', 'values'])
const pathKeys = new Set(['teamFrom', 'event'])
const pathLists = new Set(['carry', 'requireSkills', 'events', 'on'])

function underId(path: SpecPath): boolean {
  const holder = path.at(-2)
  // `spec.models.<id>.model` names a model at its provider, and `metadata` holds no ids at all.
  return path[0] === 'spec' && typeof holder === 'string' && idMaps.has(holder) && path.at(-3) !== 'metadata'
}

function holdsOf(path: SpecPath): IdPlace['holds'] | undefined {
  const key = path.at(-1)
  const parent = path.at(-2)
  if (path[0] !== 'spec' || path[1] === 'requires') return undefined
  if (isConditionPath(path) || (path.at(-3) === 'nodes' && (parent === 'set' || parent === 'input'))) return 'expression'
  if (key === 'text' || key === 'instructions') return 'template'
  if (key === 'id' && typeof parent === 'number' && idLists.has(String(path.at(-3)))) return 'declared'
  if (path[1] === 'models') return undefined
  if (typeof key === 'number') return typeof parent === 'string' && nameLists.has(parent) ? 'name' : typeof parent === 'string' && pathLists.has(parent) ? 'expression' : undefined
  if (typeof key !== 'string') return undefined
  if (pathKeys.has(key)) return 'expression'
  if (nameKeys.has(key)) return 'name'
  return parent === 'outcomes' || parent === 'on' ? 'name' : undefined
}

const scenarioNames: readonly RegExp[] = [
  /^script \d+ (node|channel|outcome|choice)$/, /^expect (waitingAt|visited|route|never|triggers|tools|teams) \d+$/, /^channelMap [^ ]+$/,
  /^baseline teams \d+ (id|calendar)$/, /^teams [^ ]+ shifts \d+ calendar$/,
]
const scenarioKeys: readonly RegExp[] = [
  /^answers [^ ]+( outputs [^ ]+)?$/, /^script \d+ (outputs|customer) [^ ]+$/, /^(handleTime|baselineHandleTime|baseline handleTime) teams [^ ]+$/, /^onShiftEnd [^ ]+$/, /^teams [^ ]+$/,
]

/** What a scenario holds at a place: it declares nothing, so whatever stands where an id must stand is the name of one. */
function scenarioHolds(path: SpecPath, isKey: boolean): IdPlace['holds'] | undefined {
  // Keys may hold spaces; a place of the form never has them, so they must not read as several.
  const words = path.slice(1).map((part) => String(part).replaceAll(' ', '_')).join(' ')
  if (path[0] !== 'spec') return undefined
  if (isKey) return scenarioKeys.some((form) => form.test(words)) || /^expect context [^ ]+$/.test(words) ? 'path' : undefined
  return scenarioNames.some((form) => form.test(words)) || /^expect absent \d+$/.test(words) ? 'path' : undefined
}

/** Every place of a scenario where an id is named; of all of them only the names are read, not values that look like one. */
export function findScenarioIds(node: Node | null | undefined, path: SpecPath = []): readonly IdPlace[] {
  if (isMap<Node, Node | null>(node)) {
    return node.items.flatMap(({ key, value }): readonly IdPlace[] => {
      if (!isScalar(key) || String(key.value).startsWith('x-')) return []
      const own = [...path, String(key.value)]
      const holds = scenarioHolds(own, true)
      return [...(holds === undefined ? [] : [{ node: key, path: own, holds }]), ...findScenarioIds(value, own)]
    })
  }
  if (isSeq<Node>(node)) return node.items.flatMap((item, index) => findScenarioIds(item, [...path, index]))
  const holds = isScalar(node) && typeof node.value === 'string' ? scenarioHolds(path, false) : undefined
  return isScalar(node) && holds !== undefined ? [{ node, path, holds }] : []
}

/** Every place of a workflow file where an id stands, is named, or is read. */
export function findIds(node: Node | null | undefined, path: SpecPath = []): readonly IdPlace[] {
  if (isMap<Node, Node | null>(node)) {
    return node.items.flatMap(({ key, value }): readonly IdPlace[] => {
      if (!isScalar(key)) return []
      const own = [...path, String(key.value)]
      if (own.includes('params') || String(key.value).startsWith('x-')) return []
      const written = String(key.value)
      const variable = path.at(-1) === 'set' && written.startsWith('vars.')
      const keyPlace: readonly IdPlace[] = variable ? [{ node: key, path: own, holds: 'expression' }]
        : path.at(-1) === 'labels' || path.at(-1) === 'capacity' ? [{ node: key, path: own, holds: 'name' }]
        : underId(own) ? [{ node: key, path: own, holds: 'declared' }] : []
      return [...keyPlace, ...findIds(value, own)]
    })
  }
  if (isSeq<Node>(node)) return node.items.flatMap((item, index) => findIds(item, [...path, index]))
  const holds = isScalar(node) && typeof node.value === 'string' ? holdsOf(path) : undefined
  return isScalar(node) && holds !== undefined ? [{ node, path, holds }] : []
}
