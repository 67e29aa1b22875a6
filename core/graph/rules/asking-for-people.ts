import type { Finding } from '../../spec/finding.ts'
import type { MonitorSpec } from '../../spec/workflow.ts'
import type { CompiledSite, LintContext, LintRule } from '../lint-context.ts'
import { conditionOf } from '../lint-context.ts'
import { triggerScope } from '../presence.ts'
import { reachableFrom, reaching } from '../reachability.ts'

function sentimentMonitors({ workflow }: LintContext): readonly MonitorSpec[] {
  const { agents, monitors } = workflow.spec
  return Object.values(monitors ?? {}).filter((monitor) => agents[monitor.agent]?.role === 'sentimentAnalysis')
}

// A flow without any sentiment monitor has decided to do without; one that watches elsewhere has forgotten this stage.
function unwatched(context: LintContext): readonly Finding[] {
  const { workflow, report } = context
  const monitors = sentimentMonitors(context)
  if (monitors.length === 0) return []
  const talks = new Map<string, string>()
  for (const [id, node] of Object.entries(workflow.spec.flow.nodes)) if (node.kind === 'human' && node.task === 'conversation' && !talks.has(node.stage)) talks.set(node.stage, id)
  return [...talks].flatMap(([stage, node]) => {
    const watched = monitors.some(({ stages }) => stages === undefined || stages.includes(stage))
    return watched ? [] : [report('LUM607', { stage }, ['spec', 'flow', 'nodes', node, 'stage'])]
  })
}

/** Whether a condition listens to what the customer asks for: a sign of it that an agent reads, or the words themselves. */
function listens(site: CompiledSite): boolean {
  const condition = conditionOf(site)
  // What cannot be read may well be meant to listen; that it cannot be read is said elsewhere.
  return condition === undefined || condition.reads.some((path) => path === 'message.text' || /(human|person|people|operator|someone)/i.test(path.slice(path.indexOf('.') + 1)))
}

/**
 * Every way by which a customer can come to a person of their own will: a trigger that listens in this stage, a choice that
 * leads to one, or a decision behind a reply that listens.
 */
function unheard(context: LintContext): readonly Finding[] {
  const { workflow, graph, sites, report } = context
  const { nodes } = workflow.spec.flow
  const people = new Set(Object.entries(nodes).flatMap(([id, node]) => (node.kind === 'human' && node.task === 'conversation' ? [id] : [])))
  if (people.size === 0) return []
  const before = reaching(graph, people)
  const toPeople = (from: string): boolean => before.has(from)
  const scopes = new Set<ReadonlySet<string>>()
  const heard = new Set<string>()
  const asking = new Set<string>()
  for (const site of sites) {
    if (!listens(site)) continue
    const { moment, path } = site.site
    if (moment.kind === 'trigger' && path.at(-1) === 'when') {
      const trigger = workflow.spec.triggers?.[moment.index]
      if (trigger?.mode === 'interrupt' && toPeople(trigger.then)) scopes.add(triggerScope(workflow, moment.index))
    }
    if (moment.kind === 'before') asking.add(moment.node)
  }
  for (const scope of scopes) for (const id of scope) heard.add(id)
  const reported = new Set<string>()
  return Object.entries(nodes).flatMap(([id, node]) => {
    if (node.kind !== 'message' || (node.await === undefined && node.choices === undefined) || heard.has(id) || reported.has(node.stage)) return []
    const replies = graph.outOf(id).filter((link) => link.kind === 'outcome' && link.port !== 'timeout')
    if (node.choices !== undefined && replies.some(({ target }) => toPeople(target))) return []
    // Behind the reply, up to where the customer is asked the next time.
    const next = reachableFrom(graph, replies.map(({ target }) => target), (link) => nodes[link.source]?.kind !== 'message')
    if (replies.some(({ target }) => people.has(target)) || [...next].some((each) => asking.has(each))) return []
    reported.add(node.stage)
    return [report('LUM608', { stage: node.stage }, ['spec', 'flow', 'nodes', id], { part: 'key' })]
  })
}

/** LUM607 and LUM608: whoever talks to a customer hears their tone, and a customer who wants a person finds one. */
export const askingForPeople: LintRule = (context) => [...unwatched(context), ...unheard(context)]
