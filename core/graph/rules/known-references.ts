import { listedNames } from '../../conditions/listed-names.ts'
import { nearestName } from '../../conditions/nearest-name.ts'
import type { SpecPath } from '../../spec/finding.ts'
import { findingAtSpan } from '../../spec/source-finding.ts'
import type { Workflow } from '../../spec/workflow.ts'
import type { CompiledSite, LintContext, LintRule } from '../lint-context.ts'
import { conditionOf } from '../lint-context.ts'
import { conditionSpan } from './condition-problems.ts'

type Kind = 'agent' | 'tool' | 'model' | 'team' | 'calendar' | 'knowledge' | 'memory' | 'connection' | 'stage' | 'channel' | 'variable' | 'role' | 'value' | 'node' | 'skill'
type Reference = {
  readonly kind: Kind
  readonly name: string | undefined
  readonly path: SpecPath
  readonly where: string
  /** Where in the condition at the path the name stands. */
  readonly inside?: readonly [number, number]
}

function listed(kind: Kind, names: readonly string[] | undefined, path: SpecPath, where: string): readonly Reference[] {
  return (names ?? []).map((name, index) => ({ kind, name, path: [...path, index], where }))
}

function resourceReferences({ spec }: Workflow): readonly Reference[] {
  const each = <T>(record: Readonly<Record<string, T>> | undefined, key: string, read: (item: T, path: SpecPath, id: string) => readonly Reference[]): readonly Reference[] =>
    Object.entries(record ?? {}).flatMap(([id, item]) => read(item, ['spec', key, id], id))
  return [
    ...each(spec.channels, 'channels', (channel, path, id) => [{ kind: 'connection', name: channel.connection, path: [...path, 'connection'], where: `Channel ${id}` }]),
    ...each(spec.knowledge, 'knowledge', (item, path, id) => [{ kind: 'connection', name: item.connection, path: [...path, 'connection'], where: `Knowledge ${id}` }]),
    ...each(spec.tools, 'tools', (tool, path, id) => [{ kind: 'connection', name: tool.connection, path: [...path, 'connection'], where: `Tool ${id}` }]),
    ...each(spec.agents, 'agents', (agent, path, id): readonly Reference[] => {
      const where = `Agent ${id}`
      return [
        { kind: 'model', name: agent.model, path: [...path, 'model'], where },
        ...listed('model', agent.fallbackModels, [...path, 'fallbackModels'], where),
        ...listed('tool', agent.tools, [...path, 'tools'], where),
        ...listed('knowledge', agent.knowledge, [...path, 'knowledge'], where),
        ...listed('memory', agent.memory?.read, [...path, 'memory', 'read'], where),
        ...listed('memory', agent.memory?.write, [...path, 'memory', 'write'], where),
        { kind: 'team', name: agent.routing?.whenNoneEligible.queue, path: [...path, 'routing', 'whenNoneEligible', 'queue'], where },
        { kind: 'tool', name: agent.routing?.whenNoneEligible.notify, path: [...path, 'routing', 'whenNoneEligible', 'notify'], where },
      ]
    }),
    ...each(spec.teams, 'teams', (team, path, id): readonly Reference[] => [
      ...listed('channel', team.channels, [...path, 'channels'], `Team ${id}`),
      ...Object.keys(team.capacity).map((name): Reference => ({ kind: 'channel', name, path: [...path, 'capacity', name], where: `Capacity of team ${id}` })),
      ...team.shifts.map((shift, index): Reference => ({ kind: 'calendar', name: shift.calendar, path: [...path, 'shifts', index, 'calendar'], where: `Team ${id}` })),
      { kind: 'team', name: team.overflowTo, path: [...path, 'overflowTo'], where: `Team ${id}` },
      ...(spec.skills === undefined ? [] : Object.keys(team.skills)).map((name): Reference => ({ kind: 'skill', name, path: [...path, 'skills', name], where: `Team ${id}` })),
    ]),
    ...each(spec.monitors, 'monitors', (monitor, path, id) => [
      { kind: 'agent', name: monitor.agent, path: [...path, 'agent'], where: `Monitor ${id}` },
      ...listed('stage', monitor.stages, [...path, 'stages'], `Monitor ${id}`),
    ]),
    ...(spec.slas ?? []).map((sla, index): Reference => ({ kind: 'calendar', name: sla.calendar, path: ['spec', 'slas', index, 'calendar'], where: `SLA ${sla.id}` })),
    ...listed('agent', spec.policies?.thirdPartySources?.onlyFor, ['spec', 'policies', 'thirdPartySources', 'onlyFor'], 'The policy on third-party sources'),
    ...(spec.policies?.approvals ?? []).flatMap((approval, index): readonly Reference[] => [
      ...listed('tool', approval.tools, ['spec', 'policies', 'approvals', index, 'tools'], `Approval ${approval.id}`),
      { kind: 'team', name: approval.team, path: ['spec', 'policies', 'approvals', index, 'team'], where: `Approval ${approval.id}` },
    ]),
    ...(spec.triggers ?? []).flatMap((trigger, index) => [
      ...listed('stage', trigger.stages, ['spec', 'triggers', index, 'stages'], `Trigger ${trigger.id}`),
      ...listed('node', trigger.nodes, ['spec', 'triggers', index, 'nodes'], `Trigger ${trigger.id}`),
    ]),
  ]
}

