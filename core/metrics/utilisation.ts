import { defineMetric } from './define-metric.ts'

/** Utilisation. */
export const utilisation = defineMetric({
  id: 'utilisation',
  title: 'Utilisation',
  unit: 'share',
  definition: 'Handling time within shifts, of all paid time including breaks, meetings and training (Genesys: utilization).',
  better: 'lower',
  fold: ({ people, tickets }) => {
    const known = people !== null && people.paidMs > 0
    return { kind: 'number', value: known ? Math.min(1, (people.busyMs - people.overtimeMs) / people.paidMs) : null, n: tickets.length }
  },
})
