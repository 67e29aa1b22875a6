import { formatFigure } from '../../core/metrics/format-figure.ts'
import type { MetricUnit } from '../../core/metrics/define-metric.ts'
import type { KpiReference } from '../../core/simulation/what-if/kpi-reference.ts'
import { sayStop } from '../../core/simulation/report/say-stop.ts'
import { kpiName, kpiTitle } from '../../core/simulation/what-if/kpi-reference.ts'
import type { SweepPoint, SweepResult } from '../../core/simulation/what-if/sweep.ts'
import { textTable } from './text-table.ts'

const WIDTH = 16

/** A sweep as people read it on a terminal: bars for one setting, a grid for two. */
export function printSweep(result: SweepResult, subjectTo: readonly string[]): string {
  const { fields, kpis, replications, stopped, present } = result
  const now = fields.map(({ path, present: value }) => `${path} is ${String(value.written)} now`).join('; ')
  const heading = `${now}\n${replications} ${replications === 1 ? 'replication' : 'replications'} at each point, the same tickets and seeds at all of them\n${stopped === undefined ? '' : `Present values: ${sayStop(stopped)}\n`}`
  const blocks = kpis.map((kpi) => `\n${kpiTitle(kpi)}${kpi.metric.better === 'lower' ? ' (less is better)' : ' (more is better)'}\n${fields.length === 1 ? bars(result, kpi) : grid(result, kpi)}`)
  const marks = result.best !== null || subjectTo.length > 0 || result.points.includes(present) ? `\n${[...(result.points.includes(present) || fields.length === 1 ? ['* present value'] : []), ...(result.best === null ? [] : ['< best']), ...(subjectTo.length === 0 ? [] : [`+ surely meets ${subjectTo.join(' and ')}`])].join('   ')}\n` : ''
  return `${heading}${blocks.join('')}${marks}${best(result, subjectTo)}`
}

function markOf(point: SweepPoint, { best: found }: SweepResult): string {
  return `${point.isPresent ? '*' : ''}${point.feasible === true ? '+' : ''}${found?.point === point ? '<' : ''}`
}

function bars(result: SweepResult, kpi: KpiReference): string {
  const { unit } = kpi.metric
  const name = kpiName(kpi)
  const points = result.points.includes(result.present) ? result.points : [...result.points, result.present].sort((a, b) => (a.values[0]?.at ?? 0) - (b.values[0]?.at ?? 0))
  const most = Math.max(...points.map((point) => point.figures[name]?.value ?? 0))
  const rows = points.map((point) => {
    const figure = point.figures[name]
    const value = figure?.value ?? null
    const bar = value === null || most <= 0 ? '' : '#'.repeat(Math.max(value > 0 ? 1 : 0, Math.round((Math.max(0, value) / most) * WIDTH)))
    return [`${String(point.values[0]?.written ?? '')} ${markOf(point, result)}`, formatFigure(value, unit), range(figure?.ci95 ?? null, unit), point.isPresent ? '' : signed(figure?.delta ?? null, unit), point.isPresent ? '' : range(figure?.deltaCi95 ?? null, unit), bar.padEnd(WIDTH)]
  })
  return textTable([['', 'value', '95 % interval', 'difference', 'its 95 % interval', ''.padEnd(WIDTH)], ...rows])
}

function grid(result: SweepResult, kpi: KpiReference): string {
  const [first, second] = result.fields
  if (second === undefined) return ''
  const name = kpiName(kpi)
  const rows = second.values.map((row, rowIndex) => [String(row.written), ...first.values.map((_, column) => {
    const point = result.points[rowIndex * first.values.length + column]
    return point === undefined ? '' : `${formatFigure(point.figures[name]?.value ?? null, kpi.metric.unit)} ${markOf(point, result).padEnd(3)}`
  })])
  return `  across: ${first.path}; down: ${second.path}\n${textTable([['', ...first.values.map((value) => `${String(value.written)}    `)], ...rows])}`
}

function best({ best: found, fields, kpis }: SweepResult, subjectTo: readonly string[]): string {
  const [objective] = kpis.slice(-1)
  if (found === null) return subjectTo.length === 0 || objective === undefined ? '' : '\nNo point was marked as best.\n'
  const where = fields.map(({ path }, index) => `${path} = ${String(found.point.values[index]?.written ?? '')}`).join(', ')
  const surety = found.point.isPresent ? 'that is what it is now' : found.betterThanPresent === 'yes' ? 'surely better than now' : 'not surely better than now: the interval of the difference includes none'
  return `\nBest: ${where}; ${surety}.\n`
}

function range(given: readonly [number, number] | null, unit: MetricUnit): string {
  return given === null ? '–' : `${formatFigure(given[0], unit)} to ${formatFigure(given[1], unit)}`
}

function signed(value: number | null, unit: MetricUnit): string {
  return value === null ? '–' : `${value > 0 ? '+' : ''}${formatFigure(value, unit)}`
}
