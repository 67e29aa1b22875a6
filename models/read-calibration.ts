import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { RankingWeights } from '../core/knowledge/rank-passages.ts'
import { CONFIDENCE_INPUTS } from './labels/label-confidence.ts'
import type { LabelCalibration } from './labels/label-confidence.ts'

const labelCalibration = z.object({ bias: z.number(), weights: z.array(z.number()).length(CONFIDENCE_INPUTS) })
const rankingWeights = z.object({
  lexical: z.number(),
  relative: z.number(),
  title: z.number(),
  confidence: z.object({ bias: z.number(), cosine: z.number(), question: z.number(), overlap: z.number(), margin: z.number(), behind: z.number(), standing: z.number(), ahead: z.number() }),
})

/** The fitted calibration of the labels signal. */
export function readLabelCalibration(weightsDir: string): LabelCalibration {
  return labelCalibration.parse(json(join(weightsDir, 'labels', 'calibration.json')))
}

/** The fitted weights of the passages signal. */
export function readRankingWeights(weightsDir: string): RankingWeights {
  return rankingWeights.parse(json(join(weightsDir, 'passages', 'calibration.json')))
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}
