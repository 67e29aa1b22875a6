import type { SpecPath } from '../spec/finding.ts'
import type { HandleTimeDocument, ScenarioDocument } from '../spec/scenario.ts'
import type { Workflow } from '../spec/workflow.ts'
import type { ScenarioSurroundings } from './scenario-findings.ts'

/** A name that a scenario uses, where, and which ones there are. */
export type ScenarioName = { readonly kind: string; readonly name: string; readonly known: readonly string[]; readonly path: SpecPath; readonly part: 'key' | 'value' }

type Known = { readonly kind: string; readonly known: readonly string[] }

function keys({ kind, known }: Known, record: object | undefined, path: SpecPath): readonly ScenarioName[] {
  return Object.keys(record ?? {}).map((name) => ({ kind, name, known, path: [...path, name], part: 'key' }))
}

function value({ kind, known }: Known, name: string | undefined, path: SpecPath): readonly ScenarioName[] {
  return name === undefined ? [] : [{ kind, name, known, path, part: 'value' }]
}

/** The values that the flow may write as issue type; undefined where it writes free text or nobody knows where. */
function issueTypes({ spec }: Workflow, from: string | undefined): readonly string[] | undefined {
  const holder = (root: string, output: string): readonly string[] | undefined => {
    const node = Object.entries(spec.flow.nodes).find(([id, each]) => each.kind === 'agent' && (each.as ?? id) === root)?.[1]
    const type = node?.kind === 'agent' ? spec.agents[node.agent]?.outputs[output] : undefined
    return typeof type === 'object' && type.type === 'enum' ? type.values : undefined
  }
  const [root = 'triage', output = 'issueType'] = (from ?? 'triage.issueType').split('.')
  const found = holder(root, output)
  if (found !== undefined || from !== undefined) return found
  return Object.entries(spec.flow.nodes).map(([id, node]) => (node.kind === 'agent' ? holder(node.as ?? id, 'issueType') : undefined)).find((values) => values !== undefined)
}

function issueTypeFrom(path: string | undefined, { spec }: Workflow): readonly ScenarioName[] {
  const [root, output] = path?.split('.') ?? []
  if (root === undefined) return []
  const agents = Object.entries(spec.flow.nodes).flatMap(([id, node]) => (node.kind === 'agent' ? [[node.as ?? id, node.agent] as const] : []))
  const at = ['spec', 'issueTypeFrom']
  const outputs = agents.filter(([name]) => name === root).flatMap(([, agent]) => Object.keys(spec.agents[agent]?.outputs ?? {}))
  return outputs.length === 0 || output === undefined ? value({ kind: 'agent node', known: agents.map(([name]) => name) }, root, at) : value({ kind: `output of ${root}`, known: outputs }, output, at)
}

function figuresOf(stop: ScenarioDocument['spec']['stop'], kpis: NonNullable<ScenarioSurroundings['kpis']>): readonly ScenarioName[] {
  const statistics = kpis.get(stop?.kpi ?? '')
  return [
    ...value({ kind: 'KPI', known: [...kpis.keys()] }, stop?.kpi, ['spec', 'stop', 'kpi']),
    ...(statistics === undefined ? [] : value({ kind: `statistic of ${stop?.kpi ?? ''}`, known: statistics }, stop?.statistic, ['spec', 'stop', 'statistic'])),
  ]
}

/** Everything that a scenario names and that must be somewhere else: in the flow, among the roles, among the figures. */
export function scenarioNames({ spec }: ScenarioDocument, { workflow, subflows = [], roles, kpis }: ScenarioSurroundings): readonly ScenarioName[] {
  const figures = kpis === undefined ? [] : figuresOf(spec.stop, kpis)
  const role: Known = { kind: 'role', known: roles.roles ?? [] }
  const byRole = roles.roles === undefined ? [] : [...keys(role, spec.aiLatency?.roles, ['spec', 'aiLatency', 'roles']), ...keys(role, spec.aiLimits?.roles, ['spec', 'aiLimits', 'roles'])]
  return workflow === undefined ? [...figures, ...byRole] : [...figures, ...byRole, ...namesOfFlow(spec, workflow, subflows)]
}

