import { useMemo } from 'react'
import { ChartCard } from '../charts/chart-card.tsx'
import { TimeChart } from '../charts/time-chart.tsx'
import type { TimeLine } from '../charts/time-chart.tsx'
import { AGE_CLASSES_MS } from '../../core/simulation/report/open-tickets.ts'
import type { RunReport } from '../../core/simulation/run-report.ts'
import { formatCount } from '../format/format-number.ts'
import { formatDateTime } from '../format/format-time.ts'

const band = { upper: 0, lower: 2, fill: '--series-flow-soft' }
const DAYS = AGE_CLASSES_MS.map((ms) => ms / 86_400_000)

/** Open tickets today and with the flow, and below them what comes in and who is there; the age of what is left at the end. */
export function BacklogChart({ report: { series, backlogAges } }: { readonly report: RunReport }) {
  const open = useMemo<readonly TimeLine[]>(
    () => [
      { title: null, colour: '--series-flow-soft', values: series.backlog.p90, width: 1 },
      { title: 'With this flow', colour: '--series-flow', values: series.backlog.p50 },
      { title: null, colour: '--series-flow-soft', values: series.backlog.p10, width: 1 },
      { title: 'Today, simulated', colour: '--series-baseline', values: series.baselineBacklog },
    ],
    [series],
  )
  const work = useMemo<readonly TimeLine[]>(
    () => [
      { title: 'Tickets that come in', colour: '--series-baseline', values: series.arrivals, width: 1.5 },
      { title: 'People on shift', colour: '--series-staff', values: series.staff, width: 1.5, steps: true },
    ],
    [series],
  )
  const at = (values: readonly number[], index: number): string => formatCount(values[index] ?? 0)
  const left = backlogAges.reduce((sum, count) => sum + count, 0)
  return (
    <ChartCard
      title="Open tickets over time"
      note="The band holds eight of ten replications. Drag to look closer, double-click for all."
      table={{
        columns: ['From', 'Open with this flow', '1 in 10 below', '1 in 10 above', 'Open today, simulated', 'Came in', 'People on shift'],
        rows: series.backlog.p50.map((_, index) => [formatDateTime(series.startAt + index * series.stepMs), at(series.backlog.p50, index), at(series.backlog.p10, index), at(series.backlog.p90, index), at(series.baselineBacklog, index), at(series.arrivals, index), at(series.staff, index)]),
      }}
    >
      <TimeChart label="Open tickets over time, today and with this flow" startAt={series.startAt} stepMs={series.stepMs} lines={open} band={band} height={220} />
      <TimeChart label="Tickets that come in and people on shift over time" startAt={series.startAt} stepMs={series.stepMs} lines={work} height={130} />
      <p className="small backlog-ages">
        {left < 0.05 ? (
          <span className="muted">With this flow everything is solved when the window ends.</span>
        ) : (
          <>
            <span className="muted">Not solved yet when the window ends, with this flow, by age:</span>
            {backlogAges.map((count, index) => (count <= 0 ? null : <span key={ageWords(index)}>{ageWords(index)} <strong>{formatCount(count)}</strong></span>))}
          </>
        )}
      </p>
    </ChartCard>
  )
}

function ageWords(index: number): string {
  const end = DAYS[index]
  return end === undefined ? `older than ${DAYS.at(-1) ?? 0} days` : index === 0 ? 'under a day' : `${DAYS[index - 1] ?? 0} to ${end} days`
}
