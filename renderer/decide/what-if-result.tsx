import { ArrowRight, Check, CircleAlert, RefreshCw } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { WhatIfFigure } from '../../api/what-if-model.ts'
import { formatChange, formatChangeInterval } from '../../core/metrics/format-figure.ts'
import { metricOf } from '../../core/metrics/registry.ts'
import { parseScenario } from '../../core/simulation/parse-scenario.ts'
import { emptyScenario } from '../../core/simulation/scenario.ts'
import { formatKpi } from '../format/format-kpi.ts'
import { useFlowData } from '../state/data-store.ts'
import { useCurrentDocument } from '../state/flow-store.ts'
import { startRun, useFlowRun } from '../state/run-store.ts'
import { Button } from '../ui/button.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { applyMoves, isApplied } from './what-if-apply.ts'
import { WhatIfCurve } from './what-if-curve.tsx'
import type { Lever } from './what-if-levers.ts'
import { leversOf, leverValue } from './what-if-levers.ts'
import { resetMoves, useWhatIf, whatIfKpis } from './what-if-store.ts'
import type { Try, WhatIfState } from './what-if-store.ts'
import { kpiParts } from './what-if-words.ts'

/** What happens with what was moved: figures at once, their differences to the run tightening, and curves. */
export function WhatIfResult({ docId }: { readonly docId: string }) {
  const { finished } = useFlowRun(docId)
  const whatIf = useWhatIf(docId)
  const place = useRef<HTMLElement>(null)
  const curvePlace = useRef<HTMLDivElement>(null)
  const { open, closed, moves, curve, runId } = whatIf
  const levers = useMemo(() => (finished === null || open === null ? [] : leversOf(finished.workflow, open.fields)), [finished, open])
  const isMoved = Object.keys(moves).length > 0
  useEffect(() => {
    if (isMoved) place.current?.scrollIntoView({ block: 'nearest' })
  }, [isMoved])
  const drawn = curve?.running === true ? curve.path : null
  useEffect(() => {
    if (drawn !== null) curvePlace.current?.scrollIntoView({ block: 'nearest' })
  }, [drawn])
  if (finished === null || open === null || closed !== null || runId !== finished.runId) return null
  const curveLever = curve === null ? undefined : levers.find(({ path }) => path === curve.path)
  return (
    <>
      {isMoved ? (
        <section className="panel-card what-if" aria-label="What if" ref={place}>
          <Head docId={docId} levers={levers} whatIf={whatIf} />
          <Body whatIf={whatIf} />
        </section>
      ) : null}
      {curve === null || curveLever === undefined ? null : (
        <div ref={curvePlace}>
          <WhatIfCurve docId={docId} curve={curve} lever={curveLever} moves={moves} />
        </div>
      )}
    </>
  )
}

function Head({ docId, levers, whatIf }: { readonly docId: string; readonly levers: readonly Lever[]; readonly whatIf: WhatIfState }) {
  const [busy, setBusy] = useState(false)
  const { moves, running, tried } = whatIf
  const moved = levers.filter(({ path }) => path in moves)
  const document = useCurrentDocument()
  const { scenarioText } = useFlowData(docId)
  const { running: run } = useFlowRun(docId)
  const isWritten = useMemo(() => {
    const scenario = scenarioText === null ? emptyScenario : parseScenario(scenarioText).scenario
    return document !== undefined && scenario !== null && isApplied(document, scenario, levers.filter(({ path }) => path in moves), moves)
  }, [document, scenarioText, levers, moves])
  const apply = async (): Promise<void> => {
    setBusy(true)
    await applyMoves(docId, moved, moves)
    setBusy(false)
  }
  return (
    <header>
      <div>
        <h3>What if</h3>
        <ul className="what-if-moves">
          {moved.map((lever) => (
            <li key={lever.path}>
              {lever.full}: {leverValue(lever, lever.present)} <ArrowRight size={12} aria-label="to" /> <strong>{leverValue(lever, moves[lever.path] ?? lever.present)}</strong>
            </li>
          ))}
        </ul>
      </div>
      <div className="chart-controls">
        <span className="muted small what-if-progress" role="status">
          {progressWords(tried?.moves === moves ? tried : null, running !== null)}
        </span>
        <Button size="small" look="quiet" onClick={() => resetMoves(docId)}>
          Reset
        </Button>
        {isWritten ? (
          <>
            <span className="small what-if-applied" role="status">
              <Check size={13} aria-hidden /> Applied
            </span>
            <Button size="small" look="primary" disabled={run !== null} onClick={() => void startRun(docId)}>
              <RefreshCw size={13} aria-hidden /> Run again
            </Button>
          </>
        ) : (
          <Button size="small" look="primary" disabled={busy} onClick={() => void apply()} title="Write what you moved into the flow or its scenario; it can be undone">
            <Check size={13} aria-hidden /> Apply
          </Button>
        )}
      </div>
    </header>
  )
}

