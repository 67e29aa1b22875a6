import type { TicketFacts, TicketOutcome } from '../../metrics/ticket-facts.ts'
import type { ReplicationResult } from '../replication-result.ts'
import type { ComparedRun } from './compare.ts'
import { explainDifference } from './explain-difference.ts'

/** One time of a ticket on both sides, averaged over the replications in which both have it. */
export type PairedTime = { readonly a: number | null; readonly b: number | null; readonly delta: number | null }

/** One ticket on both sides, averaged over replications. */
export type TicketPair = {
  readonly id: string
  readonly firstResponse: PairedTime
  readonly resolution: PairedTime
  /** Share of the replications in which it was solved. */
  readonly solved: { readonly a: number; readonly b: number }
  readonly outcome: { readonly a: TicketOutcome; readonly b: TicketOutcome }
  /** How much later it is solved on average; a ticket that is not solved counts as open until the end of the run. */
  readonly lossMs: number
}

/** A ticket that got worse, and what changed in its way. */
export type TicketChange = TicketPair & { readonly subject: string; readonly why: string }

/** The tickets of two runs, pair by pair, the greatest losses first. */
export type PairedTickets = { readonly paired: readonly TicketPair[]; readonly unpaired: number; readonly explain: (pairs: readonly TicketPair[]) => readonly TicketChange[] }

/** Pairs the tickets of two runs by id, replication by replication. */
export function compareTickets(a: ComparedRun, b: ComparedRun): PairedTickets {
  const replications = Math.min(a.results.length, b.results.length)
  const sums = new Map<string, Sum>()
  const unpairedIds = new Set<string>()
  for (let index = 0; index < replications; index++) {
    const [left, right] = [byId(a.results[index]), byId(b.results[index])]
    for (const [id, before] of left) {
      const after = right.get(id)
      if (after === undefined) unpairedIds.add(id)
      else addTo(sums, before, after, a.session.plan.end, b.session.plan.end)
    }
    for (const id of right.keys()) if (!left.has(id)) unpairedIds.add(id)
  }
  const paired = [...sums.values()].map(pairOf).sort((x, y) => y.lossMs - x.lossMs || (y.firstResponse.delta ?? 0) - (x.firstResponse.delta ?? 0) || (x.id < y.id ? -1 : 1))
  const [runsA, runsB] = [a, b].map(({ results }) => new Map((results[0]?.tickets ?? []).map((ticket) => [ticket.id, ticket])))
  return {
    paired,
    unpaired: unpairedIds.size,
    explain: (pairs) => pairs.map((pair) => {
      const [before, after] = [runsA?.get(pair.id), runsB?.get(pair.id)]
      return { ...pair, subject: after?.subject ?? before?.subject ?? '', why: before === undefined || after === undefined ? '' : explainDifference(before, after, a.session, b.session) }
    }),
  }
}

type Mean = { a: number; b: number; n: number; onlyA: number; onlyB: number; nA: number; nB: number }
type Sum = { readonly id: string; readonly outcome: TicketPair['outcome']; n: number; loss: number; solvedA: number; solvedB: number; readonly first: Mean; readonly resolution: Mean }

function addTo(sums: Map<string, Sum>, before: TicketFacts, after: TicketFacts, endA: number, endB: number): void {
  const mean = (): Mean => ({ a: 0, b: 0, n: 0, onlyA: 0, onlyB: 0, nA: 0, nB: 0 })
  const sum = sums.get(before.id) ?? { id: before.id, outcome: { a: before.outcome, b: after.outcome }, n: 0, loss: 0, solvedA: 0, solvedB: 0, first: mean(), resolution: mean() }
  sums.set(before.id, sum)
  sum.n += 1
  sum.solvedA += before.resolvedAt === null ? 0 : 1
  sum.solvedB += after.resolvedAt === null ? 0 : 1
  add(sum.first, since(before, before.firstResponseAnyAt), since(after, after.firstResponseAnyAt))
  add(sum.resolution, since(before, before.resolvedAt), since(after, after.resolvedAt))
  sum.loss += openMs(after, endB) - openMs(before, endA)
}

/** How long the customer was without a solution; one that is dropped on both sides, or set aside, waits for nothing. */
function openMs(ticket: TicketFacts, end: number): number {
  if (ticket.outcome === 'dropped') return 0
  return (ticket.resolvedAt ?? end) - ticket.createdAt
}

function since(ticket: TicketFacts, at: number | null): number | null {
  return at === null ? null : at - ticket.createdAt
}

function add(mean: Mean, a: number | null, b: number | null): void {
  if (a !== null) {
    mean.onlyA += a
    mean.nA += 1
  }
  if (b !== null) {
    mean.onlyB += b
    mean.nB += 1
  }
  if (a === null || b === null) return
  mean.a += a
  mean.b += b
  mean.n += 1
}

function pairOf({ id, outcome, n, loss, solvedA, solvedB, first, resolution }: Sum): TicketPair {
  return { id, firstResponse: timeOf(first), resolution: timeOf(resolution), solved: { a: solvedA / n, b: solvedB / n }, outcome, lossMs: loss / n }
}

function timeOf({ a, b, n, onlyA, onlyB, nA, nB }: Mean): PairedTime {
  return { a: nA === 0 ? null : onlyA / nA, b: nB === 0 ? null : onlyB / nB, delta: n === 0 ? null : (b - a) / n }
}

function byId(result: ReplicationResult | undefined): ReadonlyMap<string, TicketFacts> {
  return new Map((result?.facts.tickets ?? []).map((ticket) => [ticket.id, ticket]))
}
