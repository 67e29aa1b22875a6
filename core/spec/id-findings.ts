import type { Finding, SpecPath } from './finding.ts'
import { builtInRoots, reservedWords } from './reserved-words.ts'
import { findingAt } from './source-finding.ts'
import type { SpecSource } from './spec-source.ts'
import type { TypeExpr, Workflow } from './workflow.ts'

type Placed = { readonly id: string; readonly path: SpecPath; readonly part: 'key' | 'value'; readonly role: 'id' | 'root' | 'port' }

/** Ports that a decision or parallel block has anyway. */
const ownPorts: ReadonlySet<string> = new Set(['default', 'then', 'onMaxVisits'])

function keysOf(record: Readonly<Record<string, unknown>> | undefined, path: SpecPath, role: Placed['role'] = 'id'): readonly Placed[] {
  return Object.keys(record ?? {}).map((id) => ({ id, path: [...path, id], part: 'key', role }))
}

function listed(items: readonly { readonly id: string }[] | undefined, path: SpecPath, role: Placed['role'] = 'id'): readonly Placed[] {
  return (items ?? []).map(({ id }, index) => ({ id, path: [...path, index, 'id'], part: 'value', role }))
}

function fieldsOf(fields: Readonly<Record<string, TypeExpr>> | undefined, path: SpecPath): readonly Placed[] {
  return [...keysOf(fields, path), ...Object.entries(fields ?? {}).flatMap(([name, type]) => inner(type, [...path, name]))]
}

function inner(type: TypeExpr, path: SpecPath): readonly Placed[] {
  if (typeof type === 'string') return []
  if (type.type === 'object') return fieldsOf(type.fields, [...path, 'fields'])
  return type.type === 'list' ? inner(type.items, [...path, 'items']) : []
}

function allIds({ spec }: Workflow): readonly Placed[] {
  const at = (...keys: readonly string[]): SpecPath => ['spec', ...keys]
  return [
    ...fieldsOf(spec.context?.vars, at('context', 'vars')),
    ...keysOf(spec.connections, at('connections')),
    ...keysOf(spec.channels, at('channels')),
    ...keysOf(spec.calendars, at('calendars')),
    ...keysOf(spec.models, at('models')),
    ...keysOf(spec.knowledge, at('knowledge')),
    ...keysOf(spec.memory, at('memory')),
    ...keysOf(spec.tools, at('tools')),
    ...Object.entries(spec.tools ?? {}).flatMap(([id, tool]) => [...fieldsOf(tool.input, at('tools', id, 'input')), ...fieldsOf(tool.output, at('tools', id, 'output'))]),
    ...keysOf(spec.agents, at('agents')),
    ...Object.entries(spec.agents).flatMap(([id, agent]) => fieldsOf(agent.outputs, at('agents', id, 'outputs'))),
    ...keysOf(spec.teams, at('teams')),
    ...listed(spec.slas, at('slas')),
    ...listed(spec.policies?.approvals, at('policies', 'approvals')),
    ...keysOf(spec.monitors, at('monitors'), 'root'),
    ...listed(spec.triggers, at('triggers')),
    ...keysOf(spec.flow.stages, at('flow', 'stages')),
    ...keysOf(spec.flow.nodes, at('flow', 'nodes'), 'root'),
    ...Object.entries(spec.flow.nodes).flatMap(([id, node]): readonly Placed[] => {
      const path = at('flow', 'nodes', id)
      const named: readonly Placed[] = (node.kind === 'agent' || node.kind === 'tool') && node.as !== undefined ? [{ id: node.as, path: [...path, 'as'], part: 'value', role: 'root' }] : []
      if (node.kind === 'decision') return listed(node.branches, [...path, 'branches'], 'port')
      if (node.kind === 'parallel') return listed(node.arms, [...path, 'arms'], 'port')
      return named
    }),
  ]
}

function whyNot({ id, role }: Placed): string | undefined {
  if (reservedWords.has(id)) return 'a reserved word'
  if (role === 'root' && builtInRoots.has(id)) return 'a name that every condition knows already'
  return role === 'port' && ownPorts.has(id) ? 'the name of another way out of the node' : undefined
}

/** Ids that cannot be ids, and ids that a list holds twice. */
export function idFindings(source: SpecSource, workflow: Workflow): readonly Finding[] {
  const seen = new Map<string, Set<string>>()
  return allIds(workflow).flatMap((placed): readonly Finding[] => {
    const why = whyNot(placed)
    const found: Finding[] = why === undefined ? [] : [findingAt(source, 'LUM008', { name: placed.id, why, suggestion: `${placed.id}${placed.role === 'root' ? 'Node' : 'Item'}` }, placed.path, placed.part)]
    if (placed.part === 'value' && placed.path.at(-1) === 'id') {
      const list = placed.path.slice(0, -2).join('.')
      const ids = seen.get(list) ?? new Set<string>()
      if (ids.has(placed.id)) found.push(findingAt(source, 'LUM005', { what: 'Id', name: placed.id }, placed.path))
      seen.set(list, ids.add(placed.id))
    }
    return found
  })
}
