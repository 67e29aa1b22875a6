import { defineMetric } from './define-metric.ts'

/** Handling cost per ticket. */
export const handlingCostPerTicket = defineMetric({
  id: 'handlingCostPerTicket',
  title: 'Handling cost per ticket',
  unit: 'money',
  definition: 'Only the time in which people worked on tickets, at the hourly rate, and agent actions, divided by all tickets; idle paid time is left out.',
  better: 'lower',
  fold: ({ people, tickets, rates }) => {
    if (people === null || tickets.length === 0) return { kind: 'number', value: null, n: tickets.length }
    const cost = tickets.reduce((sum, ticket) => sum + (ticket.humanMs / 3_600_000) * rates.humanHour + ticket.aiActions * rates.aiAction, 0)
    return { kind: 'number', value: cost / tickets.length, n: tickets.length }
  },
})
