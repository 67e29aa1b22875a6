import type { Condition } from '../../conditions/compile-condition.ts'
import type { ConditionRead } from '../../conditions/guarded-reads.ts'
import { pathText } from '../../conditions/term.ts'
import type { Finding, Fix } from '../../spec/finding.ts'
import { findingAtSpan } from '../../spec/source-finding.ts'
import type { ConditionSite } from '../condition-sites.ts'
import type { ContextWriter } from '../context-roots.ts'
import { contextWriters } from '../context-roots.ts'
import type { LintContext, LintRule } from '../lint-context.ts'
import { conditionOf } from '../lint-context.ts'
import type { Facts, Presence } from '../presence.ts'
import { wayTo } from '../reachability.ts'
import { conditionFix, conditionSpan } from './condition-problems.ts'

// Written as soon as a ticket starts, in the very step in which no clock runs yet.
const early = new Set(['ticket', 'customer', 'message', 'vars', 'nodes', 'now'])

/** Whether a trigger may be looked at in a ticket's first step, before the driver has set its clocks. */
function isEarly({ workflow }: LintContext, index: number, condition: Condition): boolean {
  const event = workflow.spec.triggers?.[index]?.event
  return event === undefined ? condition.reads.some((path) => early.has(path.split('.')[0] ?? '')) : !event.startsWith('sla.')
}

function presentAt(presence: Presence, { moment, path }: ConditionSite): Facts | undefined {
  switch (moment.kind) {
    case 'before':
      return path.includes('branches') || path.includes('arms') ? presence.atRules(moment.node) : presence.before(moment.node)
    case 'set':
      return presence.atSet(moment.node)
    case 'error':
      return presence.failed(moment.node)
    case 'trigger':
      return presence.during(moment.index)
    case 'free':
      // Which service level counts is asked before any clock runs.
      return path.includes('slas') ? new Set() : presence.resting
  }
}

/** The shortest beginning of a read's path that may be absent; undefined where all of it is there. */
export function absentPart(read: ConditionRead, present: Facts): string | undefined {
  for (const [index, step] of read.path.entries()) {
    const path = pathText(read.path.slice(0, index + 1))
    if (step.optional && step.fallback === undefined && !read.guarded.has(path) && !present.has(path)) return path
  }
  return undefined
}

/** A way that misses what is read is looked for so often; a file with more such places has one cause for most of them. */
const mostWays = 100

/** What the reasons of all findings share. */
type Reasons = { readonly writers: ReadonlyMap<string, readonly ContextWriter[]>; waysLeft: number }

function reasonsOf({ workflow }: LintContext): Reasons {
  const writers = new Map<string, ContextWriter[]>()
  for (const writer of contextWriters(workflow)) {
    const own = writers.get(writer.root)
    if (own === undefined) writers.set(writer.root, [writer])
    else own.push(writer)
  }
  return { writers, waysLeft: mostWays }
}

function whyAbsent({ workflow, scope, graph }: LintContext, reasons: Reasons, root: string, part: string, site: ConditionSite): string {
  if (root === 'sla') return workflow.spec.slas?.at(-1)?.when === undefined && workflow.spec.slas !== undefined ? 'the clocks run only once a ticket has come to rest' : 'not every ticket has a service level'
  if (part !== root) return part.startsWith('vars.') ? 'the variable has no default' : `${part.slice(part.lastIndexOf('.') + 1)} is optional`
  const reason = scope[root]?.absentReason ?? 'it is not always there'
  const node = 'node' in site.moment ? site.moment.node : undefined
  const own = reasons.writers.get(root) ?? []
  const writers = new Set(own.filter((writer) => !writer.sampled).map((writer) => writer.id))
  if (writers.size === 0 && own.some((writer) => writer.kind === 'node')) return `${reason}, and a sample leaves some tickets out`
  if (node !== undefined) reasons.waysLeft -= 1
  const way = node === undefined || writers.has(node) || reasons.waysLeft < 0 ? undefined : wayTo(graph, [...graph.starts, ...graph.links.flatMap((link) => (link.kind === 'trigger' || link.kind === 'onError' ? [link.target] : []))], node, writers)
  return way === undefined ? `it is absent ${reason}` : `it is absent ${reason}, and the way ${way.length > 6 ? `${way.slice(0, 2).join(' → ')} → … → ${way.slice(-3).join(' → ')}` : way.join(' → ')} does not pass it`
}

function guardFix({ source }: LintContext, site: ConditionSite, guard: string): Fix | undefined {
  if (site.expected !== 'bool') return undefined
  const loose = /\|\||\?/.test(site.text)
  const before = { start: 0, end: 0, text: `has(${guard}) && ${loose ? '(' : ''}` }
  const end = site.text.trimEnd().length
  return conditionFix(source, site.path, `Ask with has(${guard}) first`, loose ? [before, { start: end, end, text: ')' }] : [before])
}

function lostByJoin({ regions, patientPresence }: LintContext, root: string, site: ConditionSite): { readonly arm: string; readonly join: string } | undefined {
  if (presentAt(patientPresence, site)?.has(root) !== true) return undefined
  for (const region of regions) {
    const arm = region.arms.find((candidate) => candidate.roots.has(root))
    if (arm !== undefined && region.joinId !== undefined) return { arm: arm.id, join: region.joinId }
  }
  return undefined
}

/** LUM306 and LUM312: what a condition reads is there, or it asks with `has` first. */
export const absentValues: LintRule = (context) => {
  const { source, workflow, presence, sites } = context
  const reasons = reasonsOf(context)
  const monitors = new Set(Object.keys(workflow.spec.monitors ?? {}))
  return sites.flatMap((entry): readonly Finding[] => {
    const { site } = entry
    const condition = conditionOf(entry)
    // A skill that cannot be looked up has a way of its own: whenNoneEligible.
    if (condition === undefined || site.path.includes('requireSkills')) return []
    const facts = presentAt(presence, site)
    const present = facts !== undefined && site.moment.kind === 'trigger' && isEarly(context, site.moment.index, condition) ? { has: (fact: string) => !fact.startsWith('sla.') && facts.has(fact) } : facts
    // Where no ticket comes, nothing is read; that no ticket comes is said elsewhere.
    if (present === undefined) return []
    const seen = new Set<string>()
    return condition.readsAt.flatMap((read): readonly Finding[] => {
      const root = read.path[0]?.name ?? ''
      // A trigger waits for its monitors; it is skipped while they have nothing to say.
      if (site.moment.kind === 'trigger' && monitors.has(root)) return []
      const part = absentPart(read, present)
      if (part === undefined || seen.has(part)) return []
      seen.add(part)
      const path = pathText(read.path)
      const guard = read.path.length > 1 ? path : part
      const span = conditionSpan(source, site.path, read.start, read.end)
      const fix = read.path.length > 1 ? guardFix(context, site, guard) : undefined
      const lost = part === root ? lostByJoin(context, root, site) : undefined
      if (lost !== undefined) return [findingAtSpan(source, 'LUM312', { path, ...lost, guard: `has(${guard})` }, site.path, span, fix)]
      const hint = part.startsWith('vars.') ? `Give ${part} a default, or ask with has(${guard}) first.` : `Write has(${guard}) && before it${site.expected === 'bool' ? '' : ', with ? : and a value for the other case'}.`
      return [findingAtSpan(source, 'LUM306', { path, why: whyAbsent(context, reasons, root, part, site), hint }, site.path, span, fix)]
    })
  })
}
