import { defineMetric } from './define-metric.ts'
import { attainment, attainmentWithActive, COHORT } from './samples.ts'

/** Resolution on time. */
export const slaResolution = defineMetric({
  id: 'slaResolution',
  title: 'Resolution on time',
  unit: 'share',
  cohort: COHORT.promised,
  definition: 'Resolution targets achieved among completed ones (achieved or breached), on the calendar of the SLA, without the time in which we wait for the customer. Targets still running are left out, also those past their time (Zendesk: targets).',
  better: 'higher',
  clock: 'business',
  caveat: 'Targets that run past their time without being completed are counted in "Targets past their time".',
  variants: [
    { id: 'withActive', definition: 'Resolution targets achieved among completed ones and those that are still running past their time, on the calendar of the SLA (Intercom: a target is missed as soon as its time is over).', fold: (run) => attainmentWithActive(run, (ticket) => ticket.slaResolution) },
  ],
  styles: { intercom: 'withActive' },
  fold: (run) => attainment(run, (ticket) => ticket.slaResolution),
})
