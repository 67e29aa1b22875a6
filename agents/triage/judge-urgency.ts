import type { UrgencyAnswer } from '../../core/signals/signal-answer.ts'
import { foldText } from '../fold-text.ts'
import { sayScore } from '../say-score.ts'
import type { Judgement } from './judge-label.ts'
import { levelOfValue, type UrgencyCue, urgencyCue, valueOfLevel } from './urgency-cues.ts'
import type { UrgencyScale } from './urgency-scale.ts'

/** From this share on the urgency model is as good as certain. */
const CERTAIN = 0.8

/**
 * How urgent a request is: the label that fits its text, raised where its words say more ("nobody can work").
 * Where no label is clear the words decide alone, and a text without any sign of urgency is normal.
 */
export function judgeUrgency(text: string, label: Judgement, values: readonly string[]): Judgement {
  const cue = urgencyCue(foldText(text))
  const cueValue = cue === undefined ? undefined : valueOfLevel(cue.level, values)
  if (label.value !== undefined) {
    const level = levelOfValue(label.value)
    if (cue === undefined || cueValue === undefined || level === undefined || cue.level <= level || cueValue === label.value) return label
    return { value: cueValue, score: label.score, reason: `Urgency is ${cueValue}: the text says "${cue.words}", which is more than the label ${label.value} (${label.score.toFixed(2)}).` }
  }
  if (cue !== undefined && cueValue !== undefined) return { value: cueValue, score: label.score, reason: `Urgency is ${cueValue}: the text says "${cue.words}"; no label was clear enough.` }
  const normal = values.find((value) => levelOfValue(value) === 1)
  if (normal === undefined) return label
  return { value: normal, score: label.score, reason: `Urgency is ${normal}: no label was clear enough and no words of urgency stand in the text.` }
}

/**
 * How urgent a request is by the urgency model, raised where its words say more and left to them where no share reaches the threshold;
 * the highest value above high is only chosen where the words tell of a stop or danger ("nobody can work"), and one between them, or below
 * low, only where the model is certain (0.8) of high or low and the words press ("urgent") or can wait ("no rush").
 */
export function judgeUrgencyByModel(text: string, answer: UrgencyAnswer, scale: UrgencyScale, threshold: number): Judgement {
  const cue = urgencyCue(foldText(text))
  const { level, share } = likeliest(answer)
  const says = `urgency model: ${level === 2 ? 'high' : level === 1 ? 'normal' : 'low'} ${sayScore(share)}`
  const isClear = share >= threshold
  if (cue === undefined) {
    const value = isClear ? valueAt(level, scale) : scale.normal
    return { value, score: share, reason: isClear ? `Urgency is ${value} (${says}).` : `Urgency is ${value}: no words of urgency stand in the text, and the model is not clear enough (${says}).` }
  }
  const value = valueBeyond(cue, answer, scale) ?? valueAt(cue.level, scale)
  if (!isClear) return { value, score: share, reason: `Urgency is ${value}: the text says "${cue.words}"; the model is not clear enough (${says}).` }
  const own = valueAt(level, scale)
  if (value === own || cue.level < level) return { value: own, score: share, reason: `Urgency is ${own} (${says}).` }
  return { value, score: share, reason: `Urgency is ${value}: the text says "${cue.words}" (${says}).` }
}

// Equal shares: what most requests are.
function likeliest({ low, normal, high }: UrgencyAnswer): { readonly level: 0 | 1 | 2; readonly share: number } {
  if (normal >= low && normal >= high) return { level: 1, share: normal }
  return high >= low ? { level: 2, share: high } : { level: 0, share: low }
}

function valueAt(level: number, scale: UrgencyScale): string {
  if (level >= 2) return scale.high
  return level === 1 ? scale.normal : scale.low
}

function valueBeyond({ level }: UrgencyCue, { low, high }: UrgencyAnswer, { aboveHigh, belowLow }: UrgencyScale): string | undefined {
  if (level === 3) return aboveHigh.at(-1)
  if (level === 2 && high >= CERTAIN && aboveHigh.length > 1) return aboveHigh[0]
  return level === 0 && low >= CERTAIN ? belowLow[0] : undefined
}
