import { isOpenAt } from '../../calendars/calendar.ts'
import { closingsWithin, openingsWithin } from '../../calendars/open-spans.ts'
import type { FlowNode, WorkflowSpec } from '../../spec/workflow.ts'
import type { LintContext, LintRule } from '../lint-context.ts'
import { conditionOf } from '../lint-context.ts'
import type { Gap } from '../open-hours.ts'

const callback = /call[-_ ]?(?:me[-_ ]?)?back/i
const calling = /call(?!er)|dial/i

function voiceChannels(spec: WorkflowSpec): readonly string[] {
  return Object.entries(spec.channels).flatMap(([id, channel]) => (spec.connections?.[channel.connection]?.type === 'voice' ? [id] : []))
}

/** Where a node offers that somebody calls: the part of it that does, as a path from the node. */
function offerOf(spec: WorkflowSpec, node: FlowNode): readonly (string | number)[] | undefined {
  if (node.kind === 'message') {
    const choice = node.choices?.findIndex((each) => callback.test(each)) ?? -1
    if (choice >= 0) return ['choices', choice]
    const outcome = Object.keys(node.outcomes ?? {}).find((each) => callback.test(each))
    return outcome === undefined ? undefined : ['outcomes', outcome]
  }
  if (node.kind !== 'tool') return undefined
  const tool = spec.tools?.[node.tool]
  if (tool === undefined || tool.effect === 'read' || tool.connection === undefined || spec.connections?.[tool.connection]?.type !== 'voice') return undefined
  return [node.tool, tool.operation ?? ''].some((name) => calling.test(name)) ? ['tool'] : undefined
}

/** Instants of a gap at which the flow may send tickets another way than before. */
function instantsIn(gap: Gap, calendars: readonly string[]): readonly number[] {
  const times = calendars.flatMap((calendar) => gap.period.calendar(calendar) ?? [])
  const changes = times.flatMap((time) => [...openingsWithin(time, gap), ...closingsWithin(time, gap)])
  return [gap.from, ...new Set(changes)].slice(0, 20)
}

function gapAt({ workflow, sites, ways, hours }: LintContext, takers: readonly string[]): ((id: string) => Gap | undefined) | undefined {
  if (hours === undefined) return undefined
  const calendars = [...new Set(sites.flatMap((entry) => conditionOf(entry)?.calendars ?? []))]
  const known = new Map<string, ReadonlySet<string>>()
  const reachedAt = (gap: Gap, at: number): ReadonlySet<string> => {
    const open = (calendar: string): boolean | undefined => { const time = gap.period.calendar(calendar); return time === undefined ? undefined : isOpenAt(time, at) }
    const key = calendars.map((calendar) => String(open(calendar))).join(' ')
    const reached = known.get(key) ?? ways.reached(Object.keys(workflow.spec.channels), { values: {}, isOpen: open })
    known.set(key, reached)
    return reached
  }
  const gaps = hours.gaps(takers, undefined).filter((gap) => !gap.period.dated)
  return (id) => gaps.find((gap) => instantsIn(gap, calendars).some((at) => reachedAt(gap, at).has(id)))
}

/** LUM412: a call is offered only while somebody takes calls. */
export const callbackHours: LintRule = (context) => {
  const { workflow, graph, hours, report } = context
  const { spec } = workflow
  const channels = voiceChannels(spec)
  const takers = Object.entries(spec.teams ?? {}).flatMap(([id, team]) => (channels.some((channel) => team.channels.includes(channel) && (team.capacity[channel] ?? 0) > 0) ? [id] : []))
  const offers = Object.entries(spec.flow.nodes).flatMap(([id, node]) => { const part = offerOf(spec, node); return part === undefined ? [] : [{ id, node, part }] })
  if (hours === undefined || channels.length === 0 || offers.length === 0) return []
  const messages = new Set(offers.filter(({ node }) => node.kind === 'message').map(({ id }) => id))
  const gapOf = takers.length === 0 ? undefined : gapAt(context, takers)
  return offers.flatMap(({ id, node, part }) => {
    // What carries out an offer that is reported itself need not be reported as well.
    if (node.kind === 'tool' && graph.into(id).length > 0 && graph.into(id).every((link) => messages.has(link.source))) return []
    const path = ['spec', 'flow', 'nodes', id, ...part]
    const place = part[0] === 'outcomes' ? { part: 'key' as const } : {}
    if (takers.length === 0) return [report('LUM412', { where: `Node ${id}`, channel: channels.join(' or '), when: 'at any time' }, path, place)]
    const gap = gapOf?.(id)
    if (gap === undefined) return []
    const { from, to } = hours.describe(gap, takers)
    return [report('LUM412', { where: `Node ${id}`, channel: channels.join(' or '), when: `from ${from} to ${to}` }, path, place)]
  })
}
