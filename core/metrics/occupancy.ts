import { defineMetric } from './define-metric.ts'

/** Occupancy. */
export const occupancy = defineMetric({
  id: 'occupancy',
  title: 'Occupancy',
  unit: 'share',
  definition: 'Handling time within shifts, of the time in which people are available after shrinkage (Genesys: occupancy).',
  better: 'lower',
  fold: ({ people }) => ({ kind: 'share', part: people === null ? 0 : Math.min(people.availableMs, people.busyMs - people.overtimeMs), whole: people?.availableMs ?? 0 }),
})
