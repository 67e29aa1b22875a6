import type { ConditionScope, ScopeEntry } from '../conditions/condition-scope.ts'
import type { ConditionField, ConditionType } from '../conditions/condition-type.ts'
import type { Value } from '../conditions/value.ts'
import type { TypeExpr, Workflow } from '../spec/workflow.ts'
import { conditionFields, conditionTypeOf } from './condition-type-of.ts'
import { contextWriters } from './context-roots.ts'

/** The states a ticket can be in, as conditions see them. */
const ticketStates = ['open', 'waiting', 'handedOff', 'resolved', 'closed']

const text: ConditionType = { kind: 'string' }
const count: ConditionType = { kind: 'int', min: 0 }
const time: ConditionType = { kind: 'timestamp' }

function field(type: ConditionType, optional = false, fallback?: Value): ConditionField {
  return { type, optional, ...(fallback === undefined ? {} : { default: fallback }) }
}

function record(fields: Readonly<Record<string, ConditionField>>): ConditionType {
  return { kind: 'record', fields }
}

function always(type: ConditionType, fallback?: Value): ScopeEntry {
  return { type, optional: false, ...(fallback === undefined ? {} : { default: fallback }) }
}

function variableField(expression: TypeExpr, teams: readonly string[]): ConditionField {
  const fallback = typeof expression === 'object' && 'default' in expression ? expression.default : undefined
  return field(conditionTypeOf(expression, teams), fallback === undefined, fallback)
}

// Two nodes may write one root; a field that only one of them writes may be missing.
function mergeFields(left: Readonly<Record<string, ConditionField>>, right: Readonly<Record<string, ConditionField>>): Readonly<Record<string, ConditionField>> {
  const merged: Record<string, ConditionField> = {}
  for (const [name, one] of [...Object.entries(left), ...Object.entries(right)]) {
    const both = left[name] !== undefined && right[name] !== undefined
    merged[name] ??= { ...one, optional: one.optional || !both || right[name]?.optional === true }
  }
  return merged
}

function outputRoots(workflow: Workflow, teams: readonly string[]): ReadonlyMap<string, ScopeEntry> {
  const roots = new Map<string, ScopeEntry>()
  for (const writer of contextWriters(workflow)) {
    const fields = conditionFields(writer.outputs, teams)
    const known = roots.get(writer.root)
    const before = known?.type.kind === 'record' ? known.type.fields : undefined
    roots.set(writer.root, {
      type: record(before === undefined ? fields : mergeFields(before, fields)),
      optional: true,
      absentReason: known?.absentReason ?? (writer.kind === 'monitor' ? `until the monitor ${writer.id} has run` : `until ${writer.id} has run`),
    })
  }
  return roots
}

function clock(): ConditionType {
  return record({ dueAt: field(time), remaining: field({ kind: 'duration' }), breached: field({ kind: 'bool' }) })
}

function isSureField(name: string): boolean {
  return name === 'tier' || name === 'locale'
}

/** Everything that a condition of this workflow can see, by root. */
export function conditionScope(workflow: Workflow): ConditionScope {
  const { spec } = workflow
  const teams = Object.keys(spec.teams ?? {})
  const nodeCounters = Object.fromEntries(
    Object.keys(spec.flow.nodes).map((id): [string, ConditionField] => [
      id,
      field(record({ visits: field(count, false, 0), attempts: field(count, false, 0), outcome: field(text, false, '') }), false, {}),
    ]),
  )
  // What a workspace knows of its customers beyond the usual is known of some of them only.
  const customerFields = Object.fromEntries(Object.entries(spec.context?.customer ?? {}).map(([name, type]): [string, TypeExpr] => [name, isSureField(name) ? type : typeof type === 'string' ? { type, optional: true } : { ...type, optional: true }]))
  const variables = Object.entries(spec.context?.vars ?? {}).map(([name, expression]): [string, ConditionField] => [name, variableField(expression, teams)])
  return Object.fromEntries<ScopeEntry>([
    ['ticket', always(record({
      id: field(text),
      channel: field({ kind: 'enum', values: Object.keys(spec.channels) }),
      subject: field(text),
      status: field({ kind: 'enum', values: ticketStates }),
      language: field(text),
      openedAt: field(time),
      reopenCount: field(count),
    }))],
    ['customer', always(record({ id: field(text, true), tier: field(text), locale: field(text), ...conditionFields(customerFields, teams) }))],
    ['message', always(record({ text: field(text), at: field(time) }))],
    ['vars', always(record(Object.fromEntries(variables)), {})],
    ['nodes', always(record(nodeCounters), {})],
    ['sla', always(record({ firstResponse: field(clock(), true), resolution: field(clock(), true) }), {})],
    ['error', { type: record({ code: field(text), node: field(text) }), optional: true, absentReason: 'outside error routes' }],
    ['now', always(time)],
    ...outputRoots(workflow, teams),
  ])
}
