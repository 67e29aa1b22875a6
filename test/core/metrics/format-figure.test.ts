import { describe, expect, it } from 'vitest'
import { formatDuration, formatFigure } from '../../../core/metrics/format-figure.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

describe('formatDuration', () => {
  it.each([
    [0, '0 s'], [400, '< 1 s'], [45_000, '45 s'], [61_000, '1 m 1 s'], [8 * minute, '8 m'], [59 * minute + 59_000, '1 h'], [3 * hour + 24 * minute, '3 h 24 m'],
    [4 * hour, '4 h'], [23 * hour + 59.6 * minute, '1 d'], [2 * day + 4 * hour, '2 d 4 h'], [1500 * day, '1,500 d'], [-90_000, '-1 m 30 s'],
  ])('says %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })
})

describe('formatFigure', () => {
  it.each([
    [null, 'ms', '–'], [NaN, 'share', '–'], [480_000, 'ms', '8 m'], [0.6234, 'share', '62 %'], [0.0341, 'share', '3.4 %'], [0, 'share', '0 %'], [1, 'share', '100 %'],
    [1204, 'count', '1,204'], [8.24, 'count', '8.2'], [1234567.891, 'money', '1,234,567.89'], [-0.001, 'money', '0.00'],
  ] as const)('shows %s as %s: %s', (value, unit, text) => {
    expect(formatFigure(value, unit)).toBe(text)
  })
})
