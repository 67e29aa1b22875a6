import { describe, expect, it } from 'vitest'
import { calibrationBins, calibrationError } from '../../../models/evaluation/calibration-error.ts'

const row = (confidence: number, isRight: boolean): { truth: string; predicted: string; confidence: number } => ({ truth: 'a', predicted: isRight ? 'a' : 'b', confidence })

describe('the calibration error', () => {
  it('is 0 where four of five rows at 0.8 are right', () => {
    expect(calibrationError([row(0.8, true), row(0.8, true), row(0.8, true), row(0.8, true), row(0.8, false)])).toBeCloseTo(0)
  })

  it('is the distance of confidence and accuracy, weighed by the rows of each bin', () => {
    // Two rows at 0.9 of which one is right (off by 0.4), two at 0.3 of which none is (off by 0.3).
    expect(calibrationError([row(0.9, true), row(0.9, false), row(0.3, false), row(0.3, false)])).toBeCloseTo(0.5 * 0.4 + 0.5 * 0.3)
  })

  it.each([[0, 0], [1 / 15, 0], [0.0667, 1], [0.5, 7], [1, 14]])('puts %f into bin %i of fifteen', (confidence, bin) => {
    expect(calibrationBins([row(confidence, true)]).findIndex(({ rows }) => rows === 1)).toBe(bin)
  })

  it('has fifteen bins of equal width that hold every row', () => {
    const bins = calibrationBins(Array.from({ length: 101 }, (_, i) => row(i / 100, true)))
    expect(bins).toHaveLength(15)
    expect(bins.reduce((sum, { rows }) => sum + rows, 0)).toBe(101)
    for (const { from, to } of bins) expect(to - from).toBeCloseTo(1 / 15)
  })
})
