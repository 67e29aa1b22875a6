import { CircleAlert, X } from 'lucide-react'
import { useId, useState } from 'react'
import { formatChange, formatChangeInterval, formatInterval } from '../../core/metrics/format-figure.ts'
import type { MetricUnit } from '../../core/metrics/define-metric.ts'
import { ChartCard } from '../charts/chart-card.tsx'
import { formatKpi } from '../format/format-kpi.ts'
import { Choice } from '../ui/choice.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import type { CurvePoint } from './what-if-curve-shape.ts'
import { curveShape } from './what-if-curve-shape.ts'
import type { Lever } from './what-if-levers.ts'
import { leverValue } from './what-if-levers.ts'
import { moveTo, stopCurve, whatIfKpis } from './what-if-store.ts'
import type { Curve, Moves } from './what-if-store.ts'
import { kpiParts } from './what-if-words.ts'

type Props = { readonly docId: string; readonly curve: Curve; readonly lever: Lever; readonly moves: Moves }

/** How a figure follows one value: the line with its interval, where the run is, and where the slider is now; moving it moves the slider. */
export function WhatIfCurve({ docId, curve, lever, moves }: Props) {
  const [kpi, setKpi] = useState<string>(whatIfKpis[0])
  const { metric, title } = kpiParts(kpi)
  const unit = metric?.unit ?? 'count'
  const { values, points, running, replications, of, error, refused, others } = curve
  const now = moves[lever.path] ?? lever.present
  const known = points.flatMap((figures, index): readonly CurvePoint[] => {
    const figure = figures?.[kpi]
    const value = values[index]
    return figure === undefined || value === undefined || figure.value === null ? [] : [{ index, at: value.at, value: figure.value, low: figure.ci95?.[0] ?? figure.value, high: figure.ci95?.[1] ?? figure.value }]
  })
  const { [lever.path]: _own, ...present } = moves
  const isOther = JSON.stringify(present) !== JSON.stringify(others)
  const name = lever.full
  const at = (wanted: number): number => values.findIndex((value) => value.at === wanted)
  return (
    <ChartCard
      title={`${title}, by “${lever.title}”`}
      note={`${name}. ${running ? `${replications === 0 ? 'Drawing…' : `${replications} of ${of} replications at each point…`}` : `${replications === 1 ? 'One replication' : `${replications} replications`} at each point; the band is 95 %.`}${isOther ? ' Drawn before you moved something else.' : ''}`}
      controls={
        <>
          <Choice label="Figure of the curve" value={kpi} options={whatIfKpis.map((each) => ({ value: each, label: kpiParts(each).title }))} onChange={setKpi} />
          <IconButton label="Put the curve away" onClick={() => stopCurve(docId, true)}>
            <X size={14} />
          </IconButton>
        </>
      }
      table={{
        columns: [lever.title, title, '95 %', 'Change', '95 % of it'],
        rows: values.map((value, index) => {
          const figure = points[index]?.[kpi]
          return [`${leverValue(lever, value)}${value.at === lever.present.at ? ' (the run)' : ''}`, formatKpi(figure?.value ?? null, unit), formatInterval(figure?.ci95 ?? null, unit), figure === undefined ? '–' : formatChange(figure.delta, figure.deltaCi95, unit), formatChangeInterval(figure?.deltaCi95 ?? null, unit)]
        }),
      }}
    >
      {error === null ? null : (
        <div className="run-error" role="alert">
          <CircleAlert size={15} aria-hidden />
          <span>
            {error.message} <span className="muted">{error.hint}</span>
          </span>
        </div>
      )}
      <Plot known={known} count={values.length} unit={unit} run={at(lever.present.at)} now={nearest(values.map((value) => value.at), now.at)} lever={lever} values={values} name={name} onMove={(index) => {
        const value = values[index]
        if (value !== undefined) moveTo(docId, lever.path, value, lever.present)
      }} />
      {refused.length === 0 ? null : <p className="muted small">{refused.length === 1 ? 'One value cannot be run' : `${refused.length} values cannot be run`}: {refused[0]}</p>}
    </ChartCard>
  )
}

type PlotProps = { readonly known: readonly CurvePoint[]; readonly count: number; readonly unit: MetricUnit; readonly run: number; readonly now: number; readonly lever: Lever; readonly values: Curve['values']; readonly name: string; readonly onMove: (index: number) => void }

function Plot({ known, count, unit, run, now, lever, values, name, onMove }: PlotProps) {
  const label = useId()
  const { line, band, low, high, placeOf, heightOf } = curveShape(known, count)
  const here = known.find(({ index }) => index === now)
  const first = values[0]
  const last = values.at(-1)
  const read = here === undefined ? '–' : `${formatKpi(here.value, unit)} (${formatInterval([here.low, here.high], unit)})`
  return (
    <div className="what-if-curve">
      <div className="what-if-plot">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
          <polygon className="what-if-curve-band" points={band} />
          <polyline className="response-line" data-line="flow" points={line} />
        </svg>
        {run < 0 ? null : <i className="what-if-run" style={{ left: `${placeOf(run)}%` }} aria-hidden />}
        <i className="response-target" style={{ left: `${placeOf(now)}%` }} aria-hidden />
        {here === undefined ? null : <i className="response-dot" data-line="flow" style={{ left: `${placeOf(now)}%`, bottom: `${heightOf(here.value)}%` }} aria-hidden />}
        <span className="response-top" aria-hidden>{known.length === 0 ? '' : formatKpi(high, unit)}</span>
        <span className="what-if-bottom" aria-hidden>{known.length === 0 ? '' : formatKpi(low, unit)}</span>
        {known.length === 0 ? <p className="muted what-if-wait">Drawing…</p> : null}
      </div>
      <input className="response-slide" type="range" min={0} max={count - 1} step={1} value={now} aria-labelledby={label} aria-valuetext={`${leverText(lever, values[now])}: ${read}`} onChange={(event) => onMove(event.currentTarget.valueAsNumber)} />
      <div className="what-if-ends small muted" aria-hidden>
        <span>{leverText(lever, first)}</span>
        <span>{leverText(lever, last)}</span>
      </div>
      <p className="what-if-read">
        <span id={label} className="muted small">{name}</span> <strong>{leverText(lever, values[now])}</strong>: {read}
      </p>
    </div>
  )
}

function leverText(lever: Lever, value: Curve['values'][number] | undefined): string {
  return value === undefined ? '' : leverValue(lever, value)
}

function nearest(all: readonly number[], wanted: number): number {
  return all.reduce((best, at, index) => (Math.abs(at - wanted) < Math.abs((all[best] ?? 0) - wanted) ? index : best), 0)
}
