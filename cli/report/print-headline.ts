import { formatChange, formatChangeInterval, formatFigure, formatInterval, formatWithin } from '../../core/metrics/format-figure.ts'
import { metricOf } from '../../core/metrics/registry.ts'
import type { ComparisonRow } from '../../core/simulation/report/compare-with-today.ts'
import { sayTimesFaster } from '../../core/simulation/report/times-faster.ts'
import type { KpiFigure, RunReport } from '../../core/simulation/run-report.ts'
import { textTable } from './text-table.ts'

const CLOCKS = [
  ['First response by anyone', 'firstResponseAny', 'all hours'],
  ['', 'firstResponseAnyBusiness', 'business hours'],
  ['First reply by a person', 'firstResponseHuman', 'all hours'],
  ['', 'firstResponseHumanBusiness', 'business hours'],
] as const

/** What a run says first: how soon customers are answered, by anyone and by a person, on both clocks, and who never was. */
export function printHeadline(report: RunReport): string {
  const rows = CLOCKS.flatMap(([title, id, hours]) => {
    const figure = report.kpis[id]
    return figure === undefined || figure.n === 0 ? [] : [[title, figure.clock === 'business' && !id.endsWith('Business') ? 'business hours' : hours, show(figure, 'p50'), formatInterval(figure.ci95.p50, 'ms'), show(figure, 'p90'), show(figure, 'mean'), String(figure.n)]]
  })
  const table = rows.length === 0 ? '' : textTable([['', '', 'median', '95 % interval', 'p90', 'mean', 'tickets'], ...rows])
  return `${table}${unfinished(report)}${overload(report)}`
}

function show(figure: KpiFigure, statistic: 'p50' | 'p90' | 'mean'): string {
  return formatWithin(figure[statistic], figure.ci95[statistic], 'ms')
}

function unfinished({ censored: { neverReplied, neverRepliedByPerson, open, runningTargets } }: RunReport): string {
  const count = (one: { readonly mean: number }): string => formatFigure(one.mean, 'count')
  const targets = runningTargets.mean > 0 ? `, and ${count(runningTargets)} targets still ran` : ''
  return `  ${count(neverReplied)} never replied to, ${count(neverRepliedByPerson)} given to people and not answered by one, ${count(open)} still open at the end${targets}: they are in no time above.\n`
}

function overload({ overload: { badge, slopePerDay, ci95 } }: RunReport): string {
  return badge ? `  DEMAND EXCEEDS CAPACITY: the backlog grows by ${formatWithin(slopePerDay, ci95, 'count')} tickets a day${ci95 === null ? '' : ` (95 %: ${formatInterval(ci95, 'count')})`}; averages depend on how long the run is.\n` : ''
}

/** The pinned KPIs against today simulated: the change with its interval first, then both levels, then what may be said of it. */
export function printComparison({ comparison, manifest }: RunReport): string {
  const rows = comparison.rows.filter((row) => row.change !== null).map(comparisonRow)
  if (rows.length === 0) return ''
  const [first] = comparison.rows
  const widened = (first?.change?.comparisons ?? 1) > 1 ? `  Intervals hold for all ${first?.change?.comparisons ?? 1} together (Bonferroni), over ${manifest.replications} paired replications.\n` : ''
  return `${textTable([['', 'change', '95 % interval', 'p', 'with this flow', 'today, simulated'], ...rows])}${widened}  ${sayTimesFaster(comparison.timesFaster)}\n`
}

function comparisonRow({ kpi, statistic, change, flow, today }: ComparisonRow): readonly string[] {
  const metric = metricOf(kpi)
  const unit = metric?.unit ?? 'count'
  const interval = change?.interval ?? null
  const p = change?.p ?? null
  const name = `${metric?.title ?? kpi}${unit === 'ms' ? `, ${statistic === 'p50' ? 'median' : statistic}` : ''}`
  return [name, formatChange(change?.difference ?? null, interval, unit), formatChangeInterval(interval, unit), p === null ? '–' : p < 0.001 ? '< 0.001' : p.toFixed(3), formatFigure(flow, unit), formatFigure(today, unit)]
}
