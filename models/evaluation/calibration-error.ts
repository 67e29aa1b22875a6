import type { Prediction } from './prediction.ts'

/** How many bins of equal width between 0 and 1 the confidences are sorted into. */
export const CALIBRATION_BINS = 15

/** One bin: how many rows fell into it, how sure they were on average, and how many of them were right. */
export type CalibrationBin = { readonly from: number; readonly to: number; readonly rows: number; readonly confidence: number; readonly accuracy: number }

/** The rows by the confidence of what was said: bin b holds confidences in (b/15, (b+1)/15], the first also 0. */
export function calibrationBins(rows: readonly Prediction[]): readonly CalibrationBin[] {
  const count = new Float64Array(CALIBRATION_BINS)
  const sure = new Float64Array(CALIBRATION_BINS)
  const right = new Float64Array(CALIBRATION_BINS)
  for (const { truth, predicted, confidence } of rows) {
    const bin = Math.min(CALIBRATION_BINS - 1, Math.max(0, Math.ceil(confidence * CALIBRATION_BINS) - 1))
    count[bin] = (count[bin] ?? 0) + 1
    sure[bin] = (sure[bin] ?? 0) + confidence
    if (truth === predicted) right[bin] = (right[bin] ?? 0) + 1
  }
  return Array.from(count, (own, bin) => ({
    from: bin / CALIBRATION_BINS,
    to: (bin + 1) / CALIBRATION_BINS,
    rows: own,
    confidence: own === 0 ? 0 : (sure[bin] ?? 0) / own,
    accuracy: own === 0 ? 0 : (right[bin] ?? 0) / own,
  }))
}

/** The expected calibration error: over the bins, the share of rows times how far their mean confidence is from their accuracy. */
export function calibrationError(rows: readonly Prediction[]): number {
  if (rows.length === 0) return 0
  return calibrationBins(rows).reduce((sum, bin) => sum + (bin.rows / rows.length) * Math.abs(bin.accuracy - bin.confidence), 0)
}
