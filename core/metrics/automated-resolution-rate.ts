import { defineMetric } from './define-metric.ts'
import { COHORT, isContained, isRequest, shareOf } from './samples.ts'

/** Resolved automatically. */
export const automatedResolutionRate = defineMetric({
  id: 'automatedResolutionRate',
  title: 'Resolved automatically',
  unit: 'share',
  cohort: COHORT.requests,
  definition: 'Share of all requests resolved by the flow with no person involved, where the customer confirmed or left without asking for more; taken back when the customer returns and is not resolved.',
  better: 'higher',
  caveat: 'Products divide by different things: by all requests here, by those that the agent answered in Intercom.',
  variants: [
    { id: 'fin', cohort: COHORT.repliedByAgents, definition: 'Share of the requests to which an agent of the flow wrote that it resolved with no person involved, where the customer confirmed or left without asking for more (Intercom: Fin resolution rate, confirmed and assumed).', fold: (run) => shareOf(run, (ticket) => isRequest(ticket) && ticket.aiReplies > 0, (ticket) => ticket.outcome === 'resolvedAutomatically') },
    { id: 'contained', definition: 'Share of all requests resolved with no person involved whose customer did not come back for more at any time (Zendesk: contained).', fold: (run) => shareOf(run, isRequest, isContained) },
    { id: 'verified', definition: 'Share of all requests that are contained and where the customer confirmed, or the answer resolves the request with a probability of at least one half by the evidence (Zendesk: verified, which uses further signals).', fold: (run) => shareOf(run, isRequest, (ticket) => isContained(ticket) && (ticket.resolution === 'confirmed' || (ticket.resolvedProbability ?? 0) >= 0.5)) },
  ],
  styles: { zendesk: 'contained', intercom: 'fin' },
  fold: (run) => shareOf(run, isRequest, (ticket) => ticket.outcome === 'resolvedAutomatically'),
})
