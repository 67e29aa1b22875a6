import { ChartNoAxesCombined, RefreshCw } from 'lucide-react'
import { useEffect } from 'react'
import { useCurrentFlow } from '../state/flow-store.ts'
import { startRun, useFlowRun } from '../state/run-store.ts'
import { closeDoneToasts } from '../state/toast-store.ts'
import { useView } from '../state/view-store.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { BacklogChart } from './backlog-chart.tsx'
import { Headline } from './headline.tsx'
import { KpiTiles } from './kpi-tiles.tsx'
import { OutcomeBar } from './outcome-bar.tsx'
import { ResponseChart } from './response-chart.tsx'
import { RunNotes } from './run-notes.tsx'
import { SlaRows } from './sla-rows.tsx'
import { TeamLoad } from './team-load.tsx'
import { TimeBars } from './time-bars.tsx'
import { WeekHeat } from './week-heat.tsx'
import { WhatIfResult } from './what-if-result.tsx'
import { WhatIfStaff } from './what-if-staff.tsx'

/** What the flow does to the desk, headline first. */
export function DecideMain() {
  const flow = useCurrentFlow()
  const run = useFlowRun(flow?.docId)
  const set = useView((state) => state.set)
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
      <WhatIfResult docId={flow.docId} />
      <Headline report={report} />
      <RunNotes report={report} />
      <KpiTiles report={report} />
      <WhatIfStaff docId={flow.docId} />
      <section className="panel-card">
        <header>
          <h3>How tickets end</h3>
          <span className="muted small">click a part to see its tickets</span>
        </header>
        <OutcomeBar report={report} />
      </section>
      <ResponseChart report={report} />
      <BacklogChart report={report} />
      <div className="decide-pair">
        <WeekHeat report={report} />
        <TeamLoad report={report} />
        <SlaRows report={report} />
        <TimeBars report={report} />
      </div>
    </div>
  )
}
