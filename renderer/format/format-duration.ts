import { formatDuration } from '../../core/metrics/format-figure.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND

/** A span for a headline: between one and ten minutes whole minutes, otherwise as figures are written. */
export function formatDurationShort(ms: number): string {
  const span = Math.abs(ms)
  return span >= 89.5 * SECOND && span < 10 * MINUTE ? `${ms < 0 ? '-' : ''}${Math.round(span / MINUTE)} m` : formatDuration(ms)
}

/** A span to the second, for hovering: "3 h 24 m 7 s". */
export function formatDurationExact(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / SECOND)
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor((seconds % 86_400) / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'm'],
    [seconds % 60, 's'],
  ]
  const first = parts.findIndex(([value]) => value > 0)
  const shown = parts.slice(first < 0 ? 3 : first).map(([value, unit]) => `${value} ${unit}`)
  return `${ms < 0 ? '-' : ''}${shown.join(' ')}`
}
