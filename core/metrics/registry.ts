import type { Metric } from './define-metric.ts'
import { abandonmentRate } from './abandonment-rate.ts'
import { assumedResolutionRate } from './assumed-resolution-rate.ts'
import { automatedResolutionRate } from './automated-resolution-rate.ts'
import { backlog } from './backlog.ts'
import { confirmedResolutionRate } from './confirmed-resolution-rate.ts'
import { costPerTicket } from './cost-per-ticket.ts'
import { droppedRate } from './dropped-rate.ts'
import { escalationRate } from './escalation-rate.ts'
import { firstResponseAny } from './first-response-any.ts'
import { firstResponseHuman } from './first-response-human.ts'
import { gaveUpRate } from './gave-up-rate.ts'
import { handledByPeople } from './handled-by-people.ts'
import { handlingCostPerTicket } from './handling-cost-per-ticket.ts'
import { neverReplied } from './never-replied.ts'
import { occupancy } from './occupancy.ts'
import { oneTouch } from './one-touch.ts'
import { reopenRate } from './reopen-rate.ts'
import { requesterWait } from './requester-wait.ts'
import { resolutionTime } from './resolution-time.ts'
import { slaFirstResponse } from './sla-first-response.ts'
import { slaResolution } from './sla-resolution.ts'
import { utilisation } from './utilisation.ts'

/** Every number that a run reports, in the order in which it is shown. */
export const metrics: readonly Metric[] = [
  firstResponseAny,
  firstResponseHuman,
  neverReplied,
  resolutionTime,
  requesterWait,
  automatedResolutionRate,
  confirmedResolutionRate,
  assumedResolutionRate,
  gaveUpRate,
  escalationRate,
  handledByPeople,
  slaFirstResponse,
  slaResolution,
  backlog,
  occupancy,
  utilisation,
  reopenRate,
  oneTouch,
  abandonmentRate,
  droppedRate,
  costPerTicket,
  handlingCostPerTicket,
]

/** The metric of an id. */
export function metricOf(id: string): Metric | undefined {
  return metrics.find((metric) => metric.id === id)
}
