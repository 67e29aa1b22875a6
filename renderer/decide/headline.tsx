import { ArrowRight } from 'lucide-react'
import { metricOf } from '../../core/metrics/registry.ts'
import type { KpiFigure, RunReport } from '../../core/simulation/run-report.ts'
import { formatExact, formatInterval, formatKpi } from '../format/format-kpi.ts'
import { formatNumber } from '../format/format-number.ts'
import { Segmented } from '../ui/segmented.tsx'
import { Tip } from '../ui/tip.tsx'
import { isClear } from './is-clear.ts'
import { useDecide } from './decide-store.ts'

/** The one sentence of a run: first response today, and with this flow. */
export function Headline({ report }: { readonly report: RunReport }) {
  const { clock, today, statistic } = useDecide()
  const observed = report.baseline.observed[clock]?.[statistic] ?? null
  const hasObserved = observed !== null
  const usesObserved = today === 'observed' && hasObserved
  const before = usesObserved ? report.baseline.observed[clock] : report.baseline.simulated[clock]
  const after = report.kpis[clock]
  const replications = report.manifest.replications
  return (
    <section className="headline" aria-label="Headline">
      <div className="headline-head">
        <h2>{clock === 'firstResponseAny' ? 'First response' : 'First response by a person'}, {statistic === 'p50' ? 'median' : '9 of 10 tickets within'}</h2>
        <span className="status-space" />
        <Segmented label="Who answers" value={clock} options={[{ value: 'firstResponseAny', label: 'By anyone' }, { value: 'firstResponseHuman', label: 'By a person' }]} onChange={(value) => useDecide.setState({ clock: value })} />
        <Segmented label="Statistic" value={statistic} options={[{ value: 'p50', label: 'Median' }, { value: 'p90', label: '9 in 10' }]} onChange={(value) => useDecide.setState({ statistic: value })} />
        {hasObserved ? <span className="muted small">Today</span> : null}
        {hasObserved ? <Segmented label="Today" value={today} options={[{ value: 'observed', label: 'Recorded' }, { value: 'simulated', label: 'Simulated' }]} onChange={(value) => useDecide.setState({ today: value })} /> : null}
      </div>
      <div className="headline-row">
        <Side title={usesObserved ? 'Today, as recorded in your tickets' : 'Today, people only, simulated'} figure={before} statistic={statistic} tone="baseline" clock={clock} />
        <ArrowRight size={28} className="headline-arrow" aria-hidden />
        <Side title="With this flow, simulated" figure={after} statistic={statistic} tone="flow" clock={clock} />
        <Verdict before={before} after={after} statistic={statistic} observed={usesObserved} />
      </div>
      <p className="muted small">
        {formatNumber(report.manifest.tickets)} tickets, {replications === 1 ? 'one replication' : `${replications} replications`}. {usesObserved ? 'What was recorded has no interval: it happened once.' : 'Both sides see the same tickets, arrivals and teams.'}
      </p>
    </section>
  )
}

function Side({ title, figure, statistic, tone, clock }: { readonly title: string; readonly figure: KpiFigure | undefined; readonly statistic: 'p50' | 'p90'; readonly tone: 'baseline' | 'flow'; readonly clock: string }) {
  const value = figure?.[statistic] ?? null
  return (
    <Tip text={`${formatExact(value, 'ms')}. ${metricOf(clock)?.definition ?? ''}`}>
      <div className="headline-side" data-tone={tone} tabIndex={0}>
        <span className="small muted">{title}</span>
        <span className="headline-number">{value === null ? 'not known' : formatKpi(value, 'ms')}</span>
        <span className="small muted">{figure === undefined ? '' : figure.ci95[statistic] === null ? `${formatNumber(figure.n)} answered` : formatInterval(figure.ci95[statistic], 'ms')}</span>
      </div>
    </Tip>
  )
}

function Verdict({ before, after, statistic, observed }: { readonly before: KpiFigure | undefined; readonly after: KpiFigure | undefined; readonly statistic: 'p50' | 'p90'; readonly observed: boolean }) {
  const from = before?.[statistic] ?? null
  const to = after?.[statistic] ?? null
  if (from === null || to === null || to <= 0 || from <= 0) return null
  if (!isClear(before, after, statistic, observed)) return <p className="headline-verdict muted">The difference may be chance: the intervals meet, or there is only one replication.</p>
  const ratio = from / to
  const words = ratio >= 1 ? `${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(1)} times faster` : `${(1 / ratio).toFixed(1)} times slower`
  return (
    <p className="headline-verdict" data-good={ratio >= 1}>
      <strong>{words}</strong>
    </p>
  )
}
