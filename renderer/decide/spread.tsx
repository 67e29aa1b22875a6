import type { KpiFigure, RunReport } from '../../core/simulation/run-report.ts'
import { formatKpi } from '../format/format-kpi.ts'
import { useDecide } from './decide-store.ts'

const ticks = [10_000, 60_000, 600_000, 3_600_000, 8 * 3_600_000, 2 * 24 * 3_600_000, 7 * 24 * 3_600_000]
const low = Math.log(5_000)
const high = Math.log(10 * 24 * 3_600_000)

/** Median, p90 and p95 of the first response on a scale from seconds to a week. */
export function Spread({ report }: { readonly report: RunReport }) {
  const clock = useDecide((state) => state.clock)
  const rows: readonly { readonly title: string; readonly figure: KpiFigure | undefined; readonly tone: string }[] = [
    { title: 'Today, recorded', figure: report.baseline.observed[clock], tone: 'var(--series-baseline)' },
    { title: 'Today, simulated', figure: report.baseline.simulated[clock], tone: 'var(--series-baseline)' },
    { title: 'With this flow', figure: report.kpis[clock], tone: 'var(--series-flow)' },
  ]
  return (
    <div className="spread">
      <div className="spread-scale" aria-hidden>
        {ticks.map((tick) => (
          <span key={tick} style={{ left: `${place(tick)}%` }}>
            {formatKpi(tick, 'ms')}
          </span>
        ))}
      </div>
      {rows.map(({ title, figure, tone }) =>
        figure === undefined || figure.p50 === null ? null : (
          <div className="spread-row" key={title} style={{ '--tone': tone }}>
            <span className="small">{title}</span>
            <div className="spread-line">
              <i className="range" style={{ left: `${place(figure.p50)}%`, width: `${place(figure.p95 ?? figure.p50) - place(figure.p50)}%` }} />
              {([['p50', 'Median'], ['p90', '9 in 10'], ['p95', '95 in 100']] as const).map(([key, words]) => (figure[key] === null ? null : <i key={key} className="dot" data-key={key} style={{ left: `${place(figure[key])}%` }} title={`${words} within ${formatKpi(figure[key], 'ms')}`} />))}
            </div>
            <span className="small muted spread-words">
              {formatKpi(figure.p50, 'ms')} · {formatKpi(figure.p90, 'ms')} · {formatKpi(figure.p95, 'ms')}
            </span>
          </div>
        ),
      )}
    </div>
  )
}

function place(ms: number): number {
  return Math.min(100, Math.max(0, ((Math.log(Math.max(1, ms)) - low) / (high - low)) * 100))
}
