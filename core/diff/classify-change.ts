import type { JsonValue } from '../spec/json-value.ts'
import type { Change, ChangeClass } from './change.ts'
import { isJsonRecord } from '../spec/json-value.ts'

const ways = new Set(['then', 'default', 'join', 'onMaxVisits', 'agent', 'tool', 'team', 'teamFrom', 'kind', 'mode', 'role'])
const words = new Set(['title', 'description', 'labels', 'examples', 'learnedFrom'])

function isOptional(type: JsonValue | undefined): boolean {
  return isJsonRecord(type) && (type['optional'] === true || type['default'] !== undefined)
}

/** Whether every value of the older type is one of the newer. */
function widens(before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  return Array.isArray(before) && Array.isArray(after) && before.every((item: JsonValue) => after.includes(item))
}

/** A change of a value that goes out of the flow: those who read it rely on its name and its type. */
function outputClass(change: Change, field: readonly string[]): ChangeClass {
  if (field.some((key) => words.has(key))) return 'patch'
  if (field.length === 0) return change.kind === 'added' ? 'minor' : 'major'
  if (field.at(-1) === 'values') return widens(change.before, change.after) ? 'minor' : 'major'
  if (field.at(-1) === 'optional') return change.after === true ? 'major' : 'minor'
  return change.kind === 'added' ? 'minor' : 'major'
}

/** A change of what a flow or tool takes in: only what asks for more breaks those who give it. */
function inputClass(change: Change, field: readonly string[]): ChangeClass {
  if (field.some((key) => words.has(key))) return 'patch'
  if (field.length === 0) return change.kind === 'added' ? (isOptional(change.after) ? 'minor' : 'major') : change.kind === 'removed' ? 'minor' : 'major'
  if (field.at(-1) === 'values') return widens(change.before, change.after) ? 'minor' : 'major'
  if (field.at(-1) === 'optional') return change.after === true ? 'minor' : 'major'
  return field.at(-1) === 'default' && change.kind !== 'removed' ? 'patch' : 'major'
}

function nodeClass(change: Change, rest: readonly string[]): ChangeClass {
  const [list, , ...field] = rest
  if (rest.length === 0) return 'minor'
  if (list === 'outcomes' && rest.length === 2) return change.kind === 'removed' || change.kind === 'renamed' ? 'major' : 'minor'
  if ((list === 'branches' || list === 'arms' || list === 'catch') && rest.length === 2) return 'minor'
  return ways.has(String((field.length > 0 ? field : rest).at(-1))) ? 'minor' : 'patch'
}

/** What a change asks of those who rely on the flow. */
export function classifyChange(change: Change): ChangeClass {
  const [top, key, id, name, ...rest] = change.path
  if (top === 'metadata') return key === 'name' ? 'major' : 'patch'
  if (top !== 'spec') return 'major'
  if (key === 'flow') return id === 'nodes' && name !== undefined ? nodeClass(change, rest) : id === 'stages' && name !== undefined && rest.length === 0 ? 'minor' : change.path.at(-1) === 'then' ? 'minor' : 'patch'
  if (key === 'channels' && name === undefined) return id !== undefined && change.kind === 'added' ? 'minor' : 'major'
  if ((key === 'agents' || key === 'tools') && (name === 'outputs' || name === 'output') && rest.length > 0) return outputClass(change, rest.slice(1))
  if (key === 'tools' && name === 'input' && rest.length > 0) return inputClass(change, rest.slice(1))
  // With an agent or a tool go the values that it gave.
  if ((key === 'agents' || key === 'tools') && name === undefined) return change.kind === 'removed' ? 'major' : 'minor'
  if (key === 'context') return rest.length === 0 ? (change.kind === 'changed' ? 'major' : 'minor') : inputClass(change, rest)
  if (key === 'requires' || key === 'policies') return 'patch'
  if (name === undefined) return 'minor'
  return ways.has(String(change.path.at(-1))) ? 'minor' : 'patch'
}
