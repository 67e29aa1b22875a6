import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import { formatDateTime } from '../format/format-time.ts'
import { useResolvedTheme } from './use-resolved-theme.ts'

/** One line of a chart over time; a band lies between two lines. */
export type TimeLine = { readonly title: string; readonly colour: string; readonly values: readonly number[]; readonly width?: number; readonly steps?: boolean; readonly hidden?: boolean }

type Props = {
  readonly label: string
  readonly startAt: number
  readonly stepMs: number
  readonly lines: readonly TimeLine[]
  readonly band?: { readonly upper: number; readonly lower: number; readonly fill: string }
  readonly height?: number
  readonly onTime?: (at: number | null) => void
}

/** Lines over time, with a legend that says the values under the pointer. */
export function TimeChart({ label, startAt, stepMs, lines, band, height, onTime }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const theme = useResolvedTheme()
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const css = getComputedStyle(document.documentElement)
    const colour = (token: string): string => (token.startsWith('--') ? css.getPropertyValue(token).trim() : token)
    const length = Math.max(0, ...lines.map((line) => line.values.length))
    const times = Array.from({ length }, (_, i) => (startAt + i * stepMs) / 1000)
    const axis: uPlot.Axis = { stroke: colour('--text-3'), grid: { stroke: colour('--border'), width: 1 }, ticks: { show: false }, font: '11px "Inter Variable", sans-serif' }
    const stepped = uPlot.paths.stepped?.({ align: 1 })
    const options: uPlot.Options = {
      width: Math.max(200, element.clientWidth),
      height: chartHeight(element, height),
      padding: [8, 12, 0, 0],
      cursor: { points: { size: 6 }, y: false, drag: { x: true, y: false } },
      legend: { live: true },
      scales: { x: { time: true }, y: { range: (_plot, _min, max) => [0, Math.max(1, max * 1.08)] } },
      axes: [{ ...axis, grid: { show: false }, space: 80 }, { ...axis, size: 48, space: 36 }],
      series: [
        { label: 'Time', value: (_plot, value) => (value === null ? '' : formatDateTime(value * 1000)) },
        ...lines.map((line): uPlot.Series => ({ label: line.title, stroke: colour(line.colour), width: line.hidden === true ? 0 : (line.width ?? 2), points: { show: false }, value: (_plot, value) => (value === null ? '' : value.toFixed(value < 100 ? 1 : 0)), ...(line.steps === true && stepped !== undefined ? { paths: stepped } : {}) })),
      ],
      ...(band === undefined ? {} : { bands: [{ series: [band.upper + 1, band.lower + 1], fill: colour(band.fill) }] }),
      hooks: onTime === undefined ? {} : { setCursor: [(plot) => onTime(plot.cursor.idx === null || plot.cursor.idx === undefined ? null : startAt + plot.cursor.idx * stepMs)] },
    }
    const plot = new uPlot(options, [times, ...lines.map((line) => [...line.values])], element)
    const observer = new ResizeObserver(() => plot.setSize({ width: Math.max(200, element.clientWidth), height: chartHeight(element, height) }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      plot.destroy()
    }
  }, [startAt, stepMs, lines, band, height, onTime, theme])
  return <div className="time-chart" role="img" aria-label={label} ref={place} style={height === undefined ? { height: '100%' } : undefined} />
}

function chartHeight(element: HTMLElement, height: number | undefined): number {
  return height ?? Math.max(80, element.clientHeight - 28)
}
