import { defineMetric } from './define-metric.ts'
import { attainment } from './samples.ts'

/** First response on time. */
export const slaFirstResponse = defineMetric({
  id: 'slaFirstResponse',
  title: 'First response on time',
  unit: 'share',
  definition: 'First-response targets achieved among completed ones (achieved or breached), on the calendar of the SLA, any responder; a reply at the deadline is on time. Targets still running are left out.',
  better: 'higher',
  fold: (run) => attainment(run, (ticket) => ticket.slaFirstResponse),
})
