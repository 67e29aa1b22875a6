import { bizAdd, bizBetween, isOpenAt } from '../../calendars/calendar.ts'
import { isOpenWithin, openingsWithin } from '../../calendars/open-spans.ts'
import type { Finding } from '../../spec/finding.ts'
import { durationMs, durationText } from '../../spec/duration.ts'
import type { SlaSpec } from '../../spec/workflow.ts'
import { firstAnswers } from '../first-answers.ts'
import type { FirstAnswers } from '../first-answers.ts'
import type { KnownFacts } from '../known-truth.ts'
import type { LintContext, LintRule } from '../lint-context.ts'
import { conditionOf } from '../lint-context.ts'
import type { Gap, HoursPeriod, OpenHours } from '../open-hours.ts'
import { triggerScope } from '../presence.ts'
import { reachableFrom } from '../reachability.ts'
import type { Desk } from '../team-desks.ts'

/** A ticket that comes to people at an instant at which none of them works, for as long as `ms` of the clock. */
type Wait = { readonly node: string; readonly channel: string; readonly desk: Desk; readonly at: number; readonly ms: number; readonly gap: Gap }

type Measured = { readonly context: LintContext; readonly hours: OpenHours; readonly calendars: readonly string[]; readonly answers: (channel: string, period: HoursPeriod | undefined, at: number) => FirstAnswers }

/** Nodes looked at in all; a flow that needs more, because it asks very many calendars, is not followed to its last hour. */
const mostVisits = 2_000_000
const mostChannels = 50
const mostPromises = 100
const nobody: FirstAnswers = { people: new Set(), messages: new Set(), elsewhere: false }

const priorities = ['P1', 'P2', 'P3', 'P4', 'P5'] as const

function factsAt(channel: string, period: HoursPeriod | undefined, at: number): KnownFacts {
  const values = { 'ticket.channel': channel }
  if (period === undefined) return { values }
  return { values, isOpen: (calendar) => { const time = period.calendar(calendar); return time === undefined ? undefined : isOpenAt(time, at) } }
}

function measured(context: LintContext, hours: OpenHours): Measured {
  const calendars = [...new Set(context.sites.flatMap((entry) => conditionOf(entry)?.calendars ?? []))]
  const known = new Map<string, FirstAnswers>()
  const most = Math.max(20, Math.floor(mostVisits / (context.graph.ids.length + 1)))
  return {
    context, hours, calendars,
    answers: (channel, period, at) => {
      const facts = factsAt(channel, period, at)
      const key = `${channel} ${calendars.map((calendar) => String(facts.isOpen?.(calendar))).join(' ')}`
      const found = known.get(key) ?? (known.size < most ? firstAnswers(context, context.ways.starts(channel, facts), facts) : nobody)
      known.set(key, found)
      return found
    },
  }
}

/** Instants at which the flow may send tickets another way than before. */
function instantsIn({ calendars }: Measured, gap: Gap): readonly number[] {
  const openings = calendars.flatMap((calendar) => { const time = gap.period.calendar(calendar); return time === undefined ? [] : openingsWithin(time, gap) })
  return [gap.from, ...new Set(openings)].slice(0, 20)
}

function waitsOf(all: Measured, sla: SlaSpec, slaPath: readonly (string | number)[]): readonly Wait[] {
  const { context, hours } = all
  return Object.keys(context.workflow.spec.channels).slice(0, mostChannels).flatMap((channel) => {
    if (context.ways.truth([...slaPath, 'when'], factsAt(channel, undefined, 0)) === false) return []
    return [...all.answers(channel, undefined, 0).people].flatMap((node) => context.desks(node, channel).flatMap((desk) => hours.gaps(desk.teams, sla.calendar).flatMap((gap): readonly Wait[] => {
      const at = instantsIn(all, gap).find((instant) => all.answers(channel, gap.period, instant).people.has(node))
      const clock = gap.period.calendar(sla.calendar)
      if (at === undefined || clock === undefined) return []
      return [{ node, channel, desk, at, ms: at === gap.from ? gap.ms : bizBetween(clock, at, gap.to), gap }]
    })))
  })
}

function isStaffed({ context }: Measured, node: string, channel: string, period: HoursPeriod, span: { readonly from: number; readonly to: number }): boolean {
  return context.desks(node, channel).some((desk) => { const time = period.teams(desk.teams); return time !== undefined && isOpenWithin(time, span) })
}

