import { bizBetween } from '../../calendars/calendar.ts'
import { durationMs, durationText } from '../../spec/duration.ts'
import { firstAnswers } from '../first-answers.ts'
import type { LintContext, LintRule } from '../lint-context.ts'
import type { OpenHours } from '../open-hours.ts'

/** The calendar of a team's shifts that is open longest. */
function calendarOf({ workflow }: LintContext, hours: OpenHours, team: string): string | undefined {
  const [usual] = hours.periods
  const open = (calendar: string): number => { const time = usual?.calendar(calendar); return usual === undefined || time === undefined ? 0 : bizBetween(time, usual.span.from, usual.span.to) }
  return (workflow.spec.teams?.[team]?.shifts ?? []).flatMap((shift) => (shift.headcount > 0 ? [shift.calendar] : [])).toSorted((a, b) => open(b) - open(a))[0]
}

/** LUM410: people are not given up on while they are not at work, unless somebody else is who then takes over. */
export const handoffTimeouts: LintRule = (context) => {
  const { workflow, graph, hours, desks, report } = context
  if (hours === undefined) return []
  const { nodes } = workflow.spec.flow
  const known = new Map<string, ReadonlySet<string>>()
  const peopleBehind = (roots: readonly string[]): ReadonlySet<string> => {
    const key = roots.join(' ')
    const people = known.get(key) ?? firstAnswers(context, roots, { values: {} }).people
    known.set(key, people)
    return people
  }
  return Object.entries(nodes).flatMap(([id, node]) => {
    const timeout = node.kind === 'human' && node.clock === undefined && node.timeout !== undefined ? durationMs(node.timeout) : undefined
    if (node.kind !== 'human' || node.timeout === undefined || timeout === undefined) return []
    const then = node.outcomes['timeout']
    const roots = then === undefined ? graph.outOf(id).filter((link) => link.kind === 'catch').map((link) => link.target) : [then]
    const next = [...new Set([...peopleBehind(roots)].flatMap((each) => desks(each, undefined).flatMap((desk) => desk.teams)))]
    // Closed days are left out: a long weekend once a year is no reason for another timeout.
    const longest = (teams: readonly string[]) => hours.gaps(teams, undefined).find((gap) => !gap.period.dated)
    // Where somebody is always there to take over, it does not matter who is closed.
    const behind = next.length === 0 ? undefined : longest(next)
    if (next.length > 0 && (behind === undefined || behind.ms <= timeout)) return []
    const tooLong = [...new Set(desks(id, undefined).flatMap((desk) => desk.teams))].flatMap((team) => {
      const gap = longest([team])
      if (gap === undefined || gap.ms <= timeout) return []
      const together = longest([team, ...next])
      return together !== undefined && together.ms > timeout ? [{ team, gap }] : []
    }).toSorted((a, b) => b.gap.ms - a.gap.ms)
    const [worst] = tooLong
    const calendar = worst === undefined ? undefined : calendarOf(context, hours, worst.team)
    if (worst === undefined || calendar === undefined) return []
    return [report('LUM410', { where: `Node ${id}`, timeout: node.timeout, team: worst.team, gap: durationText(worst.gap.ms), ...hours.describe(worst.gap, [worst.team]), calendar }, ['spec', 'flow', 'nodes', id, 'timeout'])]
  })
}
