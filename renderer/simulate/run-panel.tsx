import { BookOpen, CircleAlert, FileText, FolderOpen, Play, SlidersHorizontal, Square, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { ImportProblem, RedactionSummary } from '../../api/model.ts'
import { metricOf } from '../../core/metrics/registry.ts'
import { formatKpi } from '../format/format-kpi.ts'
import { formatNumber } from '../format/format-number.ts'
import { formatDate } from '../format/format-time.ts'
import { host } from '../host.ts'
import { RedactionLine } from '../redaction/redaction-line.tsx'
import { shortcut } from '../chrome/shortcut-text.ts'
import { changeRedaction, chooseRedaction } from '../state/choose-redaction.ts'
import { importKnowledge, importTickets, setScenario, useFlowData } from '../state/data-store.ts'
import type { Importing } from '../state/data-store.ts'
import { useFindings } from '../state/findings-store.ts'
import { useCurrentFlow } from '../state/flow-store.ts'
import { pickFile } from '../state/pick-file.ts'
import { cancelRun, startRun, useFlowRun } from '../state/run-store.ts'
import { notify, notifyError } from '../state/toast-store.ts'
import { useView } from '../state/view-store.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { ProblemsByFile } from './problems-by-file.tsx'
import { ScenarioCard } from './scenario-card.tsx'

/** What goes into a run, and the button that starts it. */
export function RunPanel() {
  const flow = useCurrentFlow()
  const data = useFlowData(flow?.docId)
  if (flow === undefined) return null
  const { docId } = flow
  const choose = async (what: 'tickets' | 'knowledge' | 'knowledgeFile'): Promise<void> => {
    try {
      const path = await pickFile(what, 'open')
      if (path === null) return
      const of = what === 'tickets' ? 'tickets' : 'knowledge'
      const decision = await chooseRedaction(path, of)
      if (decision !== null) await (of === 'tickets' ? importTickets(docId, path, decision.kinds) : importKnowledge(docId, path, decision.kinds))
    } catch (thrown) {
      notifyError(thrown)
    }
  }
  const redact = async (of: 'tickets' | 'knowledge', path: string, present: RedactionSummary | null): Promise<void> => {
    const decision = await changeRedaction(path, of, present?.kinds ?? null)
    if (decision !== null) await (of === 'tickets' ? importTickets(docId, path, decision.kinds) : importKnowledge(docId, path, decision.kinds))
  }
  const { tickets, knowledge } = data
  return (
    <div className="inspector">
      <div className="panel-scroll run-cards">
        <DataCard icon={<FileText size={16} />} title="Tickets" importing={data.importing.tickets} problems={tickets?.problems ?? []} action={<Button size="small" onClick={() => void choose('tickets')}>{tickets === null ? 'Choose a file' : 'Change'}</Button>}>
          {tickets === null ? (
            <p className="muted">An export of your help desk as CSV or JSONL. It is read on this machine and goes nowhere.</p>
          ) : (
            <>
              <p className="run-figure">
                <strong>{formatNumber(tickets.tickets)}</strong> tickets
              </p>
              <p className="muted small truncate" title={tickets.path}>{tickets.name}</p>
              <dl className="run-facts">
                {tickets.from === null || tickets.to === null ? null : <Fact name="Period" value={`${formatDate(tickets.from)} to ${formatDate(tickets.to)}`} />}
                <Fact name="Channels" value={shares(tickets.channels)} />
                <Fact name="Languages" value={shares(tickets.languages)} />
                {(['firstResponseAny', 'firstResponseHuman', 'resolutionTime'] as const).map((id) => {
                  const figure = tickets.observed[id]
                  if (figure?.p50 === undefined || figure.p50 === null || (id === 'firstResponseHuman' && tickets.observed['firstResponseAny']?.p50 !== null && tickets.observed['firstResponseAny'] !== undefined)) return null
                  return <Fact key={id} name={`Today: ${(metricOf(id)?.title ?? id).toLowerCase()}`} value={`${formatKpi(figure.p50, figure.unit)} median`} />
                })}
                {tickets.skipped === 0 ? null : <Fact name="Left out" value={formatNumber(tickets.skipped)} />}
              </dl>
              <RedactionLine redaction={tickets.redaction} onChange={() => void redact('tickets', tickets.path, tickets.redaction)} />
            </>
          )}
        </DataCard>
        <DataCard
          icon={<BookOpen size={16} />}
          title="Knowledge"
          importing={data.importing.knowledge}
          problems={knowledge?.problems ?? []}
          action={
            <span className="row-line">
              <IconButton tiny label="Choose a folder of articles" onClick={() => void choose('knowledge')}>
                <FolderOpen size={14} />
              </IconButton>
              <Button size="small" onClick={() => void choose('knowledgeFile')}>{knowledge === null ? 'Choose a file' : 'Change'}</Button>
            </span>
          }
        >
          {knowledge === null ? (
            <p className="muted">Articles of your help centre, so that answers can be found and judged. Without them nothing is answered automatically.</p>
          ) : (
            <>
              <p className="run-figure">
                <strong>{formatNumber(knowledge.articles)}</strong> articles
              </p>
              <p className="muted small truncate" title={knowledge.path}>{knowledge.name}</p>
              <dl className="run-facts">
                {knowledge.pastResolutions === 0 ? null : <Fact name="Past resolutions" value={formatNumber(knowledge.pastResolutions)} />}
                <Fact name="Passages" value={formatNumber(knowledge.passages)} />
                {knowledge.split === 0 ? null : <Fact name="Cut into several" value={formatNumber(knowledge.split)} />}
                {knowledge.skipped === 0 ? null : <Fact name="Left out" value={formatNumber(knowledge.skipped)} />}
              </dl>
              {knowledge.pastResolutions === 0 ? null : <RedactionLine redaction={knowledge.redaction} onChange={() => void redact('knowledge', knowledge.path, knowledge.redaction)} />}
            </>
          )}
        </DataCard>
        <DataCard icon={<SlidersHorizontal size={16} />} title="Scenario" importing={null} problems={data.scenario?.problems ?? []} action={<ScenarioButton docId={docId} has={data.scenarioText !== null} />}>
          <ScenarioCard docId={docId} data={data} />
        </DataCard>
      </div>
      <RunButton docId={docId} hasTickets={tickets !== null} isReading={data.importing.tickets !== null || data.importing.knowledge !== null} />
    </div>
  )
}

function ScenarioButton({ docId, has }: { readonly docId: string; readonly has: boolean }) {
  const choose = async (): Promise<void> => {
    try {
      const path = await pickFile('scenario', 'open')
      if (path === null) return
      const opened = await host().call('files.openFlow', { path })
      await setScenario(docId, opened.text, path)
    } catch (thrown) {
      notifyError(thrown)
    }
  }
  return (
    <Button size="small" onClick={() => void choose()}>
      {has ? 'Change' : 'Choose a file'}
    </Button>
  )
}

function RunButton({ docId, hasTickets, isReading }: { readonly docId: string; readonly hasTickets: boolean; readonly isReading: boolean }) {
  const run = useFlowRun(docId)
  const errors = useFindings((state) => state.findings.filter((finding) => finding.severity === 'error').length)
  const set = useView((state) => state.set)
  const start = async (): Promise<void> => {
    set({ dockTab: 'timeline' })
    if (await startRun(docId)) notify({ kind: 'done', title: 'The simulation is done', hint: 'See what it does to your desk.', action: { label: 'Decide', run: () => set({ mode: 'decide' }) } })
  }
  if (run.running !== null) {
    const { phase, done, total } = run.running
    return (
      <div className="run-foot" aria-live="polite">
        <div className="run-progress">
          <span className="truncate">{phase}</span>
          <span className="muted">{total > 0 ? `${formatNumber(done)} of ${formatNumber(total)}` : ''}</span>
        </div>
        <ProgressBar label={phase} done={done} total={total} />
        <Button wide onClick={() => cancelRun(docId)}>
          <Square size={13} aria-hidden /> Stop
        </Button>
      </div>
    )
  }
  return (
    <div className="run-foot">
      {run.error === null ? null : (
        <div className="run-error" role="alert">
          <CircleAlert size={15} aria-hidden />
          <span>
            {run.error.message} <span className="muted">{run.error.hint}</span>
          </span>
        </div>
      )}
      {errors === 0 ? null : (
        <button type="button" className="run-error" onClick={() => set({ mode: 'design', dockTab: 'problems', dockOpen: true })}>
          <CircleAlert size={15} aria-hidden />
          <span>{errors === 1 ? 'One error in the flow stands in the way.' : `${errors} errors in the flow stand in the way.`} Show them</span>
        </button>
      )}
      <Button wide size="large" look="primary" disabled={!hasTickets || isReading || errors > 0} onClick={() => void start()} title={shortcut('Enter')}>
        <Play size={15} aria-hidden /> {run.finished === null ? 'Run the simulation' : 'Run again'}
      </Button>
      {isReading ? <p className="muted small">A moment: files are being read.</p> : hasTickets ? null : <p className="muted small">Choose tickets first.</p>}
    </div>
  )
}

function DataCard({ icon, title, action, importing, problems, children }: { readonly icon: ReactNode; readonly title: string; readonly action: ReactNode; readonly importing: Importing | null; readonly problems: readonly ImportProblem[]; readonly children: ReactNode }) {
  const [open, setOpen] = useState(false)
  const grave = problems.filter((problem) => problem.severity !== 'info')
  return (
    <section className="run-card" aria-label={title}>
      <header>
        <span className="run-icon">{icon}</span>
        <h3>{title}</h3>
        {action}
      </header>
      {importing === null ? (
        children
      ) : (
        <div className="run-progress-block">
          <div className="run-progress">
            <span>{importing.what}</span>
            <span className="muted">{importing.total > 0 ? `${formatNumber(importing.done)} of ${formatNumber(importing.total)}` : formatNumber(importing.done)}</span>
          </div>
          <ProgressBar label={importing.what} done={importing.done} total={importing.total} />
        </div>
      )}
      {grave.length === 0 ? null : (
        <>
          <button type="button" className="run-problems" aria-expanded={open} onClick={() => setOpen(!open)}>
            <TriangleAlert size={13} aria-hidden /> {grave.length === 1 ? '1 thing to know' : `${grave.length} things to know`}
          </button>
          {!open ? null : (
            <ProblemsByFile problems={grave} />
          )}
        </>
      )}
    </section>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function shares(counts: Readonly<Record<string, number>>): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const sorted = Object.entries(counts).toSorted((a, b) => b[1] - a[1])
  const shown = sorted.slice(0, 3).map(([name, count]) => `${name}\u00a0${Math.round((count / Math.max(1, total)) * 100)}\u00a0%`)
  return `${shown.join(', ')}${sorted.length > 3 ? ` and ${sorted.length - 3} more` : ''}`
}
