import { defineMetric } from './define-metric.ts'
import { shareOf } from './samples.ts'

/** Abandoned. */
export const abandonmentRate = defineMetric({
  id: 'abandonmentRate',
  title: 'Abandoned',
  unit: 'share',
  definition: 'Share of the tickets on live channels (chat, voice) whose customer left before any public reply.',
  better: 'lower',
  fold: (run) => shareOf(run, (ticket) => ticket.channel === 'chat' || ticket.channel === 'voice', (ticket) => ticket.outcome === 'abandoned'),
})
