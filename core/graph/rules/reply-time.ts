import { bizBetween } from '../../calendars/calendar.ts'
import type { OpenTime } from '../../calendars/calendar.ts'
import { durationMs, durationText } from '../../spec/duration.ts'
import type { LintRule } from '../lint-context.ts'
import type { TimedStep } from '../longest-way.ts'
import { longestWayToMessage } from '../longest-way.ts'

const priorities = ['P1', 'P2', 'P3', 'P4', 'P5'] as const
const shownSteps = 8

/** The most open time that can pass in a span of wall time. */
function mostOpen(clock: OpenTime, ms: number): number {
  let most = 0
  for (const open of clock.opens) most = Math.max(most, bizBetween(clock, open, open + ms))
  return most
}

function wayText(way: readonly TimedStep[]): string {
  const steps = way.filter((step, index) => step.ms > 0 || index === way.length - 1)
  const words = steps.map(({ id, ms }) => (ms > 0 ? `${id} ${durationText(ms)}` : id))
  return (words.length > shownSteps ? [...words.slice(0, shownSteps / 2), '…', ...words.slice(-shownSteps / 2)] : words).join(' → ')
}

/** LUM404: where an automatic answer comes first, it comes within the tightest target even if every step takes all its time. */
export const replyTime: LintRule = (context) => {
  const { workflow, ways, hours, report } = context
  const [usual] = hours?.periods ?? []
  if (usual === undefined) return []
  const known = new Map<string, readonly TimedStep[] | undefined>()
  const wayFor = (channel: string): readonly TimedStep[] | undefined => {
    const facts = { values: { 'ticket.channel': channel } }
    if (!known.has(channel)) known.set(channel, longestWayToMessage(context, ways.starts(channel, facts), facts))
    return known.get(channel)
  }
  return (workflow.spec.slas ?? []).slice(0, 100).flatMap((sla, index) => {
    const clock = usual.calendar(sla.calendar)
    const [tightest] = priorities.toSorted((a, b) => (durationMs(sla.firstResponse[a]) ?? Infinity) - (durationMs(sla.firstResponse[b]) ?? Infinity))
    const target = tightest === undefined ? undefined : durationMs(sla.firstResponse[tightest])
    if (clock === undefined || tightest === undefined || target === undefined) return []
    const path = ['spec', 'slas', index]
    const channels = Object.keys(workflow.spec.channels).slice(0, 50).filter((channel) => ways.truth([...path, 'when'], { values: { 'ticket.channel': channel } }) !== false)
    const timed = channels.flatMap((channel) => { const way = wayFor(channel); return way === undefined ? [] : [{ way, ms: way.reduce((sum, step) => sum + step.ms, 0) }] })
    const [longest] = timed.toSorted((a, b) => b.ms - a.ms)
    // The clock stands still while its calendar is closed, the agents do not.
    if (longest === undefined || longest.ms <= target || mostOpen(clock, longest.ms) <= target) return []
    return [report('LUM404', { needed: durationText(longest.ms), way: wayText(longest.way), sla: sla.id, priority: tightest, target: sla.firstResponse[tightest] }, [...path, 'firstResponse', tightest])]
  })
}
