import type { SpecPath } from '../../spec/finding.ts'
import type { LintContext, LintRule } from '../lint-context.ts'
import { conditionOf } from '../lint-context.ts'
import type { ModelChange } from '../model-fix.ts'
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

const mostRepairs = 100

type Declared = { readonly key: 'agents' | 'tools' | 'teams' | 'calendars'; readonly name: string }

/** The lists of policies that mention a part which nothing uses; undefined where a place mentions it that cannot do without. */
function mentions({ workflow, sites }: LintContext, { key, name }: Declared): readonly ModelChange[] | undefined {
  const { policies } = workflow.spec
  if (key === 'teams') return sites.some((entry) => entry.site.text.includes(`"${name}"`) || entry.site.text.includes(`'${name}'`)) ? undefined : []
  const lists: readonly { readonly path: SpecPath; readonly names: readonly string[]; readonly least: number }[] = [
    ...(key === 'agents' && policies?.thirdPartySources?.onlyFor !== undefined ? [{ path: ['spec', 'policies', 'thirdPartySources', 'onlyFor'], names: policies.thirdPartySources.onlyFor, least: 0 }] : []),
    ...(key === 'tools' ? (policies?.approvals ?? []).map((approval, index) => ({ path: ['spec', 'policies', 'approvals', index, 'tools'], names: approval.tools, least: 1 })) : []),
  ]
  const touched = lists.filter((list) => list.names.includes(name)).map(({ path, names, least }) => ({ path, least, value: names.filter((each) => each !== name) }))
  return touched.some(({ value, least }) => value.length < least) ? undefined : touched.map(({ path, value }) => ({ path, value }))
}

/** LUM105: every agent, tool, team and calendar is used. */
export const unusedParts: LintRule = (context) => {
  const used = usedNames(context)
  const { spec } = context.workflow
  const kinds = [['agents', 'Agent', spec.agents], ['tools', 'Tool', spec.tools], ['teams', 'Team', spec.teams], ['calendars', 'Calendar', spec.calendars]] as const
  return kinds.flatMap(([key, kind, declared]) => Object.keys(declared ?? {}).filter((name) => !used[key].has(name)).map((name, index) => {
    const path = ['spec', key, name]
    // Repairs for more at once would take seconds; the next check makes the next ones.
    const others = index < mostRepairs ? mentions(context, { key, name }) : undefined
    const fix = others === undefined ? undefined : modelFix(context.source, `Delete ${name}`, [{ path, value: undefined }, ...others])
    return context.report('LUM105', { kind, name }, path, { part: 'key', ...(fix === undefined ? {} : { fix }) })
  }))
}
