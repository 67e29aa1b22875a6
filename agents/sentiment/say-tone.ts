import type { JudgedPoint, ToneReading } from '../../core/engine/tone-reading.ts'
import { sayCount, sayScore, sayShort } from '../say-score.ts'

/** A conversation's tone in sentences: the last message, where the conversation stands, and the sentence that moved it. */
export function sayTone({ points, trend }: ToneReading): readonly string[] {
  const last = points.at(-1)
  if (last === undefined) return ['The tone is not known: the customer has written nothing yet.']
  const judged = points.filter((point) => point.kind === 'judged')
  const state = judged.at(-1)
  const reasons: string[] = []
  if (last.kind === 'open') reasons.push(`The last message is not judged: ${last.why}. ${state === undefined ? 'The tone is not known.' : 'The scores stay as they were.'}`)
  else reasons.push(`Last message: ${sayScore(last.shares.frustrated)} frustrated, ${sayScore(last.shares.confused)} confused, ${sayScore(last.shares.satisfied)} satisfied; ${sayMood(last.own)} on the scale from -1 to 1.`)
  if (state !== undefined) {
    const over = `Over ${sayCount(judged.length, 'judged message')}: frustration ${sayScore(state.frustration)}, confusion ${sayScore(state.confusion)}, satisfaction ${sayScore(state.satisfaction)}; ${sayMood(state.score)} in all`
    reasons.push(judged.length === 1 ? `${over}.` : `${over}; the tone is ${trend === 'steady' ? 'steady' : `getting ${trend}`}.`)
  }
  const moved = judged.findLast((point) => point.mover !== undefined)
  if (moved?.mover !== undefined) reasons.push(sayMover(moved, judged[judged.indexOf(moved) - 1], judged.at(-1) === moved))
  return reasons
}

function sayMover({ mover, score }: JudgedPoint, before: JudgedPoint | undefined, isLast: boolean): string {
  const sentence = `"${sayShort(mover?.text ?? '', 160)}" (${sayMood(mover?.own ?? 0)} by itself)`
  const from = before === undefined ? '' : ` from ${sayMood(before.score)}`
  return isLast ? `Moved${from} to ${sayMood(score)} by ${sentence}.` : `Last moved by an earlier message,${from} to ${sayMood(score)}: ${sentence}.`
}

// A score on both sides of zero carries its sign, and zero none.
function sayMood(score: number): string {
  const text = sayScore(Math.abs(score))
  return text === '0.00' ? text : `${score < 0 ? '-' : '+'}${text}`
}
