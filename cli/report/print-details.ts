import { STANDARD_VARIANT } from '../../core/metrics/define-metric.ts'
import { formatFigure, formatInterval, formatWithin } from '../../core/metrics/format-figure.ts'
import { metricOf } from '../../core/metrics/registry.ts'
import type { SlaRow } from '../../core/simulation/report/sla-table.ts'
import type { TimeUse } from '../../core/simulation/report/time-use.ts'
import type { RunReport } from '../../core/simulation/run-report.ts'
import { textTable } from './text-table.ts'

const PARTS = [
  ['agents', 'Agents and tools work'],
  ['agentQueue', 'Waiting for an agent\'s service'],
  ['peopleQueue', 'Waiting for a person, in hours'],
  ['outOfHours', 'Waiting for a person, out of hours'],
  ['handling', 'People work'],
  ['customer', 'Waiting for the customer'],
  ['solved', 'Solved, before it was reopened'],
  ['flow', 'Waits of the flow itself'],
] as const

/** Where the time of solved tickets goes, as means that add up to their resolution time. */
export function printTimeUse({ timeUse: { flow, today } }: RunReport): string {
  if (flow.all.tickets + today.all.tickets === 0) return ''
  const columns = [flow.all, flow.automatic, flow.byPeople, today.all]
  const line = (title: string, of: (use: TimeUse) => number | null): readonly string[] => [title, ...columns.map((use) => (use.tickets === 0 ? '–' : formatFigure(of(use), 'ms')))]
  const parts = PARTS.filter(([part]) => columns.some((use) => (use.parts[part] ?? 0) > 0))
  return textTable([['', 'all', 'automatic', 'by people', 'today, simulated'], ...parts.map(([part, title]) => line(title, (use) => use.parts[part])), line('Resolution time, mean', (use) => use.resolutionMs)])
}

const METRICS: Readonly<Record<string, string>> = {
  firstResponse: 'First response', resolution: 'Resolution', firstReplyHuman: 'First reply by a person', firstResponseAny: 'First response (extra)', nextReply: 'Next reply', requesterWait: 'Requester wait',
  agentWork: 'Agent work', totalResolution: 'Total resolution', pausableUpdate: 'Pausable update',
}

/** The targets by metric and priority. */
export function printTargets({ slaTable }: RunReport): string {
  if (slaTable.length === 0) return ''
  const count = (value: number): string => formatFigure(value, 'count')
  const share = ({ achieved, breached }: SlaRow): string => (achieved + breached === 0 ? '–' : formatFigure(achieved / (achieved + breached), 'share'))
  return textTable([
    ['', 'on time', 'achieved', 'breached', 'running', 'running, past their time'],
    ...slaTable.map((row) => [`${METRICS[row.metric] ?? row.metric} ${row.priority ?? 'without priority'}`, share(row), count(row.achieved), count(row.breached), count(row.active), count(row.activeBreached)]),
  ])
}

const AGES = ['under 1 d', '1 to 3 d', '3 to 7 d', '7 to 14 d', '14 to 30 d', 'over 30 d']

/** How old what is unsolved at the end of the window is. */
export function printAges({ backlogAges }: RunReport): string {
  if (backlogAges.every((count) => count === 0)) return ''
  return textTable([AGES, backlogAges.map((count) => formatFigure(count, 'count'))].map((row) => ['', ...row]))
}

/** The definitions that are another product's, in their own words. */
export function printDefinitions({ kpis }: RunReport): string {
  return Object.entries(kpis).flatMap(([id, { variant }]) => {
    const metric = variant === STANDARD_VARIANT ? undefined : metricOf(id, variant)
    return metric === undefined ? [] : [`  ${metric.title} (${variant}): ${metric.definition}\n`]
  }).join('')
}

/** With one replication: intervals from within the run, and whether they can be believed. */
export function printBatchMeans({ batchMeans }: RunReport): string {
  return Object.entries(batchMeans).map(([id, { mean, interval, batches, batchSize, dependent, lagOne }]) => {
    const doubt = dependent ? `; too narrow, because neighbouring batches go together (${lagOne.toFixed(2)}): run more replications` : ''
    return `  ${metricOf(id)?.title ?? id}, mean ${formatWithin(mean, interval, 'ms')}, 95 %: ${formatInterval(interval, 'ms')}, from ${batches} batches of ${batchSize} tickets${doubt}\n`
  }).join('')
}
