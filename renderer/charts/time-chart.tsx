import { useEffect, useRef, useState } from 'react'
import uPlot from 'uplot'
import { formatNumber } from '../format/format-number.ts'
import { formatDateTime, formatDay, formatHour } from '../format/format-time.ts'
import { useResolvedTheme } from './use-resolved-theme.ts'

/** One line of a chart over time; the edges of a band carry no name. */
export type TimeLine = { readonly title: string | null; readonly colour: string; readonly values: readonly number[]; readonly width?: number; readonly steps?: boolean }

type Props = {
  readonly label: string
  readonly startAt: number
  readonly stepMs: number
  readonly lines: readonly TimeLine[]
  readonly band?: { readonly upper: number; readonly lower: number; readonly fill: string }
  readonly height?: number
}

/** Lines over time, with a legend that says the values under the pointer; drag to zoom in, double-click to zoom out. */
export function TimeChart({ label, startAt, stepMs, lines, band, height }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<number | null>(null)
  const theme = useResolvedTheme()
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const plot = new uPlot(optionsOf(element, lines, band, setAt), dataOf(startAt, stepMs, lines), element)
    const observer = new ResizeObserver(() => plot.setSize({ width: Math.max(200, element.clientWidth), height: Math.max(80, element.clientHeight) }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      plot.destroy()
    }
  }, [startAt, stepMs, lines, band, theme])
  return (
    <figure className="chart" style={height === undefined ? undefined : { height }}>
      <div className="time-chart" role="img" aria-label={label} ref={place} />
      <figcaption className="chart-legend">
        {lines.map((line) =>
          line.title === null ? null : (
            <span key={line.title}>
              <i style={{ background: `var(${line.colour})` }} />
              {line.title}
              {at === null ? null : <strong>{formatNumber(line.values[at] ?? 0)}</strong>}
            </span>
          ),
        )}
        {at === null ? null : <span>{formatDateTime(startAt + at * stepMs)}</span>}
      </figcaption>
    </figure>
  )
}

function dataOf(startAt: number, stepMs: number, lines: readonly TimeLine[]): uPlot.AlignedData {
  const length = Math.max(0, ...lines.map((line) => line.values.length))
  return [Array.from({ length }, (_, i) => (startAt + i * stepMs) / 1000), ...lines.map((line) => [...line.values])]
}

function optionsOf(element: HTMLElement, lines: readonly TimeLine[], band: Props['band'], onCursor: (index: number | null) => void): uPlot.Options {
  const css = getComputedStyle(document.documentElement)
  const colour = (token: string): string => css.getPropertyValue(token).trim()
  const axis: uPlot.Axis = { stroke: colour('--text-3'), grid: { stroke: colour('--border'), width: 1 }, ticks: { show: false }, font: '11px "Inter Variable", sans-serif' }
  const stepped = uPlot.paths.stepped?.({ align: 1 })
  return {
    width: Math.max(200, element.clientWidth),
    height: Math.max(80, element.clientHeight),
    padding: [8, 16, 0, 0],
    cursor: { points: { size: 6 }, y: false, drag: { x: true, y: false } },
    legend: { show: false },
    scales: { x: { time: true }, y: { range: (_plot, _min, max) => [0, Math.max(1, max * 1.08)] } },
    axes: [{ ...axis, grid: { show: false }, space: 90, size: 28, values: (_plot, splits) => splits.map((split) => tickWords(split * 1000)) }, { ...axis, size: 44, space: 30 }],
    series: [{}, ...lines.map((line): uPlot.Series => ({ stroke: colour(line.colour), width: line.width ?? 2, points: { show: false }, ...(line.steps === true && stepped !== undefined ? { paths: stepped } : {}) }))],
    ...(band === undefined ? {} : { bands: [{ series: [band.upper + 1, band.lower + 1], fill: colour(band.fill) }] }),
    hooks: { setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)] },
  }
}

function tickWords(at: number): string {
  const date = new Date(at)
  return date.getHours() === 0 && date.getMinutes() === 0 ? formatDay(at) : formatHour(at)
}
