import { compileProgram } from '../../../core/engine/compile-program.ts'
import { KeyedRandom } from '../../../core/simulation/keyed-random.ts'
import { resolveScenario } from '../../../core/simulation/resolve-scenario.ts'
import { planRun } from '../../../core/simulation/run-plan.ts'
import { simulateToday } from '../../../core/simulation/today.ts'
import { quantileOf } from '../../../core/simulation/variates.ts'
import type { ScenarioDocument } from '../../../core/spec/scenario.ts'
import type { Ticket } from '../../../core/tickets/ticket.ts'
import { intlZoneOffsets } from '../../../host/intl-zone-offsets.ts'
import { smallFlow, ticketOf } from '../simulation/small-flow.ts'

const HOUR = 3_600_000

/** What a known desk is made with. */
export type KnownDesk = { readonly weeks: number; readonly people: number; readonly perHour: number; readonly baseline: NonNullable<ScenarioDocument['spec']['baseline']>; readonly seed?: number; readonly priorityOf?: (index: number) => string }

/** The history of a desk whose parameters are known, by the product's own simulator: Monday to Friday nine to five UTC, tickets round the clock. */
export function knownHistory({ weeks, people, perHour, baseline, seed = 5, priorityOf }: KnownDesk): readonly Ticket[] {
  const random = new KeyedRandom(seed, 0)
  const tickets: Ticket[] = []
  const end = weeks * 7 * 24 * HOUR
  for (let at = 0, index = 0; ; index++) {
    at += quantileOf({ kind: 'exponential', mean: HOUR / perHour }, random.uniformAt(index, 1, 2, 3))
    if (at >= end) break
    tickets.push(ticketOf(`K-${index}`, Date.UTC(2026, 0, 5) + Math.round(at), priorityOf === undefined ? {} : { history: { priority: priorityOf(index) } }))
  }
  const scenario: ScenarioDocument = { apiVersion: 'lumos/v1', kind: 'Scenario', metadata: { name: 'known' }, spec: { seed: 99, customer: { reopenProbability: 0 }, baseline: { ...baseline, teams: [{ id: 'today', calendar: 'office', headcount: people }] } } }
  const plan = planRun(smallFlow, compileProgram(smallFlow), tickets, resolveScenario(scenario), intlZoneOffsets())
  const { tickets: facts } = simulateToday(plan, 3, new Map())
  const answeredAt = new Map(facts.map((fact) => [fact.id, fact]))
  return tickets.map((ticket) => {
    const fact = answeredAt.get(ticket.id)
    const first = fact?.firstResponseHumanAt ?? undefined
    const solved = fact?.resolvedAt ?? undefined
    return { ...ticket, history: { ...ticket.history, ...(first === undefined ? {} : { firstResponseAt: first }), ...(solved === undefined ? {} : { solvedAt: solved }) } }
  })
}
