import { ArrowRight } from 'lucide-react'
import { assertNever } from '../../core/assert-never.ts'
import { metricOf } from '../../core/metrics/registry.ts'
import { sayNotSaid } from '../../core/simulation/report/times-faster.ts'
import type { KpiFigure, RunReport } from '../../core/simulation/run-report.ts'
import { formatExact, formatInterval, formatKpi } from '../format/format-kpi.ts'
import { formatNumber } from '../format/format-number.ts'
import { Segmented } from '../ui/segmented.tsx'
import { Tip } from '../ui/tip.tsx'
import { useDecide } from './decide-store.ts'
import { FigureTip } from './figure-tip.tsx'
import { usesRecord, verdictOf } from './verdict.ts'
import type { Verdict } from './verdict.ts'

/** The one sentence of a run: first response today, and with this flow. */
export function Headline({ report }: { readonly report: RunReport }) {
  const choice = useDecide()
  const { clock, today, statistic } = choice
  const hasObserved = usesRecord(report, { ...choice, today: 'observed' })
  const usesObserved = usesRecord(report, choice)
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
        <VerdictLine verdict={verdictOf(report, choice)} />
      </div>
      <p className="muted small">
        {formatNumber(report.manifest.tickets)} tickets, {replications === 1 ? 'one replication' : `${replications} replications`}. {usesObserved ? 'What was recorded has no interval: it happened once.' : 'Both sides see the same tickets, arrivals and teams.'}
      </p>
    </section>
  )
}

function Side({ title, figure, statistic, tone, clock }: { readonly title: string; readonly figure: KpiFigure | undefined; readonly statistic: 'p50' | 'p90'; readonly tone: 'baseline' | 'flow'; readonly clock: string }) {
  const value = figure?.[statistic] ?? null
  const metric = metricOf(clock, figure?.variant)
  return (
    <Tip text={figure === undefined ? 'Not known.' : metric === undefined ? formatExact(value, 'ms') : <FigureTip metric={metric} figure={figure} statistic={statistic} />}>
      <div className="headline-side" data-tone={tone} tabIndex={0}>
        <span className="small muted">{title}</span>
        <span className="headline-number">{value === null ? 'not known' : formatKpi(value, 'ms')}</span>
        <span className="small muted">{figure === undefined ? '' : figure.ci95[statistic] === null ? `${formatNumber(figure.n)} answered` : formatInterval(figure.ci95[statistic], 'ms')}</span>
      </div>
    </Tip>
  )
}

function VerdictLine({ verdict }: { readonly verdict: Verdict }) {
  switch (verdict.kind) {
    case 'unknown':
      return null
    case 'chance':
      return <p className="headline-verdict muted">The difference may be chance: the intervals meet, or there is only one replication.</p>
    case 'notCompared':
      return (
        <p className="headline-verdict muted">
          {verdict.because === 'baselineOff' && verdict.simulatedMs !== null && verdict.observedMs !== null
            ? `Not compared yet: the model of today answers in ${formatKpi(verdict.simulatedMs, 'ms')}, your tickets say ${formatKpi(verdict.observedMs, 'ms')}. Fit people and handle times in the scenario.`
            : `No “times faster”: ${sayNotSaid(verdict.because)}`}
        </p>
      )
    case 'faster':
    case 'slower':
      return (
        <p className="headline-verdict" data-good={verdict.kind === 'faster'}>
          <strong>
            {verdict.times >= 10 ? Math.round(verdict.times) : verdict.times.toFixed(1)} times {verdict.kind}
          </strong>
        </p>
      )
    default:
      return assertNever(verdict)
  }
}
