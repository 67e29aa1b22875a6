import { describe, expect, it } from 'vitest'
import { formatChange, formatChangeInterval, formatDuration, formatFigure, formatInterval, formatWithin } from '../../../core/metrics/format-figure.ts'

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

describe('formatWithin', () => {
  it.each([
    [6.54 * hour, [5.5 * hour, 7.6 * hour], 'ms', '7 h'], [6.54 * hour, [6.5 * hour, 6.58 * hour], 'ms', '6 h 32 m'], [6.54 * hour, [6.3 * hour, 6.8 * hour], 'ms', '6 h 30 m'], [3 * day + 5 * hour, [2 * day, 4.5 * day], 'ms', '3 d'],
    [4 * minute, [0, 3 * hour], 'ms', '4 m'], [0.62345, [0.6, 0.65], 'share', '62 %'], [0.62345, [0.6214, 0.6254], 'share', '62.3 %'], [0.5, [0.5, 0.5], 'share', '50 %'],
    [8.24, [8.2, 8.28], 'count', '8.24'], [1204.4, [1100, 1300], 'count', '1,204'], [4.567, [4.56, 4.57], 'money', '4.57'], [4.567, [3, 6], 'money', '5'],
    [null, [0, 1], 'share', '–'], [8 * minute, null, 'ms', '8 m'],
  ] as const)('shows %s with the interval %s (%s) as %s', (value, interval, unit, text) => {
    expect(formatWithin(value, interval, unit)).toBe(text)
  })

  it('shows intervals and changes likewise', () => {
    expect(formatInterval([5.5 * hour, 7.6 * hour], 'ms')).toBe('6 h to 8 h')
    expect(formatInterval(null, 'ms')).toBe('–')
    expect(formatChange(-2.3 * hour, [-3.4 * hour, -1.2 * hour], 'ms')).toBe('-2 h')
    expect(formatChangeInterval([-0.1112, -0.1018], 'share')).toBe('-11.1 to -10.2 points')
    expect(formatChangeInterval([-1_200_000, -780_000], 'ms')).toBe(formatInterval([-1_200_000, -780_000], 'ms'))
    expect(formatDuration(-400)).toBe('> -1 s')
    expect(formatChange(0.034, [0.02, 0.048], 'share')).toBe('+3 points')
  })
})
