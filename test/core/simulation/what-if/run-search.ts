import { compileProgram } from '../../../../core/engine/compile-program.ts'
import { SignalStore } from '../../../../core/signals/signal-store.ts'
import { KeyedRandom } from '../../../../core/simulation/keyed-random.ts'
import type { SimulationItem } from '../../../../core/simulation/simulation-input.ts'
import { SimulationSession } from '../../../../core/simulation/simulation-session.ts'
import { SessionRunner } from '../../../../core/simulation/what-if/session-runner.ts'
import type { Search, Variant } from '../../../../core/simulation/what-if/what-if-step.ts'
import type { ScenarioDocument } from '../../../../core/spec/scenario.ts'
import type { Ticket } from '../../../../core/tickets/ticket.ts'
import { intlZoneOffsets } from '../../../../host/intl-zone-offsets.ts'
import { answerSignal, plainScenario, smallCatalog, smallFlow, ticketOf } from '../small-flow.ts'

/** The plain scenario with handle times that vary, so that replications differ. */
export const variedScenario: ScenarioDocument = { ...plainScenario, spec: { ...plainScenario.spec, replications: 4, handleTime: { default: { mean: '30m', cv: 1 } } } }

/** A working week of tickets, every other one too hard for the writer. */
export function busyWeek(count: number): readonly Ticket[] {
  const random = new KeyedRandom(5, 0)
  const monday = Date.UTC(2026, 2, 2, 9)
  return Array.from({ length: count }, (_, index) => ticketOf(`T-${index}`, monday + Math.floor(index % 5) * 86_400_000 + Math.floor(random.uniformAt(index, 0, 0, 0) * 7 * 3_600_000), {
    description: index % 2 === 0 ? `hard question ${index}` : `question ${index}`,
    ...(index % 5 === 0 ? { customer: { tier: 'gold' } } : {}),
  }))
}

/** A session on the small flow. */
export function sessionOf({ workflow, scenario }: Variant, tickets: readonly Ticket[], keepTickets = false): { readonly session: SimulationSession; readonly store: SignalStore } {
  const store = new SignalStore()
  const session = new SimulationSession({
    workflow, program: compileProgram(workflow), agents: smallCatalog, tickets, knowledgeDigest: 'k', signals: store, models: [], scenario, zones: intlZoneOffsets(), replyBank: null, keepTickets,
  })
  return { session, store }
}

/** Runs a generator of a session to its end, answering what it asks. */
export function drive<R>(running: Generator<SimulationItem, R, void>, store: SignalStore): R {
  for (;;) {
    const next = running.next()
    if (next.done === true) return next.value
    if (next.value.kind === 'needs') for (const request of next.value.requests) store.put(request, answerSignal(request))
  }
}

/** Runs a search to its end; `said` sees what it says, with how many replications had been run by then. */
export function runSearch<Said extends { readonly kind: string }, R>(search: Search<Said, R>, present: Variant, tickets: readonly Ticket[], said: (item: Said, replications: number) => void = () => undefined): R {
  const { session, store } = sessionOf(present, tickets)
  const runner = new SessionRunner(session, (workflow) => compileProgram(workflow))
  let replications = 0
  let next = search.next()
  while (next.done !== true) {
    if (isRun(next.value)) {
      replications += next.value.to - next.value.from
      next = search.next(drive(runner.figures(next.value.variant, next.value.from, next.value.to), store))
    } else {
      said(next.value, replications)
      next = search.next([])
    }
  }
  return next.value
}

function isRun<Said extends { readonly kind: string }>(step: Said | { readonly kind: 'run'; readonly variant: Variant; readonly from: number; readonly to: number }): step is { readonly kind: 'run'; readonly variant: Variant; readonly from: number; readonly to: number } {
  return step.kind === 'run'
}

/** The small flow with the varied scenario. */
export const present: Variant = { workflow: smallFlow, scenario: variedScenario }
