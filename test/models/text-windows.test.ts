import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BATCH_TOKENS, batchesOf, paddedLength, WINDOW_PIECES, windowsOf } from '../../models/text-windows.ts'

describe('windows of a text', () => {
  it('hold every piece once and in order, whatever the length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), (count) => {
        const pieces = Array.from({ length: count }, (_, i) => i)
        const windows = windowsOf(0, pieces)
        expect(windows.flatMap((window) => window.pieces)).toEqual(pieces)
        expect(windows.length).toBeGreaterThan(0)
        for (const window of windows) expect(window.pieces.length).toBeLessThanOrEqual(WINDOW_PIECES)
      }),
    )
  })

  it('are batched with windows of the same padded length only, all of them, within the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 60 }), (counts) => {
        const windows = counts.flatMap((count, text) => windowsOf(text, new Array<number>(count).fill(7)))
        const batches = batchesOf(windows)
        expect(batches.flat().length).toBe(windows.length)
        for (const batch of batches) {
          const lengths = new Set(batch.map((window) => paddedLength(window)))
          expect(lengths.size).toBe(1)
          expect(batch.length === 1 || batch.length * Math.max(...lengths) <= BATCH_TOKENS).toBe(true)
        }
      }),
    )
  })
})
