import { foldText } from '../fold-text.ts'
import type { Judgement } from './judge-label.ts'
import { levelOfValue, urgencyCue, valueOfLevel } from './urgency-cues.ts'

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
