import { ChartSpline, RefreshCw, RotateCcw } from 'lucide-react'
import { Slider } from 'radix-ui'
import { useEffect, useMemo, useState } from 'react'
import { startRun, useFlowRun } from '../state/run-store.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Section } from '../ui/section.tsx'
import type { Lever } from './what-if-levers.ts'
import { leverGroups, leversOf, leverValue } from './what-if-levers.ts'
import { drawCurve, moveTo, openWhatIf, resetMoves, useWhatIf } from './what-if-store.ts'
import type { Moves } from './what-if-store.ts'
import { spreadOver } from './what-if-values.ts'

/** How many values a curve is drawn over. */
const CURVE_POINTS = 21

/** What can be moved in the finished run, as sliders: the figures follow at once, the flow changes only when it is applied. */
export function WhatIf({ docId }: { readonly docId: string }) {
  const run = useFlowRun(docId)
  const whatIf = useWhatIf(docId)
  const [all, setAll] = useState(false)
  const { finished } = run
  const runId = finished?.runId
  useEffect(() => {
    if (runId !== undefined) void openWhatIf(docId, runId)
  }, [docId, runId])
  const { open, closed, moves } = whatIf
  const levers = useMemo(() => (finished === null || open === null ? [] : leversOf(finished.workflow, open.fields)), [finished, open])
  if (finished === null) {
    return (
      <Section title="What if…">
        <p className="field-help">{run.running === null ? 'Run your tickets first. Then you move people, thresholds, hours and promises here, and the figures follow at once.' : 'As soon as the run is done, you can move things here.'}</p>
      </Section>
    )
  }
  if (closed !== null) {
    return (
      <Section title="What if…">
        <p className="field-help" role="alert">
          {closed.message} {closed.hint}
        </p>
        <Button size="small" wide look="primary" disabled={run.running !== null} onClick={() => void startRun(docId)}>
          <RefreshCw size={13} aria-hidden /> Run it again
        </Button>
      </Section>
    )
  }
  if (open === null) {
    return (
      <Section title="What if…">
        <p className="field-help" aria-live="polite">Looking at what can be moved…</p>
      </Section>
    )
  }
  const shown = levers.filter((lever) => all || !lever.minor || lever.path in moves)
  const hidden = levers.length - levers.filter(({ minor }) => !minor).length
  return (
    <Section title="What if…" action={Object.keys(moves).length === 0 ? undefined : <Button size="small" look="quiet" onClick={() => resetMoves(docId)}>Reset</Button>}>
      {levers.length === 0 ? <p className="field-help">This flow has nothing that could be moved: no people, no thresholds, no hours.</p> : null}
      {leverGroups.map(({ id, title }) => {
        const group = shown.filter((lever) => lever.group === id)
        if (group.length === 0) return null
        return (
          <div className="lever-group" key={id} role="group" aria-label={title}>
            <h4>{title}</h4>
            {group.map((lever) => (
              <LeverSlider key={lever.path} docId={docId} lever={lever} moves={moves} />
            ))}
          </div>
        )
      })}
      {hidden === 0 ? null : (
        <button type="button" className="link small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show ${hidden} more`}
        </button>
      )}
    </Section>
  )
}

function LeverSlider({ docId, lever, moves }: { readonly docId: string; readonly lever: Lever; readonly moves: Moves }) {
  const { title, where, full: name, values, present, path } = lever
  const value = moves[path] ?? present
  const isMoved = value.at !== present.at
  const at = values.findIndex((one) => one.at === value.at)
  const was = values.findIndex((one) => one.at === present.at)
  return (
    <div className="lever" data-moved={isMoved}>
      <div className="lever-head">
        <span>
          {title}
          {where === '' ? null : <span className="muted small lever-where">{where}</span>}
        </span>
        <span className="lever-value">
          {isMoved ? (
            <IconButton tiny label={`Put ${name} back to ${leverValue(lever, present)}`} onClick={() => resetMoves(docId, path)}>
              <RotateCcw size={12} />
            </IconButton>
          ) : null}
          <IconButton tiny label={`Draw the curve of ${name}`} onClick={() => void drawCurve(docId, path, spreadOver(values, present, CURVE_POINTS))}>
            <ChartSpline size={13} />
          </IconButton>
          <strong>
            {isMoved ? <span className="muted lever-was">{leverValue(lever, present)}</span> : null}
            {leverValue(lever, value)}
          </strong>
        </span>
      </div>
      <div className="lever-slide">
        <i className="lever-mark" style={{ left: `calc(7px + (100% - 14px) * ${was / Math.max(1, values.length - 1)})` }} aria-hidden />
        <Slider.Root
          className="slider"
          min={0}
          max={values.length - 1}
          step={1}
          value={[at < 0 ? was : at]}
          onValueChange={([next = was]) => {
            const to = values[next]
            if (to !== undefined) moveTo(docId, path, to, present)
          }}
        >
          <Slider.Track className="slider-track">
            <Slider.Range className="slider-range" />
          </Slider.Track>
          <Slider.Thumb className="slider-thumb" aria-label={name} aria-valuetext={isMoved ? `${leverValue(lever, value)}, now ${leverValue(lever, present)}` : leverValue(lever, value)} />
        </Slider.Root>
      </div>
    </div>
  )
}
