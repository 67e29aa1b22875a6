import { timeText } from './cel-time.ts'

const units: readonly (readonly [size: number, name: string])[] = [[3_600_000, 'h'], [60_000, 'm'], [1000, 's'], [1, 'ms']]

/** A span of time as a condition writes it: `duration("1h30m")`. */
export function spanLiteral(ms: number): string {
  let left = Math.abs(Math.trunc(ms))
  let text = ''
  for (const [size, name] of units) {
    const count = Math.floor(left / size)
    if (count > 0) text += `${count}${name}`
    left -= count * size
  }
  return `duration("${ms < 0 && text !== '' ? '-' : ''}${text === '' ? '0s' : text}")`
}

/** A point in time as a condition writes it: `timestamp("2026-03-01T09:00:00Z")`. */
export function timeLiteral(ms: number): string {
  return `timestamp(${JSON.stringify(timeText(Math.trunc(ms)))})`
}
