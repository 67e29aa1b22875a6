import { bizBetween } from '../../calendars/calendar.ts'
import type { LintContext, LintRule } from '../lint-context.ts'
import type { HoursPeriod } from '../open-hours.ts'
import { askedSkills, skilledTeams } from '../team-desks.ts'

/** From here on waiting grows so fast that a busy hour is not caught up with on the same day. */
const heavyLoad = 0.85

/** How many people of a team work on average over the week, nights included. */
function peopleOf({ workflow }: LintContext, period: HoursPeriod, team: string): number {
  const length = period.span.to - period.span.from
  return (workflow.spec.teams?.[team]?.shifts ?? []).reduce((sum, { calendar, headcount }) => {
    const time = period.calendar(calendar)
    return sum + (time === undefined ? 0 : (headcount * bizBetween(time, period.span.from, period.span.to)) / length)
  }, 0)
}

/** Which share of the tickets for people each team takes; undefined where the flow does not say. */
function sharesOf(context: LintContext, people: (team: string) => number): ReadonlyMap<string, number> | undefined {
  const { workflow, surroundings } = context
  const { teams, agents, flow } = workflow.spec
  const nodes = Object.values(flow.nodes)
  const routers = new Set(nodes.flatMap((node) => (node.kind === 'agent' && agents[node.agent]?.routing !== undefined ? [node.agent] : [])))
  const [router] = routers
  if (router === undefined) {
    const fixed = new Set(nodes.flatMap((node) => (node.kind === 'human' && node.task === 'conversation' && node.team !== undefined ? [node.team] : [])))
    const [only] = fixed
    return only !== undefined && fixed.size === 1 ? new Map([[only, 1]]) : undefined
  }
  const asked = askedSkills(context, router)
  if (routers.size > 1 || asked === undefined || asked.together || asked.skills.length === 0) return undefined
  const shares = new Map<string, number>()
  for (const skill of asked.skills) {
    const share = surroundings.skillShares === undefined ? 1 / asked.skills.length : (surroundings.skillShares[skill] ?? 0)
    const skilled = skilledTeams(teams ?? {}, skill)
    const all = skilled.reduce((sum, team) => sum + people(team), 0)
    // Routing sends tickets where people are free, so teams with the same skill share its tickets by their size.
    for (const team of skilled) if (all > 0) shares.set(team, (shares.get(team) ?? 0) + (share * people(team)) / all)
  }
  return shares
}

/** LUM411: teams have the people for the tickets that are expected to come to them; without estimates nothing is said. */
export const teamLoad: LintRule = (context) => {
  const { hours, surroundings, report } = context
  const { ticketsPerHour, shareToPeople, handleMinutes } = surroundings
  const [usual] = hours?.periods ?? []
  if (usual === undefined || ticketsPerHour === undefined || shareToPeople === undefined || handleMinutes === undefined) return []
  const known = new Map<string, number>()
  const people = (team: string): number => {
    const count = known.get(team) ?? peopleOf(context, usual, team)
    known.set(team, count)
    return count
  }
  return [...(sharesOf(context, people) ?? [])].flatMap(([team, share]) => {
    const work = ticketsPerHour * shareToPeople * share * (handleMinutes / 60)
    const seats = people(team)
    if (seats === 0 || work / seats <= heavyLoad) return []
    const guess = surroundings.skillShares === undefined && share < 1 ? ', if every skill is needed equally often' : ''
    return [report('LUM411', { volume: ticketsPerHour, share: Math.round(shareToPeople * share * 100), minutes: handleMinutes, guess, team, load: Math.round((work / seats) * 100), seats: Math.round(seats * 10) / 10 }, ['spec', 'teams', team, 'shifts'])]
  })
}
