import { defineMetric } from './define-metric.ts'
import { COHORT } from './samples.ts'

/** Occupancy. */
export const occupancy = defineMetric({
  id: 'occupancy',
  title: 'Occupancy',
  unit: 'share',
  cohort: COHORT.people,
  definition: 'Handling time within shifts, of the time in which people are available after shrinkage (Genesys: occupancy).',
  better: 'lower',
  fold: ({ people, tickets }) => {
    const known = people !== null && people.availableMs > 0
    return { kind: 'number', value: known ? Math.min(1, (people.busyMs - people.overtimeMs) / people.availableMs) : null, n: tickets.length }
  },
})
