import type { Term } from '../../conditions/term.ts'
import { pathText } from '../../conditions/term.ts'
import type { Finding, SpecPath } from '../../spec/finding.ts'
import type { TeamSpec } from '../../spec/workflow.ts'
import type { LintContext, LintRule } from '../lint-context.ts'
import { conditionOf } from '../lint-context.ts'
import { askedSkills, skilledTeams } from '../team-desks.ts'

/** Channels and languages that are followed; a flow with more of them has other worries. */
const mostNamed = 50

function primary(language: string): string {
  return language.toLowerCase().split(/[-_]/)[0] ?? ''
}

/** Languages that a condition compares with that of the ticket. */
function languagesIn(term: Term): readonly string[] {
  const isLanguage = (side: Term): boolean => side.op === 'read' && pathText(side.path) === 'ticket.language'
  const literals = (terms: readonly Term[]): readonly string[] => terms.flatMap((each) => (each.op === 'literal' && typeof each.value === 'string' ? [each.value] : []))
  switch (term.op) {
    case 'equal':
      return isLanguage(term.left) || isLanguage(term.right) ? literals([term.left, term.right]) : []
    case 'in':
      return isLanguage(term.item) && term.list.op === 'list' ? literals(term.list.items) : []
    case 'not':
      return languagesIn(term.of)
    case 'and':
    case 'or':
      return [...languagesIn(term.left), ...languagesIn(term.right)]
    case 'conditional':
      return [term.test, term.then, term.otherwise].flatMap(languagesIn)
    default:
      return []
  }
}

type Need = { readonly what: string; readonly list: 'channels' | 'languages'; readonly meets: (team: TeamSpec) => boolean; readonly queueHelps: boolean }

function needsOf({ workflow, sites, ways }: LintContext, nodes: readonly string[]): readonly Need[] {
  const { channels, teams } = workflow.spec
  const comes = (reached: ReadonlySet<string>): boolean => nodes.some((id) => reached.has(id))
  const arriving = Object.keys(channels).slice(0, mostNamed).filter((channel) => comes(ways.reached([channel], { values: { 'ticket.channel': channel } })))
  const named = [...new Set(sites.flatMap((entry) => { const condition = conditionOf(entry); return condition === undefined ? [] : languagesIn(condition.term) }))].filter((language) => primary(language) !== '')
  const asked = named.slice(0, mostNamed).filter((language) => comes(ways.reached(arriving, { values: { 'ticket.language': language } })))
  const spoken = new Set(Object.values(teams ?? {}).flatMap((team) => team.languages.map(primary)))
  const languages = [...new Set([...asked.map(primary), ...spoken])]
  const speaks = (language: string) => (team: TeamSpec): boolean => team.languages.some((each) => primary(each) === language)
  return [
    ...arriving.map((channel): Need => ({ what: `channel ${channel}`, list: 'channels', meets: (team) => team.channels.includes(channel), queueHelps: false })),
    // Channels are declared, languages are only concluded from teams and conditions: here the last resort is good enough.
    ...languages.map((language): Need => ({ what: `language ${language}`, list: 'languages', meets: speaks(language), queueHelps: true })),
  ]
}

function unmet(context: LintContext, agent: string): readonly Finding[] {
  const teams = context.workflow.spec.teams ?? {}
  const nodes = Object.entries(context.workflow.spec.flow.nodes).flatMap(([id, node]) => (node.kind === 'agent' && node.agent === agent ? [id] : []))
  const asked = askedSkills(context, agent)
  if (asked === undefined || nodes.length === 0) return []
  const queue = context.workflow.spec.agents[agent]?.routing?.whenNoneEligible.queue
  return needsOf(context, nodes).flatMap(({ what, list, meets, queueHelps }) => {
    const places = new Map<string, string[]>()
    for (const skill of asked.skills) {
      const skilled = skilledTeams(teams, skill)
      const [best] = skilled
      if (best === undefined) continue
      const overflow = teams[best]?.overflowTo
      const helpers = [...skilled, ...(overflow === undefined ? (queueHelps && queue !== undefined ? [queue] : []) : [overflow])].flatMap((id) => teams[id] ?? [])
      if (helpers.some(meets)) continue
      places.set(best, [...(places.get(best) ?? []), skill])
    }
    return [...places].map(([team, skills]) => {
      const path: SpecPath = ['spec', 'teams', team, list]
      return context.report('LUM402', { skill: skills.join(' or '), what }, path)
    })
  })
}

/** LUM402: tickets that come to a routing agent find a skilled team that serves their channel and speaks their language. */
export const routedTickets: LintRule = (context) =>
  Object.entries(context.workflow.spec.agents).flatMap(([id, agent]) => (agent.routing === undefined ? [] : unmet(context, id)))
