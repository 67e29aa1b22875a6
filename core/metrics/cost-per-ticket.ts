import { defineMetric } from './define-metric.ts'

/** Cost per ticket. */
export const costPerTicket = defineMetric({
  id: 'costPerTicket',
  title: 'Cost per ticket',
  unit: 'money',
  definition: 'Paid hours at the hourly rate, overtime at its factor and agent actions at theirs, divided by all tickets (MetricNet: total operating cost by tickets).',
  better: 'lower',
  fold: ({ people, tickets, rates }) => {
    if (people === null || tickets.length === 0) return { kind: 'number', value: null, n: tickets.length }
    const hours = (people.paidMs + people.overtimeMs * rates.overtimeFactor) / 3_600_000
    const actions = tickets.reduce((sum, ticket) => sum + ticket.aiActions, 0)
    return { kind: 'number', value: (hours * rates.humanHour + actions * rates.aiAction) / tickets.length, n: tickets.length }
  },
})
