import type { TicketFacts } from '../metrics/ticket-facts.ts'
import type { EvidenceKind } from './answer-evidence.ts'
import type { TeamTotals } from './people.ts'
import type { ReplicationResult } from './replication-result.ts'
import type { Replication } from './replication.ts'
import type { RunPlan } from './run-plan.ts'
import type { SeriesGrid } from './series.ts'
import { coverage } from './series.ts'
import { ticketRun } from './ticket-record.ts'

/** Reduces a finished replication to what the report needs, in the order of the tickets. */
export function collectReplication(run: Replication, grid: SeriesGrid): ReplicationResult {
  const { plan } = run
  const teams = run.people.totals(plan.end)
  const evidence: Record<EvidenceKind, number> = { comparedWithHistory: 0, retrievalConfidence: 0, assumed: 0 }
  const titles = new Map(plan.teams.map((team) => [team.id, team.title]))
  let droppedGenuine = 0
  for (const ticket of run.cases) {
    const first = ticket.answers[0]
    if (first !== undefined) evidence[first.judgement.kind] += 1
    if (ticket.outcome === 'dropped' && ticket.arrival.ticket.history.isSpam === false) droppedGenuine += 1
  }
  return {
    facts: runFacts(plan, run.cases.map((ticket) => ticket.facts()), teams, run.cases.map((ticket) => ticket.openSpans)),
    teams,
    nodes: run.nodes,
    edges: run.edges,
    backlog: coverage(grid, run.cases.map((ticket) => ticket.openSpans)),
    tickets: run.options.keep ? run.cases.map((ticket) => ticketRun(ticket, plan.program, titles)) : [],
    evidence,
    assumptions: run.assumptions,
    parked: run.parked,
    droppedGenuine,
  }
}

/** What the metrics see of a replication. */
export function runFacts(plan: RunPlan, tickets: readonly TicketFacts[], teams: readonly TeamTotals[], spans: readonly (readonly number[])[]): ReplicationResult['facts'] {
  const sum = (pick: (team: TeamTotals) => number): number => teams.reduce((total, team) => total + pick(team), 0)
  let area = 0
  for (const pairs of spans) {
    for (let index = 0; index + 1 < pairs.length; index += 2) {
      area += Math.max(0, Math.min(pairs[index + 1] ?? 0, plan.to) - Math.max(pairs[index] ?? 0, plan.from))
    }
  }
  return {
    tickets,
    people: { busyMs: sum((team) => team.busyMs), availableMs: sum((team) => team.availableMs), paidMs: sum((team) => team.paidMs), overtimeMs: sum((team) => team.overtimeMs) },
    meanBacklog: plan.arrivals.length === 0 ? null : area / (plan.to - plan.from),
    rates: plan.scenario.rates,
  }
}
