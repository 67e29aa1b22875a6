import type { TicketFacts } from '../metrics/ticket-facts.ts'
import type { EvidenceKind } from './answer-evidence.ts'
import type { TeamTotals } from './people.ts'
import type { ReplicationResult } from './replication-result.ts'
import type { Replication } from './replication.ts'
import type { PlannedTeam, RunPlan } from './run-plan.ts'
import type { SeriesGrid } from './series.ts'
import { coverage } from './series.ts'
import { csatProxyOf } from './csat-proxy.ts'
import { ticketRun } from './ticket-record.ts'

/** Reduces a finished replication to what the report needs, in the order of the tickets. */
export function collectReplication(run: Replication, grid: SeriesGrid): ReplicationResult {
  const { plan } = run
  const teams = run.people.totals(plan.end)
  // Whoever is at work when the run ends has been so up to then.
  run.account.busy.set(0, plan.end)
  const evidence: Record<EvidenceKind, number> = { comparedWithHistory: 0, retrievalConfidence: 0, assumed: 0 }
  const [business = null] = plan.calendars.values()
  const titles = new Map(plan.teams.map((team) => [team.id, team.title]))
  let droppedGenuine = 0
  // Tickets from outside the window keep people busy and fill the backlog; no figure is about them.
  const counted = run.cases.filter((ticket) => ticket.arrival.counted)
  for (const ticket of counted) {
    const first = ticket.answers[0]
    if (first !== undefined) evidence[first.judgement.kind] += 1
    if (ticket.outcome === 'dropped' && ticket.arrival.ticket.history.isSpam === false) droppedGenuine += 1
  }
  return {
    facts: runFacts(plan, counted.map((ticket) => ticket.facts(run.account.ledger.partsOf(ticket.index), run.clocks[ticket.index]?.calendar ?? business)), teams, run.cases.map((ticket) => ticket.openSpans)),
    teams,
    nodes: run.moves.nodes(),
    edges: run.moves.edges(),
    waits: run.account.waits,
    busy: run.account.busy,
    backlog: coverage(grid, run.cases.map((ticket) => ticket.openSpans)),
    tickets: run.options.keep ? counted.map((ticket) => ticketRun(ticket, plan.program, titles)) : [],
    services: run.calls.totals,
    evidence,
    assumptions: run.assumptions,
    parked: run.parked,
    droppedGenuine,
  }
}

/** What the metrics see of a replication; `teams` are what the `planned` ones did, in the same order. */
export function runFacts(plan: RunPlan, tickets: readonly TicketFacts[], teams: readonly TeamTotals[], spans: readonly (readonly number[])[], planned: readonly PlannedTeam[] = plan.teams): ReplicationResult['facts'] {
  const sum = (pick: (team: TeamTotals) => number): number => teams.reduce((total, team) => total + pick(team), 0)
  const { rates, kpis, csatProxy } = plan.scenario
  const cost = (pick: (team: TeamTotals) => number): number => teams.reduce((total, team, index) => total + (pick(team) / 3_600_000) * (planned[index]?.humanHour ?? rates.humanHour), 0)
  let area = 0
  for (const pairs of spans) {
    for (let index = 0; index + 1 < pairs.length; index += 2) {
      area += Math.max(0, Math.min(pairs[index + 1] ?? 0, plan.to) - Math.max(pairs[index] ?? 0, plan.from))
    }
  }
  return {
    tickets,
    people: { busyMs: sum((team) => team.busyMs), availableMs: sum((team) => team.availableMs), paidMs: sum((team) => team.paidMs), overtimeMs: sum((team) => team.overtimeMs), paidCost: cost((team) => team.paidMs), overtimeCost: cost((team) => team.overtimeMs) * rates.overtimeFactor },
    meanBacklog: plan.arrivals.length === 0 ? null : area / (plan.to - plan.from),
    window: { from: plan.from, to: plan.to },
    rates,
    live: kpis.live,
    csatProxy: csatProxyOf(csatProxy, plan.end),
  }
}
