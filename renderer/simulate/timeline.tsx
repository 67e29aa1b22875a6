import { ChartArea } from 'lucide-react'
import { useMemo } from 'react'
import { TimeChart } from '../charts/time-chart.tsx'
import type { TimeLine } from '../charts/time-chart.tsx'
import { formatDateTime } from '../format/format-time.ts'
import { useCurrentFlow } from '../state/flow-store.ts'
import { useFlowRun } from '../state/run-store.ts'
import { EmptyState } from '../ui/empty-state.tsx'

const band = { upper: 0, lower: 2, fill: '--series-flow-soft' }

/** Open tickets and people on shift over the simulated time. */
export function Timeline() {
  const flow = useCurrentFlow()
  const run = useFlowRun(flow?.docId)
  const series = run.finished?.report.series
  const lines = useMemo<readonly TimeLine[]>(
    () =>
      series === undefined
        ? []
        : [
            { title: null, colour: '--series-flow-soft', values: series.backlog.p90, width: 1 },
            { title: 'Open tickets', colour: '--series-flow', values: series.backlog.p50 },
            { title: null, colour: '--series-flow-soft', values: series.backlog.p10, width: 1 },
            { title: 'Today, people only', colour: '--series-baseline', values: series.baselineBacklog, width: 1.5 },
            { title: 'People on shift', colour: '--series-staff', values: series.staff, width: 1.5, steps: true },
          ],
    [series],
  )
  if (run.running !== null) {
    const { simulatedAt } = run.running
    return <EmptyState title={run.running.phase}>{simulatedAt === null ? 'The timeline appears when the run is done.' : `Simulating ${formatDateTime(simulatedAt)}`}</EmptyState>
  }
  if (series === undefined) return <EmptyState icon={<ChartArea size={22} />} title="No run yet">Open tickets and people on shift appear here once you run the simulation.</EmptyState>
  return (
    <div className="timeline">
      <TimeChart label="Open tickets and people on shift over time" startAt={series.startAt} stepMs={series.stepMs} lines={lines} band={band} />
    </div>
  )
}
