import { nearestName } from '../../conditions/nearest-name.ts'
import type { Metric, Statistic } from '../../metrics/define-metric.ts'
import { chosenMetrics, type KpiChoice } from '../../metrics/registry.ts'

/** Which run of a comparison a figure is of; `delta` is the second less the first. */
export type KpiSide = 'a' | 'b' | 'delta'

/** One figure by name: a metric and its statistic. */
export type KpiReference = { readonly metric: Metric; readonly statistic: Statistic; readonly side: KpiSide | null }

/** What is wrong with something written on a command line, and how to put it right. */
export type WrittenProblem = { readonly kind: 'problem'; readonly message: string; readonly hint: string; /** Where in what was written, columns from 1. */ readonly at?: { readonly text: string; readonly column: number } }

/** Short names that people use for metrics, beside the ids. */
export const kpiAliases: Readonly<Record<string, string>> = {
  frt: 'firstResponseAny',
  frt_any: 'firstResponseAny',
  frt_human: 'firstResponseHuman',
  frt_business: 'firstResponseAnyBusiness',
  frt_human_business: 'firstResponseHumanBusiness',
  never_replied: 'neverReplied',
  nrt: 'nextReplyTime',
  next_reply: 'nextReplyTime',
  resolution: 'resolutionTime',
  ttr: 'resolutionTime',
  first_resolution: 'firstResolutionTime',
  requester_wait: 'requesterWait',
  rwt: 'requesterWait',
  asr: 'automatedResolutionRate',
  arr: 'automatedResolutionRate',
  automated_resolution: 'automatedResolutionRate',
  automation: 'automationRate',
  contained: 'containedRate',
  containment: 'containmentRate',
  involvement: 'involvementRate',
  escalation: 'escalationRate',
  sla: 'slaFirstResponse',
  sla_first_response: 'slaFirstResponse',
  sla_resolution: 'slaResolution',
  service_level: 'serviceLevel',
  abandonment: 'abandonmentRate',
  reopens: 'reopenRate',
  reopen_rate: 'reopenRate',
  one_touch: 'oneTouch',
  cost: 'costPerTicket',
  cost_per_ticket: 'costPerTicket',
}

const STATISTICS: Readonly<Record<string, Statistic>> = { mean: 'mean', avg: 'mean', p50: 'p50', median: 'p50', p90: 'p90', p95: 'p95' }
const SIDES: readonly KpiSide[] = ['a', 'b', 'delta']

/** Reads `kpi[.statistic]`, in a comparison `a.kpi`, `b.kpi` or `delta.kpi` too; without a statistic it is the metric's usual one. */
export function readKpiReference(text: string, choice: KpiChoice, compares: boolean): KpiReference | WrittenProblem {
  const parts = text.trim().split('.')
  const [first = ''] = parts
  const side = SIDES.find((one) => one === first.toLowerCase()) ?? null
  if (side !== null && !compares) return problem(`"${text.trim()}" speaks of two runs, but there is only one here.`, `Leave out "${first}.", or use lumos compare.`)
  const [name = '', statisticName, ...more] = side === null ? parts : parts.slice(1)
  const metrics = chosenMetrics(choice)
  const id = kpiAliases[name.toLowerCase()] ?? name
  const metric = metrics.find((one) => one.id.toLowerCase() === id.toLowerCase())
  if (metric === undefined) {
    const near = nearestName(name, [...metrics.map((one) => one.id), ...Object.keys(kpiAliases)])
    return problem(`There is no KPI "${name}".`, near === undefined ? `KPIs are ${metrics.map((one) => one.id).join(', ')}; short names are ${Object.keys(kpiAliases).join(', ')}.` : `Did you mean ${near}?`)
  }
  if (more.length > 0) return problem(`"${text.trim()}" has too many parts.`, 'Write the KPI and at most one statistic, as in firstResponseAny.p90.')
  const statistic = statisticName === undefined ? metric.statistic : STATISTICS[statisticName.toLowerCase()]
  if (statistic === undefined) return problem(`"${statisticName ?? ''}" is no statistic.`, 'Statistics are mean, p50 (median), p90 and p95.')
  if (statistic !== 'mean' && metric.unit !== 'ms') return problem(`${metric.title} has no ${statistic}: it is one number of each run.`, `Write ${metric.id} alone.`)
  return { metric, statistic, side }
}

/** The name under which a figure stands in files. */
export function kpiName({ metric, statistic, side }: KpiReference): string {
  return `${side === null ? '' : `${side}.`}${metric.id}${metric.unit === 'ms' ? `.${statistic}` : ''}`
}

/** The name of a figure as people read it. */
export function kpiTitle({ metric, statistic }: Pick<KpiReference, 'metric' | 'statistic'>): string {
  return metric.unit === 'ms' ? `${metric.title}, ${statistic === 'p50' ? 'median' : statistic}` : metric.title
}

/** A problem with what was written. */
export function problem(message: string, hint: string): WrittenProblem {
  return { kind: 'problem', message, hint }
}