function nodeReferences({ spec }: Workflow): readonly Reference[] {
  return Object.entries(spec.flow.nodes).flatMap(([id, node]): readonly Reference[] => {
    const path = ['spec', 'flow', 'nodes', id]
    const where = `Node ${id}`
    const common: readonly Reference[] = [
      { kind: 'stage', name: node.stage, path: [...path, 'stage'], where },
      { kind: 'calendar', name: node.clock, path: [...path, 'clock'], where },
      ...Object.keys(node.set ?? {}).map((name): Reference => ({ kind: 'variable', name: name.slice('vars.'.length), path: [...path, 'set', name], where })),
    ]
    switch (node.kind) {
      case 'start':
        return [...common, ...listed('channel', node.channels, [...path, 'channels'], where)]
      case 'agent':
        return [...common, { kind: 'agent', name: node.agent, path: [...path, 'agent'], where }]
      case 'tool':
        return [...common, { kind: 'tool', name: node.tool, path: [...path, 'tool'], where }]
      case 'message':
        return [...common, { kind: 'channel', name: node.channel, path: [...path, 'channel'], where }]
      case 'human':
        return [
          ...common,
          { kind: 'team', name: node.team, path: [...path, 'team'], where },
          { kind: 'agent', name: node.assist, path: [...path, 'assist'], where },
          ...(node.carry ?? []).map((name, index): Reference => ({ kind: 'value', name: name.split('.')[0], path: [...path, 'carry', index], where })),
        ]
      default:
        return common
    }
  })
}

function knownNames({ workflow, roles, scope }: LintContext): Readonly<Record<Kind, readonly string[]>> {
  const { spec } = workflow
  const keys = (record: Readonly<Record<string, unknown>> | undefined): readonly string[] => Object.keys(record ?? {})
  return {
    agent: keys(spec.agents), tool: keys(spec.tools), model: keys(spec.models), team: keys(spec.teams), calendar: keys(spec.calendars),
    knowledge: keys(spec.knowledge), memory: keys(spec.memory), connection: keys(spec.connections), stage: keys(spec.flow.stages), channel: keys(spec.channels),
    variable: keys(spec.context?.vars), node: keys(spec.flow.nodes), skill: keys(spec.skills), role: roles.roles ?? [],
    // What a person's screen can show beside the context.
    value: ['conversation', ...keys(scope)],
  }
}

function calendarInside({ site }: CompiledSite, name: string): Reference {
  const [literal] = [`"${name}"`, `'${name}'`].filter((each) => site.text.includes(each))
  const start = literal === undefined ? 0 : site.text.indexOf(literal)
  return { kind: 'calendar', name, path: site.path, where: `isOpen in ${site.where}`, ...(literal === undefined ? {} : { inside: [start, start + literal.length] as const }) }
}

/** Near names are looked for so often; a file with more unknown names has another problem. */
const mostSuggestions = 200

/** LUM201: everything that is named exists. */
export const knownReferences: LintRule = (context) => {
  const { workflow, roles, report, sites } = context
  const known = knownNames(context)
  const sets = new Map<Kind, ReadonlySet<string>>()
  const isKnown = (kind: Kind, name: string): boolean => {
    const set = sets.get(kind) ?? new Set(known[kind])
    sets.set(kind, set)
    return set.has(name)
  }
  const suggestions = new Map<string, string | undefined>()
  const roleReferences = Object.entries(workflow.spec.agents).flatMap(([id, agent]): readonly Reference[] =>
    roles.contractOf(agent.role) === undefined ? [{ kind: 'role', name: agent.role, path: ['spec', 'agents', id, 'role'], where: `Agent ${id}` }] : [])
  const calendars = sites.flatMap((entry): readonly Reference[] => (conditionOf(entry)?.calendars ?? []).map((name) => calendarInside(entry, name)))
  return [...resourceReferences(workflow), ...nodeReferences(workflow), ...calendars, ...roleReferences].flatMap(({ kind, name, path, where, inside }) => {
    if (name === undefined || (kind !== 'role' && isKnown(kind, name))) return []
    const all = known[kind]
    const near = suggestions.has(`${kind} ${name}`) || suggestions.size >= mostSuggestions ? suggestions.get(`${kind} ${name}`) : nearestName(name, all)
    suggestions.set(`${kind} ${name}`, near)
    const hint = near !== undefined ? `Did you mean ${near}?` : all.length === 0 ? `The file has no ${kind} yet; add it.` : `Known: ${listedNames(all)}.`
    const part = path.at(-2) === 'capacity' || path.at(-2) === 'set' || path.at(-2) === 'skills' ? 'key' : 'value'
    if (inside !== undefined) return [findingAtSpan(context.source, 'LUM201', { where, kind, name, hint }, path, conditionSpan(context.source, path, inside[0], inside[1]))]
    return [report('LUM201', { where, kind, name, hint }, path, { part })]
  })
}
