import { useState } from 'react'
import type { PointerEvent } from 'react'
import { ChartCard } from '../charts/chart-card.tsx'
import type { ResponseCurve } from '../../core/simulation/report/response-curve.ts'
import type { RunReport } from '../../core/simulation/run-report.ts'
import { formatKpi } from '../format/format-kpi.ts'
import { formatNumber, formatShare } from '../format/format-number.ts'
import { Segmented } from '../ui/segmented.tsx'
import { useDecide } from './decide-store.ts'
import { shareWithin } from './share-within.ts'
import { placeOnLog, timeAtLog } from './log-scale.ts'

const ticks = [10_000, 60_000, 600_000, 3_600_000, 8 * 3_600_000, 48 * 3_600_000, 168 * 3_600_000]
const targets = [60_000, 300_000, 900_000, 3_600_000, 4 * 3_600_000, 8 * 3_600_000, 24 * 3_600_000, 72 * 3_600_000, 168 * 3_600_000]

type Line = { readonly key: string; readonly title: string; readonly curve: ResponseCurve }

/** How many requests are answered by when, today and with the flow; a line that can be dragged reads the shares off. */
export function ResponseChart({ report }: { readonly report: RunReport }) {
  const clock = useDecide((state) => state.clock)
  const [target, setTarget] = useState(3_600_000)
  const who = clock === 'firstResponseAny' ? 'any' : 'human'
  const { flow, today, observed } = report.responseCurves
  const lines: readonly Line[] = [
    { key: 'observed', title: 'Today, recorded', curve: observed[who] },
    { key: 'today', title: 'Today, simulated', curve: today[who] },
    { key: 'flow', title: 'With this flow', curve: flow[who] },
  ].filter(({ curve }) => curve.requests > 0)
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons !== 1) return
    const box = event.currentTarget.getBoundingClientRect()
    setTarget(timeAtLog(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))))
  }
  const within = (ms: number): readonly string[] => lines.map(({ curve }) => shareWords(shareWithin(curve, ms)))
  return (
    <ChartCard
      title="How soon requests are answered"
      note="Share of all requests answered within a time. Drag the line to your target."
      controls={<Segmented label="Who answers" value={clock} options={[{ value: 'firstResponseAny', label: 'By anyone' }, { value: 'firstResponseHuman', label: 'By a person' }]} onChange={(value) => useDecide.setState({ clock: value })} />}
      table={{
        columns: ['Answered within', ...lines.map((line) => line.title)],
        rows: [...targets.map((ms) => [formatKpi(ms, 'ms'), ...within(ms)]), ['Never', ...lines.map(({ curve }) => shareWords(curve.answered === null ? null : 1 - curve.answered))]],
      }}
    >
      {lines.length === 0 ? (
        <p className="muted">No request came in, so there is nothing to answer.</p>
      ) : (
        <div className="response">
          <div className="response-plot" onPointerDown={drag} onPointerMove={drag}>
            <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
              {[25, 50, 75].map((share) => (
                <line key={share} className="response-grid" x1="0" x2="100" y1={share} y2={share} />
              ))}
              {lines.map(({ key, curve }) => (
                <polyline key={key} className="response-line" data-line={key} points={pointsOf(curve)} />
              ))}
            </svg>
            <span className="response-top" aria-hidden>100 %</span>
            <span className="response-middle" aria-hidden>50 %</span>
            <i className="response-target" style={{ left: `${placeOnLog(target) * 100}%` }} aria-hidden />
            {lines.map(({ key, curve }) => (
              <i key={key} className="response-dot" data-line={key} style={{ left: `${placeOnLog(target) * 100}%`, bottom: `${(shareWithin(curve, target) ?? 0) * 100}%` }} aria-hidden />
            ))}
          </div>
          <input className="response-slide" type="range" min={0} max={1} step={0.005} value={placeOnLog(target)} aria-label="Target for the first response" aria-valuetext={`${formatKpi(target, 'ms')}: ${lines.map((line, index) => `${line.title} ${within(target)[index] ?? ''}`).join(', ')}`} onChange={(event) => setTarget(timeAtLog(event.currentTarget.valueAsNumber))} />
          <div className="response-scale" aria-hidden>
            {ticks.map((tick, index) => (
              <span key={tick} style={{ left: `${placeOnLog(tick) * 100}%` }} data-edge={index === 0 ? 'first' : index === ticks.length - 1 ? 'last' : undefined}>
                {formatKpi(tick, 'ms')}
              </span>
            ))}
          </div>
          <dl className="response-read">
            <div>
              <dt>Answered within</dt>
              <dd>{formatKpi(target, 'ms')}</dd>
            </div>
            {lines.map(({ key, title, curve }, index) => (
              <div key={key}>
                <dt>
                  <i className="response-key" data-line={key} /> {title}
                </dt>
                <dd>{within(target)[index]}</dd>
                <dd className="muted small">{neverWords(curve)}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </ChartCard>
  )
}

function pointsOf({ answered, quantilesMs }: ResponseCurve): string {
  if (answered === null || quantilesMs.length < 2) return '0,100 100,100'
  const last = quantilesMs.length - 1
  const points = quantilesMs.map((ms, step) => [placeOnLog(ms) * 100, 100 - (answered * step * 100) / last] as const)
  const [first] = points
  return [[first?.[0] ?? 0, 100], ...points, [100, 100 - answered * 100]].map(([x = 0, y = 0]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' ')
}

function shareWords(share: number | null): string {
  return share === null ? '–' : formatShare(share)
}

// Where nobody is ever answered the line ends below 100 %, and that is a finding of its own.
function neverWords({ answered, requests }: ResponseCurve): string {
  const never = answered === null ? 0 : 1 - answered
  return `${never < 0.0005 ? 'all answered in the end' : `${formatShare(never)} never replied to`}, of ${formatNumber(requests)}`
}
