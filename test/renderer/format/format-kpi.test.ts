import { describe, expect, it } from 'vitest'
import { formatInterval } from '../../../renderer/format/format-kpi.ts'

describe('an interval in words', () => {
  it.each([
    [[420_000, 540_000], 'ms', '95 %: 7 m to 9 m'],
    [[-1000, 540_000], 'ms', '95 %: 0 s to 9 m'],
    [[0.87, 1.11], 'share', '95 %: 87 % to 100 %'],
    [[-0.1, 0.63], 'share', '95 %: 0 % to 63 %'],
    [null, 'ms', 'one replication, no interval'],
  ] as const)('%j of %s is "%s"', (interval, unit, words) => expect(formatInterval(interval, unit)).toBe(words))
})