function progressWords(tried: Try | null, isRunning: boolean): string {
  if (tried === null) return isRunning ? 'Trying…' : ''
  const { replications, of } = tried
  if (replications === of) return of === 1 ? 'One replication, so no interval' : `All ${of} replications`
  return `${replications} of ${of} replications${isRunning ? '…' : ''}`
}

function Body({ whatIf: { tried, moves, running, error } }: { readonly whatIf: WhatIfState }) {
  if (error !== null) {
    return (
      <div className="run-error" role="alert">
        <CircleAlert size={15} aria-hidden />
        <span>
          {error.message} <span className="muted">{error.hint}</span>
        </span>
      </div>
    )
  }
  const phase = running?.phase ?? null
  return (
    <>
      {phase === null ? null : (
        <div className="what-if-phase small">
          <span className="muted">{phase.text}: texts that this run never met</span>
          <ProgressBar label={phase.text} done={phase.done} total={phase.total} />
        </div>
      )}
      <div className="what-if-tiles" data-old={tried !== null && tried.moves !== moves} aria-busy={running !== null}>
        {whatIfKpis.map((name) => (
          <Tile key={name} name={name} figure={tried?.figures[name]} widest={tried?.widest[name] ?? 0} />
        ))}
      </div>
      <p className="muted small">Against the run, on the same tickets and seeds, replication by replication.</p>
    </>
  )
}

function Tile({ name, figure, widest }: { readonly name: string; readonly figure: WhatIfFigure | undefined; readonly widest: number }) {
  const { metric, title } = kpiParts(name)
  if (metric === undefined) return null
  const { value = null, base = null, delta = null, deltaCi95 = null } = figure ?? {}
  const isClear = deltaCi95 !== null && (deltaCi95[0] > 0 || deltaCi95[1] < 0)
  const better = !isClear || delta === null ? 'same' : String(delta < 0 === (metric.better === 'lower'))
  return (
    <div className="what-if-tile" title={metricOf(metric.id)?.definition}>
      <span className="tile-title">{title}</span>
      <span className="what-if-number">{figure === undefined ? '…' : formatKpi(value, metric.unit)}</span>
      <span className="small muted">run {formatKpi(base, metric.unit)}</span>
      <span className="what-if-delta small" data-better={better}>
        {delta === null ? '–' : delta === 0 && deltaCi95 !== null && deltaCi95[0] === 0 && deltaCi95[1] === 0 ? 'no change' : formatChange(delta, deltaCi95, metric.unit)}
      </span>
      <span className="small muted">{deltaCi95 === null || (deltaCi95[0] === 0 && deltaCi95[1] === 0) ? '\u00a0' : `95 %: ${formatChangeInterval(deltaCi95, metric.unit)}`}</span>
      <Ribbon delta={delta} interval={deltaCi95} widest={widest} better={better} />
    </div>
  )
}

/** The difference and its interval around nothing, on a scale that stays while it tightens. */
function Ribbon({ delta, interval, widest, better }: { readonly delta: number | null; readonly interval: WhatIfFigure['deltaCi95']; readonly widest: number; readonly better: string }) {
  const place = (value: number): number => (widest === 0 ? 50 : 50 + (value / widest) * 48)
  const [low, high] = interval ?? [delta ?? 0, delta ?? 0]
  return (
    <span className="what-if-ribbon" data-better={better} aria-hidden>
      {interval === null ? null : <i className="what-if-band" style={{ left: `${place(low)}%`, right: `${100 - place(high)}%` }} />}
      <i className="what-if-zero" />
      {delta === null ? null : <i className="what-if-dot" style={{ left: `${place(delta)}%` }} />}
    </span>
  )
}
