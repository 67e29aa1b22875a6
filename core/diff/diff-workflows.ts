import type { JsonValue } from '../spec/json-value.ts'
import { toJson } from '../spec/print-new-spec.ts'
import type { Workflow } from '../spec/workflow.ts'
import type { Change, ChangeClass } from './change.ts'
import { greater } from './change.ts'
import { classifyChange } from './classify-change.ts'
import { findChanges } from './find-changes.ts'
import { groupOrder, partWords } from './part-words.ts'
import { sayChange } from './say-change.ts'

/** A change as it is listed: its group, its line, and what it asks of those who rely on the flow. */
export type ListedChange = Change & { readonly group: string; readonly text: string; readonly class: ChangeClass }

/** What differs between two flows: nothing, or changes in the order of their groups and the class of the greatest. */
export type WorkflowDiff = { readonly class: ChangeClass | undefined; readonly changes: readonly ListedChange[] }

function outcomesOf(workflow: Workflow): ReadonlySet<string> {
  return new Set(Object.values(workflow.spec.flow.nodes).flatMap((node) => (node.kind === 'end' && node.outcome !== 'none' ? [node.outcome] : [])))
}

function entrancesOf(workflow: Workflow): ReadonlySet<string> {
  return new Set(Object.values(workflow.spec.flow.nodes).flatMap((node) => (node.kind === 'start' ? node.channels : [])))
}

function guardedEntrances(workflow: Workflow): readonly string[] {
  return Object.entries(workflow.spec.flow.nodes).flatMap(([id, node]) => (node.kind === 'start' && node.when !== undefined ? [id] : []))
}

const listed = (path: readonly string[], text: string, kind: 'added' | 'removed'): ListedChange => ({ kind, path, group: 'Flow', text, class: 'major' })

/** What a flow as a whole promises and does not keep any more, wherever the change lies. */
function brokenPromises(before: Workflow, after: Workflow): readonly ListedChange[] {
  const outcomes = outcomesOf(after)
  const entrances = entrancesOf(after)
  const guarded = guardedEntrances(before)
  return [
    ...[...outcomesOf(before)].filter((outcome) => !outcomes.has(outcome)).map((outcome) => listed(['spec', 'flow'], `Flow: no end has the outcome ${outcome} any more`, 'removed')),
    ...[...entrancesOf(before)].filter((channel) => !entrances.has(channel)).map((channel) => listed(['spec', 'flow'], `Flow: no start takes channel ${channel} any more`, 'removed')),
    ...guardedEntrances(after).filter((id) => !guarded.includes(id) && before.spec.flow.nodes[id]?.kind === 'start').map((id) => listed(['spec', 'flow', 'nodes', id, 'when'], `Flow: start ${id} now takes only tickets that meet a condition`, 'added')),
  ]
}

// Comments of authors about the file, and the version that the comparison is about, change nothing.
function isCounted(change: Change): boolean {
  const [top, key] = change.path
  return !(top === 'metadata' && (key === 'version' || key === 'annotations')) && !change.path.some((part) => part.startsWith('x-'))
}

/** Compares two flows by what they mean. */
export function diffWorkflows(before: Workflow, after: Workflow): WorkflowDiff {
  const left: JsonValue = toJson(before)
  const right: JsonValue = toJson(after)
  const found = findChanges(left, right).filter(isCounted).map((change): ListedChange => ({ ...change, group: partWords(change.path).group, text: sayChange(change), class: classifyChange(change) }))
  const changes = [...brokenPromises(before, after), ...found]
  const place = (group: string): number => (groupOrder.includes(group) ? groupOrder.indexOf(group) : groupOrder.length)
  return {
    class: changes.reduce<ChangeClass | undefined>((most, change) => greater(most, change.class), undefined),
    changes: changes.toSorted((one, other) => place(one.group) - place(other.group)),
  }
}
