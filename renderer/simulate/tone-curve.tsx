import { useState } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import type { TonePoint, ToneReading } from '../../core/engine/tone-reading.ts'
import { Segmented } from '../ui/segmented.tsx'
import { ToneShares } from './tone-shares.tsx'
import type { ToneMeasure, ToneThreshold } from './tone-thresholds.ts'
import { measured, measures, sayPoint } from './tone-words.ts'

type Props = {
  readonly tone: ToneReading
  readonly thresholds: readonly ToneThreshold[]
  /** The message pointed at, by its index in the conversation. */
  readonly at: number | null
  /** `byKey` where the keyboard went there, so that the message should come into view. */
  readonly onAt: (message: number | null, byKey: boolean) => void
}

const options = (['score', 'frustration', 'confusion', 'satisfaction'] as const).map((value) => ({ value, label: measures[value].title }))

/** How the customer sounded, message by message, with the values at which the flow acts; the arrow keys walk through the messages. */
export function ToneCurve({ tone, thresholds, at, onAt }: Props) {
  const [measure, setMeasure] = useState<ToneMeasure>(thresholds[0]?.measure ?? 'score')
  const { points } = tone
  const last = points.length - 1
  const pointed = at === null ? -1 : points.findIndex((point) => point.message === at)
  const shown = pointed < 0 ? last : pointed
  const point = points[shown]
  if (point === undefined) return null
  if (points.every((each) => each.kind === 'open')) return <p className="tone-none small muted">The tone is not known: {points.length === 1 ? 'the only message of the customer could not be judged' : `none of the customer's ${points.length} messages could be judged`}.</p>
  const { from, colour, title } = measures[measure]
  const x = (index: number): number => (last === 0 ? 50 : 3 + (index / last) * 94)
  const y = (value: number): number => 6 + ((1 - value) / (1 - from)) * 88
  const levels = levelsOf(points, measure)
  const lines = thresholds.filter((threshold) => threshold.measure === measure)
  const goTo = (index: number, byKey: boolean): void => {
    const message = points[Math.min(Math.max(index, 0), last)]?.message
    if (message !== undefined) onAt(message, byKey)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = keyMoves[event.key]?.(shown, last)
    if (next === undefined) return
    event.preventDefault()
    goTo(next, true)
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const share = (((event.clientX - left) / width) * 100 - 3) / 94
    goTo(Math.round(share * last), false)
  }
  return (
    <>
      <div className="tone-head">
        <Segmented label="What of the tone is drawn" value={measure} options={options} onChange={setMeasure} />
        {lines.length === 0 ? null : (
          <ul className="tone-lines small muted">
            {lines.map((line) => (
              <li key={`${line.kind} ${line.value}`}>
                <i data-kind={line.kind} aria-hidden />
                {sayThreshold(line)}
              </li>
            ))}
          </ul>
        )}
      </div>
      <figure className="tone">
        <div
          className="tone-plot"
          role="slider"
          tabIndex={0}
          aria-label={`${title} by message`}
          aria-valuemin={1}
          aria-valuemax={points.length}
          aria-valuenow={shown + 1}
          aria-valuetext={sayPoint(point, shown + 1, points.length, measure)}
          style={{ '--tone': colour }}
          onKeyDown={onKeyDown}
          onFocus={() => goTo(shown, true)}
          onBlur={() => onAt(null, false)}
          onPointerMove={onPointerMove}
          onPointerLeave={() => onAt(null, false)}
        >
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
            {[...new Set([from, 0, 1])].map((level) => (
              <line key={level} x1={0} x2={100} y1={y(level)} y2={y(level)} className="tone-grid" vectorEffect="non-scaling-stroke" />
            ))}
            {lines.map((line) => (
              <line key={`${line.kind} ${line.value}`} x1={0} x2={100} y1={y(line.value)} y2={y(line.value)} className="tone-threshold" data-kind={line.kind} vectorEffect="non-scaling-stroke" />
            ))}
            <line x1={x(shown)} x2={x(shown)} y1={0} y2={100} className="tone-cursor" data-on={pointed >= 0} vectorEffect="non-scaling-stroke" />
            <polyline className="tone-line" vectorEffect="non-scaling-stroke" points={levels.flatMap((level, index) => (level === null ? [] : [`${x(index)},${y(level)}`])).join(' ')} />
          </svg>
          {points.map((each, index) => {
            const level = levels[index] ?? null
            return level === null ? null : <i key={each.message} className="tone-dot" data-kind={each.kind} data-on={index === shown} data-small={points.length > 24} style={{ left: `${x(index)}%`, top: `${y(level)}%` }} />
          })}
        </div>
        <figcaption>
          <div className="tone-now small">
            <span className="muted">{pointed < 0 ? sayAll(tone) : `Message ${shown + 1} of ${points.length}`}</span>
            {point.kind === 'open' ? (
              <span className="muted">not judged: {point.why}</span>
            ) : (
              <span>
                {title} <strong>{measured(measure, point[measure])}</strong>
              </span>
            )}
          </div>
          {point.kind === 'open' ? null : <ToneShares point={point} />}
        </figcaption>
      </figure>
    </>
  )
}

function sayAll({ points, trend }: ToneReading): string {
  return points.length === 1 ? '1 message' : `${points.length} messages, ${trends[trend]}`
}

const trends = { better: 'getting better', steady: 'steady', worse: 'getting worse' } as const

function sayThreshold({ measure, value, kind, triggers }: ToneThreshold): string {
  const isAbove = (measure === 'frustration' || measure === 'confusion') === (kind === 'fires')
  const side = kind === 'fires' ? (isAbove ? 'from' : 'down from') : isAbove ? 'armed again above' : 'armed again below'
  return `${triggers.join(', ')}: ${side} ${measured(measure, value)}`
}

type KeyMove = (index: number, last: number) => number

const keyMoves: Readonly<Record<string, KeyMove>> = {
  ArrowLeft: (index) => index - 1,
  ArrowDown: (index) => index - 1,
  ArrowRight: (index) => index + 1,
  ArrowUp: (index) => index + 1,
  PageDown: (index) => index - 5,
  PageUp: (index) => index + 5,
  Home: () => 0,
  End: (_index, last) => last,
}

// A message that is not judged leaves the curve where it was; before the first judged one there is no curve.
function levelsOf(points: readonly TonePoint[], measure: ToneMeasure): readonly (number | null)[] {
  let level: number | null = null
  return points.map((point) => {
    if (point.kind === 'judged') level = point[measure]
    return level
  })
}
