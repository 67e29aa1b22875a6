import { describe, expect, it } from 'vitest'
import type { Interval, KpiFigure } from '../../../core/simulation/run-report.ts'
import { isClear } from '../../../renderer/decide/is-clear.ts'

function figure(value: number | null, interval: Interval): KpiFigure {
  return { unit: 'ms', statistic: 'p50', clock: 'calendar', cohort: '', variant: 'standard', mean: value, p50: value, p90: value, p95: value, ci95: { mean: interval, p50: interval, p90: interval, p95: interval }, n: 300 }
}

describe('whether a difference is more than chance', () => {
  it.each([
    ['intervals that do not meet', figure(100, [90, 110]), figure(10, [8, 12]), false, true],
    ['intervals that meet', figure(100, [90, 110]), figure(95, [85, 105]), false, false],
    ['a recorded value outside the interval', figure(100, null), figure(10, [8, 12]), true, true],
    ['a recorded value inside the interval', figure(100, null), figure(99, [90, 110]), true, false],
    ['one replication only', figure(100, null), figure(10, null), false, false],
    ['nothing recorded', figure(null, null), figure(10, [8, 12]), true, false],
    ['a simulated today without an interval', figure(100, null), figure(10, [8, 12]), false, false],
  ])('%s', (_words, before, after, recorded, clear) => expect(isClear(before, after, 'p50', recorded)).toBe(clear))

  it('says nothing without figures', () => expect(isClear(undefined, undefined, 'p50', false)).toBe(false))
})
