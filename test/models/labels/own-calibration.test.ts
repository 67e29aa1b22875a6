import { describe, expect, it } from 'vitest'
import { asShipped, labelConfidences } from '../../../models/labels/label-confidence.ts'
import type { LabelFeatures } from '../../../models/labels/label-confidence.ts'
import { fitOwnCalibration } from '../../../models/labels/own-calibration.ts'
import { seeded } from '../../../models/training/fit-logistic.ts'

const calibration = { bias: -4, weights: [6, 4, 0, 0, 0, 0, 0, 0, 0] }
const random = seeded(11)

/** Texts of two labels, told apart as often as `right` says. */
function texts(count: number, right: number): { readonly own: number; readonly features: readonly LabelFeatures[] }[] {
  return Array.from({ length: count }, () => {
    const isRight = random() < right
    const features = [true, false].map((first) => ({ strength: first === isRight ? 0.8 : 0.2, lead: first === isRight ? 0.6 : -0.6, nearest: 0.8, typical: 0.7, examples: 20 }))
    return { own: 0, features }
  })
}

describe('what a set says about the shipped calibration', () => {
  it('is nothing where there are no texts', () => {
    expect(fitOwnCalibration([], calibration)).toEqual(asShipped)
  })

  it.each([0.95, 0.6])('brings the confidence to the share of %d that is right', (right) => {
    const held = texts(500, right)
    const own = fitOwnCalibration(held, calibration)
    const [confidence = 0] = labelConfidences(texts(1, 1)[0]?.features ?? [], calibration, own)
    expect(Math.abs(confidence - right)).toBeLessThan(0.12)
  })

  it('moves less the fewer texts there are', () => {
    const many = texts(400, 0.6)
    const moved = (count: number): number => {
      const { shift, stretch } = fitOwnCalibration(many.slice(0, count), calibration)
      return Math.abs(shift) + Math.abs(stretch - 1)
    }
    expect(moved(5)).toBeLessThan(moved(20))
    expect(moved(20)).toBeLessThan(moved(400))
  })
})
