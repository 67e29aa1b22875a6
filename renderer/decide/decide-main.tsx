import { ChartNoAxesCombined, RefreshCw } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { TimeChart } from '../charts/time-chart.tsx'
import type { TimeLine } from '../charts/time-chart.tsx'
import { useCurrentFlow } from '../state/flow-store.ts'
import { startRun, useFlowRun } from '../state/run-store.ts'
import { closeDoneToasts } from '../state/toast-store.ts'
import { useView } from '../state/view-store.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { Headline } from './headline.tsx'
import { KpiTiles } from './kpi-tiles.tsx'
import { OutcomeBar } from './outcome-bar.tsx'
import { RunNotes } from './run-notes.tsx'
import { TeamBars } from './team-bars.tsx'
import { Spread } from './spread.tsx'

const band = { upper: 0, lower: 2, fill: '--series-flow-soft' }

/** What the flow does to the desk, headline first. */
export function DecideMain() {
  const flow = useCurrentFlow()
  const run = useFlowRun(flow?.docId)
  const set = useView((state) => state.set)
  const series = run.finished?.report.series
  const lines = useMemo<readonly TimeLine[]>(
    () =>
      series === undefined
        ? []
        : [
            { title: null, colour: '--series-flow-soft', values: series.backlog.p90, width: 1 },
            { title: 'With this flow', colour: '--series-flow', values: series.backlog.p50 },
            { title: null, colour: '--series-flow-soft', values: series.backlog.p10, width: 1 },
            { title: 'Today', colour: '--series-baseline', values: series.baselineBacklog },
          ],
    [series],
  )
  useEffect(closeDoneToasts, [])
  if (flow === undefined) return null
  if (run.finished === null) {
    return (
      <EmptyState icon={<ChartNoAxesCombined size={26} />} title={run.running === null ? 'Nothing to decide on yet' : 'The run is on its way'} action={run.running === null ? <Button look="primary" onClick={() => set({ mode: 'simulate', simulateHint: false })}>Go to Simulate</Button> : undefined}>
        {run.running === null ? 'Run your tickets through the flow first. Then you see here what it changes, with the spread of every number.' : run.running.phase}
      </EmptyState>
    )
  }
  const { report, workflow } = run.finished
  const stale = workflow !== flow.history.present.workflow
  return (
    <div className="decide">
      {run.running !== null ? (
        <div className="decide-bar" aria-live="polite">
          <span>{run.running.phase}</span>
          <ProgressBar label={run.running.phase} done={run.running.done} total={run.running.total} />
        </div>
      ) : stale ? (
        <div className="decide-bar">
          <span>The flow changed since this run; the numbers below are of the flow as it was.</span>
          <Button size="small" look="primary" onClick={() => void startRun(flow.docId)}>
            <RefreshCw size={13} aria-hidden /> Run again
          </Button>
        </div>
      ) : null}
      <Headline report={report} />
      <RunNotes report={report} />
      <KpiTiles report={report} />
      <section className="panel-card">
        <header>
          <h3>How tickets end</h3>
          <span className="muted small">click a part to see its tickets</span>
        </header>
        <OutcomeBar report={report} />
      </section>
      <div className="decide-pair">
        <section className="panel-card">
          <header>
            <h3>First response, from the quickest to the slowest</h3>
            <span className="muted small">median, 9 in 10 and 95 in 100 tickets</span>
          </header>
          <Spread report={report} />
        </section>
        <section className="panel-card">
          <header>
            <h3>How busy the teams are</h3>
            <span className="muted small">above 85 % queues grow quickly</span>
          </header>
          <TeamBars report={report} />
        </section>
      </div>
      <section className="panel-card">
        <header>
          <h3>Open tickets over time</h3>
          <span className="muted small">the band holds eight of ten replications</span>
        </header>
        <TimeChart label="Open tickets over time, today and with this flow" startAt={report.series.startAt} stepMs={report.series.stepMs} lines={lines} band={band} height={220} />
      </section>
    </div>
  )
}
