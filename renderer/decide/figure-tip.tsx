import { STANDARD_VARIANT } from '../../core/metrics/define-metric.ts'
import type { Metric } from '../../core/metrics/define-metric.ts'
import { formatChange, formatChangeInterval } from '../../core/metrics/format-figure.ts'
import type { ComparisonRow } from '../../core/simulation/report/compare-with-today.ts'
import type { KpiFigure } from '../../core/simulation/run-report.ts'
import { formatExact } from '../format/format-kpi.ts'
import type { Statistic } from '../format/format-kpi.ts'
import { formatNumber } from '../format/format-number.ts'
import { statisticWords } from './statistic-words.ts'

/** What a figure is: its definition, whose that is, its clock, tickets and exact value, and how it differs from today. */
export function FigureTip({ metric, figure, statistic, change }: { readonly metric: Metric; readonly figure: KpiFigure; readonly statistic: Statistic; readonly change?: ComparisonRow | undefined }) {
  const basis = [
    figure.unit === 'ms' ? statisticWords(statistic) : null,
    figure.clock === null ? null : figure.clock === 'business' ? 'business hours' : 'all hours',
    `${formatNumber(figure.n)} in each replication`,
  ].filter((part) => part !== null)
  const difference = change?.change ?? null
  return (
    <>
      <strong>{metric.title}</strong>
      {metric.variant === STANDARD_VARIANT ? null : <span className="key"> as “{metric.variant}”</span>}
      <br />
      {metric.definition}
      {metric.caveat === null ? null : (
        <>
          <br />
          {metric.caveat}
        </>
      )}
      <br />
      <span className="key">
        About {figure.cohort}: {basis.join(', ')}.
      </span>
      <br />
      Exactly {formatExact(figure[statistic], figure.unit)}.
      {difference === null || change?.statistic !== statistic ? null : (
        <>
          {' '}
          Against today simulated {formatChange(difference.difference, difference.interval, figure.unit)}
          {difference.interval === null ? '' : ` (95 %: ${formatChangeInterval(difference.interval, figure.unit)}${difference.comparisons > 1 ? `, for ${difference.comparisons} figures together` : ''})`}.
        </>
      )}
    </>
  )
}
