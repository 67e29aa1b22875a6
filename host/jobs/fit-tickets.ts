import type { FitItem } from '../../api/model.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'
import type { Ticket } from '../../core/tickets/ticket.ts'
import { calendarsOf } from '../flow/fit-base-of.ts'
import { intlZoneOffsets } from '../intl-zone-offsets.ts'
import { runFit } from './fit-job.ts'
import { prepareScenario } from './prepare-scenario.ts'

/** What is fitted: imported tickets, and the scenario that is to be built upon, with the flow that its calendars are of. */
export type FitTicketsInput = { readonly tickets: readonly Ticket[]; readonly flowText: string; readonly scenarioText: string | null; readonly timezone: string; readonly people?: number }

/** Fits today to imported tickets; the last item is the fit, or why there is none. */
export async function* fitTickets({ tickets, flowText, scenarioText, timezone, people }: FitTicketsInput, abort: AbortLike): AsyncGenerator<FitItem> {
  const base = scenarioText === null || scenarioText.trim() === '' ? undefined : { scenario: prepareScenario(scenarioText, {}), calendars: calendarsOf(flowText) }
  const running = runFit({ tickets, timezone, zones: intlZoneOffsets(), ...(base === undefined ? {} : { base }), ...(people === undefined ? {} : { people }) }, abort)
  let next = await running.next()
  for (; next.done !== true; next = await running.next()) yield { kind: 'progress', what: next.value.phase, done: next.value.done, total: next.value.total }
  yield next.value
}
