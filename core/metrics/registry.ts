import type { KpiStyle, Metric, Statistic } from './define-metric.ts'
import { abandonmentRate } from './abandonment-rate.ts'
import { agentWait } from './agent-wait.ts'
import { agentWorkTime } from './agent-work-time.ts'
import { assumedResolutionRate } from './assumed-resolution-rate.ts'
import { automatedResolutionRate } from './automated-resolution-rate.ts'
import { automationRate } from './automation-rate.ts'
import { backlog } from './backlog.ts'
import { backlogAtEnd } from './backlog-at-end.ts'
import { confirmedResolutionRate } from './confirmed-resolution-rate.ts'
import { containedRate } from './contained-rate.ts'
import { containmentRate } from './containment-rate.ts'
import { costPerTicket } from './cost-per-ticket.ts'
import { csatProxy } from './csat-proxy.ts'
import { droppedRate } from './dropped-rate.ts'
import { escalationRate } from './escalation-rate.ts'
import { firstResolutionTime } from './first-resolution-time.ts'
import { firstResponseAny } from './first-response-any.ts'
import { firstResponseAnyBusiness } from './first-response-any-business.ts'
import { firstResponseHuman } from './first-response-human.ts'
import { firstResponseHumanBusiness } from './first-response-human-business.ts'
import { gaveUpRate } from './gave-up-rate.ts'
import { handledByPeople } from './handled-by-people.ts'
import { handlingCostPerTicket } from './handling-cost-per-ticket.ts'
import { involvementRate } from './involvement-rate.ts'
import { neverReplied } from './never-replied.ts'
import { nextReplyTime } from './next-reply-time.ts'
import { occupancy } from './occupancy.ts'
import { oneTouch } from './one-touch.ts'
import { reopenRate } from './reopen-rate.ts'
import { reopensPerTicket } from './reopens-per-ticket.ts'
import { requesterWait } from './requester-wait.ts'
import { resolutionTime } from './resolution-time.ts'
import { resolutionTimeBusiness } from './resolution-time-business.ts'
import { serviceLevel } from './service-level.ts'
import { slaActiveBreached } from './sla-active-breached.ts'
import { slaFirstResponse } from './sla-first-response.ts'
import { slaNoBreach } from './sla-no-breach.ts'
import { slaResolution } from './sla-resolution.ts'
import { tierEscalationRate } from './tier-escalation-rate.ts'
import { utilisation } from './utilisation.ts'
import { verifiedRate } from './verified-rate.ts'

/** Every number that a run reports, by its standard definition, in the order in which it is shown. */
export const metrics: readonly Metric[] = [
  firstResponseAny,
  firstResponseAnyBusiness,
  firstResponseHuman,
  firstResponseHumanBusiness,
  neverReplied,
  nextReplyTime,
  firstResolutionTime,
  resolutionTime,
  resolutionTimeBusiness,
  requesterWait,
  agentWorkTime,
  agentWait,
  automatedResolutionRate,
  confirmedResolutionRate,
  assumedResolutionRate,
  containedRate,
  verifiedRate,
  involvementRate,
  automationRate,
  containmentRate,
  gaveUpRate,
  escalationRate,
  tierEscalationRate,
  handledByPeople,
  slaFirstResponse,
  slaResolution,
  slaNoBreach,
  slaActiveBreached,
  serviceLevel,
  abandonmentRate,
  backlog,
  backlogAtEnd,
  occupancy,
  utilisation,
  reopenRate,
  reopensPerTicket,
  oneTouch,
  csatProxy,
  droppedRate,
  costPerTicket,
  handlingCostPerTicket,
]

/** Which definitions a run uses: those of a style, single ones in their place, and the statistic that stands for times. */
export type KpiChoice = { readonly style: KpiStyle; readonly variants: Readonly<Record<string, string>>; readonly statistic: Statistic | null }

/** Our own definitions. */
export const standardChoice: KpiChoice = { style: 'lumos', variants: {}, statistic: null }

/** The metrics by the definitions that were chosen. */
export function chosenMetrics(choice: KpiChoice): readonly Metric[] {
  return metrics.map((metric) => {
    const statistic = metric.unit === 'ms' && choice.statistic !== null ? choice.statistic : metric.statistic
    return { ...inVariant(metric, choice.variants[metric.id] ?? metric.styles[choice.style]), statistic }
  })
}

/** The metric of an id, by one of its definitions. */
export function metricOf(id: string, variant?: string): Metric | undefined {
  const metric = metrics.find((one) => one.id === id)
  return metric === undefined ? undefined : inVariant(metric, variant)
}

function inVariant(metric: Metric, id: string | undefined): Metric {
  const variant = metric.variants.find((one) => one.id === id)
  if (variant === undefined) return metric
  return { ...metric, variant: variant.id, definition: variant.definition, fold: variant.fold, clock: variant.clock ?? metric.clock, cohort: variant.cohort ?? metric.cohort }
}
