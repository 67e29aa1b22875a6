import { ArrowRight } from 'lucide-react'
import { assertNever } from '../../core/assert-never.ts'
import { metricOf } from '../../core/metrics/registry.ts'
import { notComparable, sayNotSaid } from '../../core/simulation/report/times-faster.ts'
import type { KpiFigure, RunReport } from '../../core/simulation/run-report.ts'
import { formatExact, formatInterval, formatKpi } from '../format/format-kpi.ts'
import { formatNumber } from '../format/format-number.ts'
import { Segmented } from '../ui/segmented.tsx'
import { Tip } from '../ui/tip.tsx'
import { changeWords } from './change-words.ts'
import { metricIdOf, useDecide } from './decide-store.ts'
import type { DecideChoice } from './decide-store.ts'
import { FigureTip } from './figure-tip.tsx'
import { statisticWords } from './statistic-words.ts'
import { beforeOf, isModelOff, usesRecord, verdictOf } from './verdict.ts'
import type { Verdict } from './verdict.ts'

/** What the run says first: the first response by anyone and by a person, today and with this flow. */
export function Headline({ report }: { readonly report: RunReport }) {
  const choice = useDecide()
  const { statistic, hours, today } = choice
  const lines = clocks.map((line) => ({ ...line, choice: { ...choice, clock: line.clock } }))
  const hasObserved = lines.some((line) => usesRecord(report, { ...line.choice, today: 'observed' }))
  const usesObserved = lines.some((line) => usesRecord(report, line.choice))
  const { tickets, replications } = report.manifest
  return (
    <section className="headline" aria-label="Headline">
      <div className="headline-head">
        <h2>
          First response, {statistic === 'p90' ? '9 of 10 tickets within' : statisticWords(statistic)}
          {hours === 'business' ? ', in business hours' : ''}
        </h2>
        <span className="status-space" />
        <Segmented label="Statistic" value={statistic} options={[{ value: 'p50', label: 'Median' }, { value: 'p90', label: '9 in 10' }, { value: 'mean', label: 'Mean' }]} onChange={(value) => useDecide.setState({ statistic: value })} />
        <Segmented label="Hours" value={hours} options={[{ value: 'all', label: 'All hours' }, { value: 'business', label: 'Business' }]} onChange={(value) => useDecide.setState({ hours: value })} />
        {hasObserved ? <Segmented label="Today" value={today} options={[{ value: 'observed', label: 'Recorded' }, { value: 'simulated', label: 'Simulated' }]} onChange={(value) => useDecide.setState({ today: value })} /> : null}
      </div>
      <div className="headline-lines">
        {lines.map((line) => (
          <Line key={line.clock} title={line.title} report={report} choice={line.choice} />
        ))}
      </div>
      <p className="muted small">
        {formatNumber(tickets)} tickets, {replications === 1 ? 'one replication' : `${replications} replications`}. {usesObserved ? 'What was recorded has no interval: it happened once.' : 'Both sides see the same tickets, arrivals and teams.'}
        {usesObserved && isModelOff(report) ? ' No difference is said against the record, because the model of today does not fit it; “Simulated” compares like with like.' : ''}
        {notComparable(report.baseline) === 'baselineUnknown' ? ` No “times faster”: ${sayNotSaid('baselineUnknown')}` : ''}
      </p>
    </section>
  )
}

const clocks = [
  { clock: 'firstResponseAny', title: 'By anyone' },
  { clock: 'firstResponseHuman', title: 'By a person' },
] as const

function Line({ title, report, choice }: { readonly title: string; readonly report: RunReport; readonly choice: DecideChoice }) {
  const id = metricIdOf(choice)
  const change = changeWords(report, choice)
  return (
    <div className="headline-line" role="group" aria-label={`First response ${title.toLowerCase()}`}>
      <h3>{title}</h3>
      <Side title={usesRecord(report, choice) ? 'Today, as recorded' : 'Today, people only, simulated'} figure={beforeOf(report, choice)} statistic={choice.statistic} tone="baseline" id={id} />
      <ArrowRight size={24} className="headline-arrow" aria-hidden />
      <Side title="With this flow, simulated" figure={report.kpis[id]} statistic={choice.statistic} tone="flow" id={id} />
      <div className="headline-change">
        {change === null ? null : (
          <p className="small">
            <strong className="nowrap">{change[0]}</strong> <span className="muted">({unbroken(change[1])})</span>
          </p>
        )}
        <VerdictLine verdict={verdictOf(report, choice)} />
      </div>
    </div>
  )
}

function Side({ title, figure, statistic, tone, id }: { readonly title: string; readonly figure: KpiFigure | undefined; readonly statistic: DecideChoice['statistic']; readonly tone: 'baseline' | 'flow'; readonly id: string }) {
  const value = figure?.[statistic] ?? null
  const metric = metricOf(id, figure?.variant)
  return (
    <Tip text={figure === undefined ? 'Not known.' : metric === undefined ? formatExact(value, 'ms') : <FigureTip metric={metric} figure={figure} statistic={statistic} />}>
      <div className="headline-side" data-tone={tone} tabIndex={0}>
        <span className="small muted">{title}</span>
        <span className="headline-number">{value === null ? 'not known' : formatKpi(value, 'ms')}</span>
        <span className="small muted">
          {figure === undefined || value === null ? '' : `${figure.ci95[statistic] === null ? '' : `${formatInterval(figure.ci95[statistic], 'ms')}, `}${formatNumber(figure.n)} answered`}
        </span>
      </div>
    </Tip>
  )
}

function VerdictLine({ verdict }: { readonly verdict: Verdict }) {
  switch (verdict.kind) {
    case 'unknown':
      return null
    case 'chance':
      return <p className="headline-verdict muted small">The difference may be chance: the intervals meet, or there is only one replication.</p>
    // The reason is the same for both lines: it stands once, below them or in the notes.
    case 'notCompared':
      return null
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

/** The words of an interval, broken into lines only between its ends. */
function unbroken(words: string): string {
  return words.replaceAll(' ', '\u00a0').replaceAll('\u00a0to\u00a0', ' to\u00a0').replaceAll(',\u00a0', ', ')
}
