import { defineMetric } from './define-metric.ts'
import { COHORT } from './samples.ts'

/** Utilisation. */
export const utilisation = defineMetric({
  id: 'utilisation',
  title: 'Utilisation',
  unit: 'share',
  cohort: COHORT.people,
  definition: 'Handling time within shifts, of all paid time including breaks, meetings and training (Genesys: utilization).',
  better: 'lower',
  variants: [
    {
      id: 'assembled',
      definition: 'Time in which people work or are available for work, of all paid time (Assembled: utilization).',
      fold: ({ people, tickets }) => ({ kind: 'number', value: people !== null && people.paidMs > 0 ? Math.min(1, people.availableMs / people.paidMs) : null, n: tickets.length }),
    },
  ],
  fold: ({ people, tickets }) => {
    const known = people !== null && people.paidMs > 0
    return { kind: 'number', value: known ? Math.min(1, (people.busyMs - people.overtimeMs) / people.paidMs) : null, n: tickets.length }
  },
})
