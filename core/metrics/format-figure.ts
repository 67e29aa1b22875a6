import type { MetricUnit } from './define-metric.ts'

/** A duration as people say it: "8 m", "3 h 24 m", "2 d 4 h"; never more than two parts. */
export function formatDuration(ms: number): string {
  const sign = ms < 0 ? '-' : ''
  const seconds = Math.round(Math.abs(ms) / 1000)
  if (seconds < 1) return ms === 0 ? '0 s' : ms < 0 ? '> -1 s' : '< 1 s'
  if (seconds < 60) return `${sign}${seconds} s`
  if (seconds < 600) return `${sign}${parts(seconds, 60, 'm', 1, 's')}`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${sign}${minutes} m`
  if (minutes < 1440) return `${sign}${parts(minutes, 60, 'h', 1, 'm')}`
  return `${sign}${parts(Math.round(minutes / 60), 24, 'd', 1, 'h')}`
}

function parts(value: number, size: number, unit: string, restSize: number, restUnit: string): string {
  const rest = Math.floor((value % size) / restSize)
  return `${group(Math.floor(value / size))} ${unit}${rest === 0 ? '' : ` ${rest} ${restUnit}`}`
}

/** A number as people read it: thousands grouped, few digits, "–" where there is none. */
export function formatFigure(value: number | null, unit: MetricUnit): string {
  if (value === null || !Number.isFinite(value)) return '–'
  switch (unit) {
    case 'ms':
      return formatDuration(value)
    case 'share':
      return `${digits(value * 100, value > 0 && value < 0.0995 ? 1 : 0)} %`
    case 'count':
      return digits(value, Math.abs(value) < 100 && !Number.isInteger(value) ? 1 : 0)
    case 'money':
      return digits(value, 2)
  }
}

/** A figure as exactly as its interval allows: no more places than half of the interval has, so that noise is not read as a finding. Without an interval as usual. */
export function formatWithin(value: number | null, interval: readonly [number, number] | null, unit: MetricUnit): string {
  if (value === null || !Number.isFinite(value) || interval === null) return formatFigure(value, unit)
  const half = (interval[1] - interval[0]) / 2
  if (!Number.isFinite(half) || half <= 0) return formatFigure(value, unit)
  if (unit === 'ms') return formatDuration(roundTo(value, durationStep(half)))
  const scale = unit === 'share' ? 100 : 1
  return `${digits(value * scale, placesOf(half * scale, unit))}${unit === 'share' ? ' %' : ''}`
}

/** An interval, both ends as exact as its half allows: "7 m to 9 m". */
export function formatInterval(interval: readonly [number, number] | null, unit: MetricUnit): string {
  return interval === null ? '–' : `${formatWithin(interval[0], interval, unit)} to ${formatWithin(interval[1], interval, unit)}`
}

/** A difference with its sign: "-2 h", and for shares in percentage points, because a share of a share would read the same: "+3 points". */
export function formatChange(value: number | null, interval: readonly [number, number] | null, unit: MetricUnit): string {
  const text = inPoints(formatWithin(value, interval, unit), unit)
  return value !== null && value > 0 ? `+${text}` : text
}

/** The interval of a difference: "-20 m to -13 m", "-11.1 to -10.2 points". */
export function formatChangeInterval(interval: readonly [number, number] | null, unit: MetricUnit): string {
  if (interval === null || unit !== 'share') return formatInterval(interval, unit)
  return inPoints(`${formatWithin(interval[0], interval, unit).replace(PERCENT, '')} to ${formatWithin(interval[1], interval, unit)}`, unit)
}

const PERCENT = / %$/

function inPoints(text: string, unit: MetricUnit): string {
  return unit === 'share' ? text.replace(PERCENT, ' points') : text
}

const SECOND = 1000
const STEPS = [SECOND, 10 * SECOND, 60 * SECOND, 600 * SECOND, 3600 * SECOND, 6 * 3600 * SECOND, 24 * 3600 * SECOND]

// The coarsest step that is still no more than the half-width: it keeps one place that is not noise.
function durationStep(half: number): number {
  return STEPS.findLast((step) => step <= half) ?? SECOND
}

function roundTo(value: number, step: number): number {
  // What is less than a step stays as it is: "0 s" would say that it took no time.
  return Math.abs(value) < step ? value : Math.round(value / step) * step
}

function placesOf(half: number, unit: MetricUnit): number {
  const most = unit === 'money' ? 2 : 3
  let places = 0
  for (let size = half; size < 1 && places < most; size *= 10) places += 1
  return places
}

function digits(value: number, places: number): string {
  const [whole = '0', fraction] = Math.abs(value).toFixed(places).split('.')
  const isZero = !/[1-9]/.test(whole + (fraction ?? ''))
  return `${value < 0 && !isZero ? '-' : ''}${group(Number(whole))}${fraction === undefined ? '' : `.${fraction}`}`
}

function group(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}
