import type { Metric } from '../../core/metrics/define-metric.ts'
import { formatFigure, formatInterval, formatWithin } from '../../core/metrics/format-figure.ts'
import { metrics } from '../../core/metrics/registry.ts'
import { sayStop } from '../../core/simulation/report/say-stop.ts'
import type { KpiFigure, KpiTable, RunReport } from '../../core/simulation/run-report.ts'
import { printAges, printBatchMeans, printDefinitions, printTargets, printTimeUse } from './print-details.ts'
import { printComparison, printHeadline } from './print-headline.ts'
import { textTable } from './text-table.ts'

const outcomeTitles: Readonly<Record<string, string>> = {
  resolvedAutomatically: 'Resolved automatically',
  resolvedByPerson: 'Resolved by a person',
  unresolved: 'Ended without a solution',
  dropped: 'Dropped (spam, automatic replies)',
  abandoned: 'Customer gave up waiting',
  open: 'Still open at the end',
  failed: 'Failed in the flow',
}

/** A run's report as people read it on a terminal: the flow beside today, never an average alone, and what it all rests on. */
export function printReport(report: RunReport): string {
  const { manifest } = report
  return [
    heading(`${manifest.flowName}: ${manifest.tickets} tickets, ${manifest.replications} ${manifest.replications === 1 ? 'replication' : 'replications'}, seed ${manifest.seed}`),
    report.stopped === undefined ? '' : `${sayStop(report.stopped)}\n`,
    section('How soon customers are answered', printHeadline(report)),
    section('Compared with today', printComparison(report)),
    section('Intervals from within the one replication', printBatchMeans(report)),
    section('Times', times(report)),
    section('Rates and costs', numbers(report)),
    section('Where the time of solved tickets goes', printTimeUse(report)),
    section('Targets', printTargets(report)),
    section('Unsolved at the end of the window, by age', printAges(report)),
    section('Teams', teams(report)),
    section('How the tickets ended', outcomes(report)),
    section('What "the answer would have resolved it" rests on', evidence(report)),
    section('Definitions other than the standard ones', printDefinitions(report)),
    section('Assumptions', assumptions(report)),
    section('Warnings', report.warnings.map((warning) => `  ${warning}\n`).join('')),
    section('Made with', madeWith(report)),
  ].join('')
}

function heading(text: string): string {
  return `${text}\n${'='.repeat(Math.min(text.length, 100))}\n`
}

function section(title: string, body: string): string {
  return body === '' ? '' : `\n${title}\n${body}`
}

type Side = { readonly name: string; readonly table: KpiTable }

function sides({ kpis, baseline }: RunReport): readonly Side[] {
  return [
    { name: 'with this flow', table: kpis },
    { name: 'today, simulated', table: baseline.simulated },
    { name: 'today, observed', table: baseline.observed },
  ]
}

function times(report: RunReport): string {
  const rows = metrics
    .filter((metric) => metric.unit === 'ms')
    .flatMap((metric) => {
      const lines = sides(report).flatMap(({ name, table }) => timeRow(metric, name, table[metric.id]))
      return lines.length === 0 ? [] : [[metric.title], ...lines]
    })
  return rows.length === 0 ? '' : textTable([['', 'median', 'p90', 'mean', '95 % interval of the mean', 'tickets'], ...rows])
}

function timeRow(metric: Metric, name: string, figure: KpiFigure | undefined): readonly (readonly string[])[] {
  if (figure === undefined || figure.n === 0) return []
  const show = (value: number | null): string => formatFigure(value, metric.unit)
  return [[`  ${name}`, show(figure.p50), show(figure.p90), show(figure.mean), formatInterval(figure.ci95.mean, metric.unit), String(figure.n)]]
}

function numbers(report: RunReport): string {
  const rows = metrics
    .filter((metric) => metric.unit !== 'ms')
    .flatMap((metric) => {
      const figures = sides(report).map(({ table }) => table[metric.id])
      if (figures.every((figure) => figure === undefined || figure.n === 0)) return []
      const [flow, ...others] = figures
      return [[metric.title, flow === undefined || flow.n === 0 ? '–' : formatWithin(flow.mean, flow.ci95.mean, metric.unit), flow === undefined || flow.n === 0 ? '–' : formatInterval(flow.ci95.mean, metric.unit), ...others.map((figure) => show(metric, figure))]]
    })
  return rows.length === 0 ? '' : textTable([['', 'with this flow', '95 % interval', 'today, simulated', 'today, observed'], ...rows])
}

function show(metric: Metric, figure: KpiFigure | undefined): string {
  return figure === undefined || figure.n === 0 ? '–' : formatFigure(figure.mean, metric.unit)
}

function teams({ teams: figures, baseline }: RunReport): string {
  const rows = [...Object.entries(figures), ['', { ...baseline.team, title: 'Today, with people only' }] as const].map(([, team]) => [
    team.title,
    String(team.headcount),
    formatFigure(team.handled, 'count'),
    formatFigure(team.occupancy, 'share'),
    formatFigure(team.meanWaitMs, 'ms'),
    formatFigure(team.p90WaitMs, 'ms'),
    formatFigure(team.maxQueue, 'count'),
  ])
  return textTable([['', 'people', 'handled', 'occupancy', 'mean wait', 'p90 wait', 'longest queue'], ...rows])
}

function outcomes({ outcomes: counts }: RunReport): string {
  const rows = Object.entries(counts)
    .filter(([, { count }]) => count > 0)
    .map(([id, { count, share }]) => [outcomeTitles[id] ?? id, formatFigure(count, 'count'), formatFigure(share, 'share')])
  return rows.length === 0 ? '' : textTable(rows)
}

function evidence({ evidence: { comparedWithHistory, retrievalConfidence, assumed } }: RunReport): string {
  if (comparedWithHistory + retrievalConfidence + assumed === 0) return ''
  return textTable([
    ['Compared with the answer that a person gave', formatFigure(comparedWithHistory, 'count')],
    ['The confidence of the search, fitted on such comparisons', formatFigure(retrievalConfidence, 'count')],
    ['An assumption, because the history says nothing', formatFigure(assumed, 'count')],
  ])
}

function assumptions({ assumptions: listed }: RunReport): string {
  return listed.map(({ text, value, source }) => `  ${text} (${value}; ${source})\n`).join('')
}

function madeWith({ manifest }: RunReport): string {
  const models = manifest.models.map((model) => `${model.id} ${model.digest.replace(/^sha256:/, '').slice(0, 8)}`).join(', ')
  return textTable([
    ['engine', manifest.engine],
    ['flow', manifest.flowDigest],
    ['tickets', manifest.ticketsDigest],
    ['knowledge', manifest.knowledgeDigest],
    ['scenario', manifest.scenarioDigest],
    ['models', models === '' ? 'none' : models],
  ].map(([name = '', value = '']) => [`${name.padEnd(9)}  ${value}`]))
}
