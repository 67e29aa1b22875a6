import type { LabelsAnswer } from '../../core/signals/signal-answer.ts'
import { sayId, sayScore } from '../say-score.ts'
import type { JudgedOutput } from './judged-outputs.ts'

/** What the labels say: the value, if one is clear enough, how sure it is, and why in a sentence. */
export type Judgement = { readonly value: string | undefined; readonly score: number; readonly reason: string }

/** The best label at or above the threshold; below it "none of these", which is `other` where the output has that value. */
export function judgeLabel(output: JudgedOutput, answer: LabelsAnswer, threshold: number): Judgement {
  const [best, second] = [...answer.scores].sort((one, other) => other.score - one.score || (one.label < other.label ? -1 : 1))
  const name = sayId(output.name)
  if (best === undefined) return { value: undefined, score: 0, reason: `${name} is not known: nothing was compared.` }
  const runnerUp = second === undefined ? '' : `; next is ${titleOf(output, second.label)} with ${sayScore(second.score)}`
  const found = `${titleOf(output, best.label)} fits best with ${sayScore(best.score)}${runnerUp}`
  if (best.score >= threshold) return { value: best.label, score: best.score, reason: `${name} is ${best.label}: ${found}.` }
  const other = output.type.values.includes('other') ? 'other' : undefined
  const outcome = other === undefined ? 'stays open' : 'is other'
  return { value: other, score: best.score, reason: `${name} ${outcome}: ${found}, below the threshold of ${sayScore(threshold)}.` }
}

function titleOf(output: JudgedOutput, id: string): string {
  return output.labels.find((label) => label.id === id)?.title ?? id
}
