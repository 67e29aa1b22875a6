import { formatDuration } from '../../metrics/format-figure.ts'
import type { TraceEntry } from '../../engine/trace-entry.ts'
import type { TicketRun } from '../run-report.ts'
import type { SimulationSession } from '../simulation-session.ts'

/** One sentence on what changed in a ticket's way from one run to the other, by the replication that is kept in full. */
export function explainDifference(a: TicketRun, b: TicketRun, sessionA: SimulationSession, sessionB: SimulationSession): string {
  const before = movesOf(a)
  const after = movesOf(b)
  const index = Math.max(before.findIndex((move, at) => move.edge !== after[at]?.edge), before.length < after.length ? before.length : -1)
  const [left, right] = [before[index], after[index]]
  const sameEnd = a.outcome === b.outcome && a.team === b.team
  if (left === undefined && right === undefined) return `The same way${sameEnd ? '' : `, but ${outcomeWords(b)} instead of ${outcomeWords(a)}`}; ${times(a, b, sessionB)}.`
  const what = left !== undefined && right !== undefined && sourceOf(left) === sourceOf(right)
    ? `“${titleOf(sessionB, sourceOf(right))}” led to ${portOf(right)} instead of ${portOf(left)}${whyOf(right)}`
    : right === undefined
      ? `the way ended after ${before.slice(0, index).length} steps, before it went ${left === undefined ? 'on' : `through “${titleOf(sessionA, sourceOf(left))}”`}`
      : `it came to “${titleOf(sessionB, sourceOf(right))}”${left === undefined ? ' as well' : ` instead of “${titleOf(sessionA, sourceOf(left))}”`}${whyOf(right)}`
  const end = sameEnd ? times(a, b, sessionB) : `${outcomeWords(b)} instead of ${outcomeWords(a)}`
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}; ${end}.`
}

type Move = TraceEntry & { readonly edge: string }

function movesOf({ trace }: TicketRun): readonly Move[] {
  return trace.flatMap((entry) => (entry.edge === undefined ? [] : [{ ...entry, edge: entry.edge }]))
}

function sourceOf({ edge }: Move): string {
  return edge.slice(0, edge.lastIndexOf('#'))
}

function portOf({ edge }: Move): string {
  return edge.slice(edge.lastIndexOf('#') + 1)
}

/** The engine's own words on why a step went where it did. */
function whyOf({ text }: Move): string {
  const because = /\bbecause (.+?)\.?$/.exec(text)
  return because === null ? '' : ` because ${because[1] ?? ''}`
}

function titleOf({ plan: { workflow } }: SimulationSession, node: string): string {
  const found = workflow.spec.flow.nodes[node]
  return found !== undefined && 'title' in found && typeof found.title === 'string' ? found.title : node
}

const outcomes: Readonly<Record<string, string>> = {
  resolvedAutomatically: 'resolved automatically', unresolved: 'ended without a solution', dropped: 'dropped', abandoned: 'left by the customer', open: 'still open at the end', failed: 'failed in the flow',
}

function outcomeWords({ outcome, team }: TicketRun): string {
  return outcomes[outcome] ?? `resolved by ${team ?? 'a person'}`
}

function times(a: TicketRun, b: TicketRun, { plan }: SimulationSession): string {
  const parts = ([['first response', a.firstResponseAnyAt, b.firstResponseAnyAt], ['solved', a.resolvedAt, b.resolvedAt]] as const).flatMap(([what, before, after]) => {
    if (before === null || after === null || before - a.createdAt === after - b.createdAt) return []
    const later = after - b.createdAt - (before - a.createdAt)
    return [`${what} ${formatDuration(Math.abs(later))} ${later > 0 ? 'later' : 'sooner'}`]
  })
  const team = b.team === null ? undefined : plan.teams.find(({ id }) => id === b.team)
  return parts.length === 0 ? 'no difference in the replication that is kept' : `${parts.join(', ')}${team === undefined ? '' : `, with ${team.title}`}`
}