function namesOfFlow(spec: ScenarioDocument['spec'], workflow: Workflow, subflows: readonly Workflow[]): readonly ScenarioName[] {
  const flow = workflow.spec
  const all = [workflow, ...subflows].map((each) => each.spec)
  const ids = (read: (one: Workflow['spec']) => object | undefined): readonly string[] => [...new Set(all.flatMap((one) => Object.keys(read(one) ?? {})))]
  const team: Known = { kind: 'team', known: ids(({ teams }) => teams) }
  const today: Known = { kind: 'team', known: [...team.known, ...(spec.baseline?.teams ?? []).map(({ id }) => id)] }
  const agent: Known = { kind: 'agent', known: ids(({ agents }) => agents) }
  // A whole calendar may be added by an override, as a fit does with the hours of today.
  const added = Object.keys(spec.overrides ?? {}).flatMap((path) => /^calendars\.([A-Za-z0-9]+)$/.exec(path)?.[1] ?? [])
  const calendar: Known = { kind: 'calendar', known: [...new Set([...Object.keys(flow.calendars ?? {}), ...added])] }
  const own: Known = { kind: 'channel', known: Object.keys(flow.channels) }
  const channel: Known = { kind: 'channel', known: [...new Set([...own.known, 'email', 'chat', 'voice'])] }
  const skill: Known = { kind: 'skill', known: [...new Set([...ids(({ skills }) => skills), ...all.flatMap(({ teams }) => Object.values(teams ?? {}).flatMap(({ skills }) => Object.keys(skills)))])] }
  const types = issueTypes(workflow, spec.issueTypeFrom)
  const byType = (record: object | undefined, path: SpecPath): readonly ScenarioName[] => (types === undefined ? [] : keys({ kind: 'issue type', known: types }, record, path))
  const handle = (times: HandleTimeDocument | undefined, who: Known, path: SpecPath): readonly ScenarioName[] => [
    ...keys(who, times?.teams, [...path, 'teams']),
    ...byType(times?.issueTypes, [...path, 'issueTypes']),
    ...keys(who, times?.teamsAndIssueTypes, [...path, 'teamsAndIssueTypes']),
    ...Object.entries(times?.teamsAndIssueTypes ?? {}).flatMap(([id, inner]) => byType(inner, [...path, 'teamsAndIssueTypes', id])),
  ]
  return [
    ...issueTypeFrom(spec.issueTypeFrom, workflow),
    ...handle(spec.handleTime, team, ['spec', 'handleTime']),
    ...handle(spec.baselineHandleTime, today, ['spec', 'baselineHandleTime']),
    ...handle(spec.baseline?.handleTime, today, ['spec', 'baseline', 'handleTime']),
    ...(spec.baseline?.teams ?? []).flatMap((each, index) => value(calendar, each.calendar, ['spec', 'baseline', 'teams', index, 'calendar'])),
    ...keys(agent, spec.aiLatency?.agents, ['spec', 'aiLatency', 'agents']),
    ...keys(agent, spec.aiLimits?.agents, ['spec', 'aiLimits', 'agents']),
    ...value(calendar, spec.customer?.activity, ['spec', 'customer', 'activity']),
    ...byType(spec.customer?.patience?.issueTypes, ['spec', 'customer', 'patience', 'issueTypes']),
    ...keys(team, spec.customer?.patience?.teams, ['spec', 'customer', 'patience', 'teams']),
    ...keys(channel, spec.onShiftEnd, ['spec', 'onShiftEnd']),
    ...(spec.clocks ?? []).flatMap((clock, index) => value(calendar, clock.calendar, ['spec', 'clocks', index, 'calendar'])),
    ...Object.entries(spec.channelMap ?? {}).flatMap(([name, target]) => value(own, target, ['spec', 'channelMap', name])),
    ...keys(team, spec.teams, ['spec', 'teams']),
    ...Object.entries(spec.teams ?? {}).flatMap(([id, change]) => {
      const path = ['spec', 'teams', id]
      return [
        ...(change.shifts ?? []).flatMap((shift, index) => value(calendar, shift.calendar, [...path, 'shifts', index, 'calendar'])),
        ...(change.people ?? []).flatMap((person, index) => [
          ...value(calendar, person.calendar, [...path, 'people', index, 'calendar']),
          ...keys(skill, person.skills, [...path, 'people', index, 'skills']),
        ]),
        ...keys(channel, change.onShiftEnd, [...path, 'onShiftEnd']),
      ]
    }),
  ]
}
