import { describe, expect, it } from 'vitest'
import { responseCurves, responseGrids } from '../../../core/simulation/report/response-curve.ts'
import { placeOnLog, timeAtLog } from '../../../renderer/decide/log-scale.ts'
import { shareWithin } from '../../../renderer/decide/share-within.ts'

const minute = 60_000
// Half of the requests are answered, evenly within 100 minutes.
const half = { answered: 0.5, requests: 200, quantilesMs: Array.from({ length: 101 }, (_, step) => step * minute) }

describe('the share of requests answered within a target', () => {
  it.each([
    ['nobody before the first answer', { ...half, quantilesMs: half.quantilesMs.map((ms) => ms + minute) }, minute / 2, 0],
    ['is read off between two steps', half, 50.5 * minute, 0.2525],
    ['counts those that were never replied to', half, 50 * minute, 0.25],
    ['ends below all of them where some were never replied to', half, 1e12, 0.5],
    ['is everybody at once where all answers take the same time', { answered: 1, requests: 3, quantilesMs: Array.from({ length: 101 }, () => minute) }, minute, 1],
    ['is none where nobody was answered', { answered: 0, requests: 3, quantilesMs: [] }, minute, 0],
  ] as const)('%s', (_words, curve, target, share) => {
    expect(shareWithin(curve, target)).toBeCloseTo(share, 12)
  })

  it('is not known where nobody asked', () => {
    expect(shareWithin(responseCurves([responseGrids({ tickets: [] })]).any, minute)).toBeNull()
  })
})

describe('the scale of times', () => {
  it.each([10_000, minute, 15 * minute, 60 * minute, 8 * 60 * minute, 7 * 24 * 60 * minute])('comes back to %d ms', (ms) => {
    expect(timeAtLog(placeOnLog(ms))).toBe(ms)
  })
})
