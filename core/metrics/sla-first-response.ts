import { defineMetric } from './define-metric.ts'
import { attainment, attainmentWithActive, COHORT } from './samples.ts'

/** First response on time. */
export const slaFirstResponse = defineMetric({
  id: 'slaFirstResponse',
  title: 'First response on time',
  unit: 'share',
  cohort: COHORT.promised,
  definition: 'First-response targets achieved among completed ones (achieved or breached), on the calendar of the SLA, any responder; a reply at the deadline is on time. Targets still running are left out, also those past their time (Zendesk: targets).',
  better: 'higher',
  clock: 'business',
  caveat: 'Targets that run past their time without being completed are counted in "Targets past their time".',
  variants: [
    { id: 'withActive', definition: 'First-response targets achieved among completed ones and those that are still running past their time, on the calendar of the SLA (Intercom: a target is missed as soon as its time is over).', fold: (run) => attainmentWithActive(run, (ticket) => ticket.slaFirstResponse) },
  ],
  styles: { intercom: 'withActive' },
  fold: (run) => attainment(run, (ticket) => ticket.slaFirstResponse),
})
