import { defineMetric } from './define-metric.ts'
import { attainment } from './samples.ts'

/** Resolution on time. */
export const slaResolution = defineMetric({
  id: 'slaResolution',
  title: 'Resolution on time',
  unit: 'share',
  definition: 'Resolution targets achieved among completed ones (achieved or breached), on the calendar of the SLA. Targets still running are left out.',
  better: 'higher',
  fold: (run) => attainment(run, (ticket) => ticket.slaResolution),
})
