import type { MetricUnit } from './define-metric.ts'

/** A duration as people say it: "8 m", "3 h 24 m", "2 d 4 h"; never more than two parts. */
export function formatDuration(ms: number): string {
  const sign = ms < 0 ? '-' : ''
  const seconds = Math.round(Math.abs(ms) / 1000)
  if (seconds < 1) return ms === 0 ? '0 s' : `${sign}< 1 s`
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

function digits(value: number, places: number): string {
  const [whole = '0', fraction] = Math.abs(value).toFixed(places).split('.')
  const isZero = !/[1-9]/.test(whole + (fraction ?? ''))
  return `${value < 0 && !isZero ? '-' : ''}${group(Number(whole))}${fraction === undefined ? '' : `.${fraction}`}`
}

function group(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}
