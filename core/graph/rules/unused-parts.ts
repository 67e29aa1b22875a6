import type { LintContext, LintRule } from '../lint-context.ts'
import { conditionOf } from '../lint-context.ts'
import { modelFix } from '../model-fix.ts'

function usedNames({ workflow, sites }: LintContext): Readonly<Record<'agents' | 'tools' | 'teams' | 'calendars', ReadonlySet<string | undefined>>> {
  const { spec } = workflow
  const nodes = Object.values(spec.flow.nodes)
  const agents = Object.values(spec.agents)
  const teams = Object.values(spec.teams ?? {})
  const routes = agents.some((agent) => agent.routing !== undefined) || nodes.some((node) => node.kind === 'human' && node.teamFrom !== undefined)
  return {
    agents: new Set([
      ...nodes.flatMap((node) => (node.kind === 'agent' ? [node.agent] : node.kind === 'human' ? [node.assist] : [])),
      ...Object.values(spec.monitors ?? {}).map((monitor) => monitor.agent),
    ]),
    tools: new Set([
      ...nodes.flatMap((node) => (node.kind === 'tool' ? [node.tool] : [])),
      ...agents.flatMap((agent) => [...(agent.tools ?? []), agent.routing?.whenNoneEligible.notify]),
    ]),
    teams: new Set([
      // A routing agent chooses among all teams.
      ...(routes ? Object.keys(spec.teams ?? {}) : []),
      ...nodes.flatMap((node) => (node.kind === 'human' ? [node.team] : [])),
      ...agents.map((agent) => agent.routing?.whenNoneEligible.queue),
      ...teams.map((team) => team.overflowTo),
      ...(spec.policies?.approvals ?? []).map((approval) => approval.team),
    ]),
    calendars: new Set([
      ...teams.flatMap((team) => team.shifts.map((shift) => shift.calendar)),
      ...(spec.slas ?? []).map((sla) => sla.calendar),
      ...nodes.map((node) => node.clock),
      ...sites.flatMap((entry) => conditionOf(entry)?.calendars ?? []),
    ]),
  }
}

/** LUM105: every agent, tool, team and calendar is used. */
export const unusedParts: LintRule = (context) => {
  const used = usedNames(context)
  const { spec } = context.workflow
  const kinds = [['agents', 'Agent', spec.agents], ['tools', 'Tool', spec.tools], ['teams', 'Team', spec.teams], ['calendars', 'Calendar', spec.calendars]] as const
  return kinds.flatMap(([key, kind, declared]) => Object.keys(declared ?? {}).filter((name) => !used[key].has(name)).map((name) => {
    const path = ['spec', key, name]
    const fix = modelFix(context.source, `Delete ${name}`, [{ path, value: undefined }])
    return context.report('LUM105', { kind, name }, path, { part: 'key', ...(fix === undefined ? {} : { fix }) })
  }))
}