/** Whether the node's own timeout, or a warning, may bring an answer before the promise is broken. */
function answeredOtherwise(all: Measured, sla: SlaSpec, wait: Wait, target: number): boolean {
  const { context } = all
  const { workflow, graph } = context
  const { nodes, onError } = workflow.spec.flow
  const { period } = wait.gap
  const node = nodes[wait.node]
  const clock = period.calendar(sla.calendar)
  if (node?.kind !== 'human' || clock === undefined) return true
  const due = bizAdd(clock, wait.at, target)
  const others = (ids: Iterable<string>, from: number): boolean => [...ids].some((id) => id !== wait.node && isStaffed(all, id, wait.channel, period, { from, to: due }))
  const timeout = node.timeout === undefined ? undefined : durationMs(node.timeout)
  const own = node.clock === undefined ? undefined : period.calendar(node.clock)
  const leaves = timeout === undefined || (node.clock !== undefined && own === undefined) ? Infinity : own === undefined ? wait.at + timeout : bizAdd(own, wait.at, timeout)
  if (leaves < due) {
    const then = node.outcomes['timeout']
    const roots = then !== undefined ? [then] : [...graph.outOf(wait.node).filter((link) => link.kind === 'catch').map((link) => link.target), onError.then]
    const next = firstAnswers(context, roots, factsAt(wait.channel, period, leaves))
    if (next.messages.size > 0 || next.elsewhere || others(next.people, leaves)) return true
  }
  return (workflow.spec.triggers ?? []).some((trigger, index) => {
    if ((trigger.event !== 'sla.warning' && trigger.event !== 'timer') || !triggerScope(workflow, index).has(wait.node)) return false
    const reached = [...reachableFrom(graph, Object.hasOwn(nodes, trigger.then) ? [trigger.then] : [], (link) => link.kind !== 'catch')]
    return reached.some((id) => nodes[id]?.kind === 'message') || others(reached.filter((id) => nodes[id]?.kind === 'human'), wait.at)
  })
}

function whoOf(waits: readonly Wait[]): string {
  const skills = [...new Set(waits.flatMap(({ desk }) => desk.skill ?? []))]
  const behind = [...new Set(waits.flatMap(({ desk }) => desk.behind ?? []))]
  const [first] = waits
  if (skills.length > 0) return `no team with skill ${skills.join(' or ')}${behind.length === 0 ? '' : `, nor ${behind.join(' or ')} behind it,`}`
  const [team, ...more] = first?.desk.teams ?? []
  return team === undefined || more.length > 1 ? 'no team' : `nobody of team ${[team, ...more].join(' or ')}`
}

function brokenPromises(all: Measured, sla: SlaSpec, index: number): readonly Finding[] {
  const { context, hours } = all
  const path = ['spec', 'slas', index]
  const waits = waitsOf(all, sla, path).toSorted((a, b) => Number(a.gap.period.dated) - Number(b.gap.period.dated) || b.ms - a.ms)
  return priorities.flatMap((priority): readonly Finding[] => {
    const target = sla.firstResponse[priority]
    const ms = durationMs(target)
    if (ms === undefined) return []
    const worst = waits.find((wait) => wait.ms > ms && !answeredOtherwise(all, sla, wait, ms))
    if (worst === undefined) return []
    const same = waits.filter((wait) => wait.at === worst.at && wait.gap.to === worst.gap.to && wait.node === worst.node && wait.desk.skill !== undefined)
    const { from, to } = hours.describe({ from: worst.at, to: worst.gap.to, period: worst.gap.period }, worst.desk.teams)
    return [context.report('LUM403', { sla: sla.id, priority, target, calendar: sla.calendar, who: whoOf(same.length > 0 ? same : [worst]), gap: durationText(worst.ms), from, to, node: worst.node }, [...path, 'firstResponse', priority])]
  })
}

/** LUM403: when a ticket comes to people, one of them works before the time for a first response is over. */
export const firstResponses: LintRule = (context) => {
  if (context.hours === undefined) return []
  const all = measured(context, context.hours)
  return (context.workflow.spec.slas ?? []).slice(0, mostPromises).flatMap((sla, index) => brokenPromises(all, sla, index))
}
