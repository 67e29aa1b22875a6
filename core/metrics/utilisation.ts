import { defineMetric } from './define-metric.ts'

/** Utilisation. */
export const utilisation = defineMetric({
  id: 'utilisation',
  title: 'Utilisation',
  unit: 'share',
  definition: 'Handling time within shifts, of all paid time including breaks, meetings and training (Genesys: utilization).',
  better: 'lower',
  fold: ({ people }) => ({ kind: 'share', part: people === null ? 0 : Math.min(people.paidMs, people.busyMs - people.overtimeMs), whole: people?.paidMs ?? 0 }),
})
