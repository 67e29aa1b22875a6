import { ArrowDown, ArrowUp } from 'lucide-react'
import { metricOf } from '../../core/metrics/registry.ts'
import type { Metric } from '../../core/metrics/define-metric.ts'
import type { KpiFigure, RunReport } from '../../core/simulation/run-report.ts'
import { formatExact, formatInterval, formatKpi } from '../format/format-kpi.ts'
import { Tip } from '../ui/tip.tsx'
import { isClear } from './is-clear.ts'
import { isModelOff } from './verdict.ts'
import { useDecide } from './decide-store.ts'

const shown: readonly { readonly id: string; readonly statistic: 'p50' | 'mean'; readonly parts?: readonly (readonly [string, string])[] }[] = [
  { id: 'automatedResolutionRate', statistic: 'mean', parts: [['confirmedResolutionRate', 'confirmed'], ['assumedResolutionRate', 'assumed']] },
  { id: 'escalationRate', statistic: 'mean' },
  { id: 'resolutionTime', statistic: 'p50' },
  { id: 'slaFirstResponse', statistic: 'mean' },
  { id: 'slaResolution', statistic: 'mean' },
  { id: 'occupancy', statistic: 'mean' },
  { id: 'costPerTicket', statistic: 'mean' },
  { id: 'reopenRate', statistic: 'mean' },
]

// Today nothing is automatic, so there is nothing to compare these with.
const onlyOfTheFlow: ReadonlySet<string> = new Set(['automatedResolutionRate', 'escalationRate'])

/** The numbers beside the headline; each tells its definition when pointed at. */
export function KpiTiles({ report }: { readonly report: RunReport }) {
  const today = useDecide((state) => state.today)
  return (
    <section className="tiles" aria-label="Figures">
      {shown.map(({ id, statistic, parts }) => {
        const metric = metricOf(id)
        const figure = report.kpis[id]
        if (metric === undefined || figure === undefined) return null
        const observed = report.baseline.observed[id]
        const usesObserved = today === 'observed' && observed !== undefined && observed[statistic] !== null
        const before = onlyOfTheFlow.has(id) ? undefined : usesObserved ? observed : report.baseline.simulated[id]
        return <Tile key={id} metric={metric} figure={figure} before={before} recorded={usesObserved} comparable={!isModelOff(report)} statistic={statistic} parts={(parts ?? []).flatMap(([part, words]) => (report.kpis[part] === undefined ? [] : [`${formatKpi(report.kpis[part].mean, report.kpis[part].unit)} ${words}`]))} />
      })}
    </section>
  )
}

function Tile({ metric, figure, before, recorded, comparable, statistic, parts }: { readonly metric: Metric; readonly figure: KpiFigure; readonly before: KpiFigure | undefined; readonly recorded: boolean; readonly comparable: boolean; readonly statistic: 'p50' | 'mean'; readonly parts: readonly string[] }) {
  const value = figure[statistic]
  const was = before?.[statistic] ?? null
  const better = value === null || was === null || !comparable || !isClear(before, figure, statistic, recorded) ? null : (value < was) === (metric.better === 'lower')
  const Arrow = value !== null && was !== null && value < was ? ArrowDown : ArrowUp
  return (
    <Tip
      text={
        <>
          <strong>{metric.title}</strong>
          <br />
          {metric.definition}
          <br />
          Exactly {formatExact(value, figure.unit)}.
        </>
      }
    >
      <div className="tile" tabIndex={0}>
        <span className="tile-title">
          {metric.title}
          {figure.unit === 'ms' ? <span className="muted">, median</span> : null}
        </span>
        <span className="tile-number">{formatKpi(value, figure.unit)}</span>
        <span className="small muted">{formatInterval(figure.ci95[statistic], figure.unit)}</span>
        {parts.length === 0 ? null : <span className="small muted">{parts.join(', ')}</span>}
        {was === null ? null : (
          <span className="tile-change small" data-better={better ?? 'same'}>
            {better === null ? null : <Arrow size={12} aria-hidden />}
            <span>
              {recorded ? 'recorded today' : 'today simulated'} <span className="nowrap">{formatKpi(was, figure.unit)}</span>
            </span>
          </span>
        )}
      </div>
    </Tip>
  )
}
