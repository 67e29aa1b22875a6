import { ArrowDown, ArrowUp } from 'lucide-react'
import { metricOf } from '../../core/metrics/registry.ts'
import { STANDARD_VARIANT } from '../../core/metrics/define-metric.ts'
import type { Metric } from '../../core/metrics/define-metric.ts'
import type { ComparisonRow } from '../../core/simulation/report/compare-with-today.ts'
import type { KpiFigure, RunReport } from '../../core/simulation/run-report.ts'
import { formatInterval, formatKpi } from '../format/format-kpi.ts'
import type { Statistic } from '../format/format-kpi.ts'
import { Tip } from '../ui/tip.tsx'
import { FigureTip } from './figure-tip.tsx'
import { isClear } from './is-clear.ts'
import { statisticWords } from './statistic-words.ts'
import { isModelOff } from './verdict.ts'
import { useDecide } from './decide-store.ts'

const shown: readonly { readonly id: string; readonly parts?: readonly (readonly [string, string])[] }[] = [
  { id: 'automatedResolutionRate', parts: [['confirmedResolutionRate', 'confirmed'], ['assumedResolutionRate', 'assumed']] },
  { id: 'escalationRate' },
  { id: 'resolutionTime' },
  { id: 'slaFirstResponse' },
  { id: 'slaResolution' },
  { id: 'occupancy' },
  { id: 'costPerTicket' },
  { id: 'reopenRate' },
  // Only where the scenario gives its formula; an estimate, and never called CSAT.
  { id: 'csatProxy' },
]

// Today nothing is automatic, so there is nothing to compare these with.
const onlyOfTheFlow: ReadonlySet<string> = new Set(['automatedResolutionRate', 'escalationRate'])

/** The numbers beside the headline; each tells its definition when pointed at. */
export function KpiTiles({ report }: { readonly report: RunReport }) {
  const today = useDecide((state) => state.today)
  return (
    <section className="tiles" aria-label="Figures">
      {shown.map(({ id, parts }) => {
        const figure = report.kpis[id]
        const metric = metricOf(id, figure?.variant)
        if (metric === undefined || figure === undefined || (id === 'csatProxy' && figure.mean === null)) return null
        const { statistic } = figure
        const change = report.comparison.rows.find((row) => row.kpi === id)
        const observed = report.baseline.observed[id]
        const usesObserved = today === 'observed' && observed !== undefined && observed[statistic] !== null
        const before = onlyOfTheFlow.has(id) ? undefined : usesObserved ? observed : report.baseline.simulated[id]
        return <Tile key={id} metric={metric} figure={figure} before={before} recorded={usesObserved} comparable={!isModelOff(report)} statistic={statistic} change={change} parts={(parts ?? []).flatMap(([part, words]) => (report.kpis[part] === undefined ? [] : [`${formatKpi(report.kpis[part].mean, report.kpis[part].unit)} ${words}`]))} />
      })}
    </section>
  )
}

function Tile({ metric, figure, before, recorded, comparable, statistic, change, parts }: { readonly metric: Metric; readonly figure: KpiFigure; readonly before: KpiFigure | undefined; readonly recorded: boolean; readonly comparable: boolean; readonly statistic: Statistic; readonly change: ComparisonRow | undefined; readonly parts: readonly string[] }) {
  const value = figure[statistic]
  const was = before?.[statistic] ?? null
  // Pairs of replications tell a smaller difference from chance than two intervals side by side can.
  const paired = !recorded && before !== undefined && change?.statistic === statistic ? change.better : null
  const better = value === null || was === null || !comparable ? null : paired ?? (isClear(before, figure, statistic, recorded) ? (value < was) === (metric.better === 'lower') : null)
  const Arrow = value !== null && was !== null && value < was ? ArrowDown : ArrowUp
  return (
    <Tip
      text={
        <FigureTip metric={metric} figure={figure} statistic={statistic} change={before === undefined || recorded || !comparable ? undefined : change} />
      }
    >
      <div className="tile" tabIndex={0}>
        <span className="tile-title">
          {metric.title}
          {figure.unit === 'ms' ? <span className="muted">, {statisticWords(statistic)}</span> : null}
          {metric.variant === STANDARD_VARIANT ? null : <span className="muted"> ({metric.variant})</span>}
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
