import type { TeamSpec } from '../spec/workflow.ts'
import { contextWriters } from './context-roots.ts'
import type { LintContext } from './lint-context.ts'
import { conditionOf } from './lint-context.ts'

/** The teams that may take a ticket at a node, for tickets of one kind. */
export type Desk = {
  readonly teams: readonly string[]
  /** The skill that the tickets need. */
  readonly skill?: string
  /** The team that takes what no skilled team can. */
  readonly behind?: string
}

type DeskContext = Pick<LintContext, 'workflow' | 'sites'>

/** Asks who takes tickets at a node for people, of a channel or of any. */
export type TeamDesks = (node: string, channel: string | undefined) => readonly Desk[]

/** The skills that an agent with routing may ask for; undefined where they are not known beforehand. */
export function askedSkills({ sites }: DeskContext, agent: string): { readonly skills: readonly string[]; readonly together: boolean } | undefined {
  const asked = sites.filter(({ site }) => site.path[1] === 'agents' && site.path[2] === agent && site.path[4] === 'requireSkills')
  const types = asked.map((entry) => { const type = conditionOf(entry)?.type; return type?.kind === 'list' ? type.items : type })
  const skills = types.flatMap((type) => (type?.kind === 'enum' ? type.values : []))
  return types.some((type) => type?.kind !== 'enum') ? undefined : { skills: [...new Set(skills)], together: types.length > 1 }
}

/** The teams with a skill, the best first, as routing ranks them. */
export function skilledTeams(teams: Readonly<Record<string, TeamSpec>>, skill: string): readonly string[] {
  const level = (id: string): number => teams[id]?.skills[skill] ?? 0
  return Object.keys(teams).filter((id) => Object.hasOwn(teams[id]?.skills ?? {}, skill)).toSorted((a, b) => level(b) - level(a) || (a < b ? -1 : 1))
}

function routedDesks(context: DeskContext, agent: string, channel: string | undefined): readonly Desk[] {
  const teams = context.workflow.spec.teams ?? {}
  const queue = context.workflow.spec.agents[agent]?.routing?.whenNoneEligible.queue
  const serving = (ids: readonly string[]): readonly string[] => ids.filter((id) => channel === undefined || teams[id]?.channels.includes(channel) === true)
  const asked = askedSkills(context, agent)
  if (asked === undefined || asked.skills.length === 0) return [{ teams: [...serving(Object.keys(teams)), ...(queue === undefined ? [] : [queue])] }]
  return asked.skills.flatMap((skill): readonly Desk[] => {
    const skilled = skilledTeams(teams, skill)
    if (skilled.length === 0) return []
    // Where several skills are asked for, any of the teams may be the best of those that have them all.
    const overflow = (asked.together ? skilled : skilled.slice(0, 1)).flatMap((id) => teams[id]?.overflowTo ?? [])
    const rest = [...overflow, ...(queue !== undefined && (asked.together || overflow.length === 0) ? [queue] : [])]
    const [behind] = rest
    return [{ teams: [...new Set([...serving(skilled), ...rest])], skill, ...(behind === undefined || skilled.includes(behind) ? {} : { behind }) }]
  })
}

/** Who takes tickets at nodes for people, by skill where routing decides; empty where nothing is known. */
export function teamDesks(context: DeskContext): TeamDesks {
  const { agents, teams, flow } = context.workflow.spec
  const routers = new Map<string, Set<string>>()
  for (const writer of contextWriters(context.workflow)) {
    const node = writer.kind === 'node' ? flow.nodes[writer.id] : undefined
    if (node?.kind === 'agent' && agents[node.agent]?.routing !== undefined) routers.set(writer.root, (routers.get(writer.root) ?? new Set()).add(node.agent))
  }
  const known = new Map<string, readonly Desk[]>()
  const routed = (agent: string, channel: string | undefined): readonly Desk[] => {
    const key = `${agent} ${channel ?? ''}`
    const desks = known.get(key) ?? routedDesks(context, agent, channel)
    known.set(key, desks)
    return desks
  }
  return (id, channel) => {
    const node = flow.nodes[id]
    if (node?.kind !== 'human') return []
    if (node.team !== undefined) {
      const overflow = teams?.[node.team]?.overflowTo
      return [{ teams: [node.team, ...(overflow === undefined ? [] : [overflow])] }]
    }
    const from = routers.get(node.teamFrom?.split('.')[0] ?? '')
    return from === undefined ? [{ teams: Object.keys(teams ?? {}) }] : [...from].flatMap((agent) => routed(agent, channel))
  }
}
