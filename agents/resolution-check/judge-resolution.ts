import { quantise } from '../../core/signals/quantise.ts'
import type { ToneAnswer } from '../../core/signals/signal-answer.ts'
import { sayScore } from '../say-score.ts'
import type { ResolutionSigns } from './resolution-cues.ts'

/** How likely a reply says that the problem is solved, and the signs that make it so. */
export type ResolutionJudgement = { readonly likelihood: number; readonly reasons: readonly string[] }

type Sign = { readonly weight: number; readonly text: string }

// Weights in 0..1 shares of the distance that is left to certainty; each was chosen so that one clear sign decides and two opposite ones cancel.
const weights = { confirms: 0.84, denies: -0.9, thanks: 0.45, thanksInPassing: 0.2, reserves: -0.3, postpones: -0.5, asks: -0.35, complains: -0.6, tone: 0.5 } as const

// Thanks open many a long message that goes on to say what is still wrong; only a short one is about the thanks.
const shortMessage = 15

/** Weighs the signs of a reply and its tone; 0.5 where nothing speaks for either side. */
export function judgeResolution(signs: ResolutionSigns, tone: ToneAnswer | undefined): ResolutionJudgement {
  const found: Sign[] = []
  if (signs.confirms !== undefined) found.push({ weight: weights.confirms, text: `it confirms: "${signs.confirms}"` })
  if (signs.denies !== undefined) found.push({ weight: weights.denies, text: `it says the problem is still there: "${signs.denies}"` })
  if (signs.thanks !== undefined) {
    const inPassing = signs.words > shortMessage
    found.push({ weight: inPassing ? weights.thanksInPassing : weights.thanks, text: `it thanks${inPassing ? ' in passing' : ''}: "${signs.thanks}"` })
  }
  if (signs.postpones !== undefined && signs.confirms === undefined) found.push({ weight: weights.postpones, text: `it puts the attempt off: "${signs.postpones}"` })
  if (signs.reserves !== undefined) found.push({ weight: weights.reserves, text: `it has a reservation: "${signs.reserves}"` })
  if (signs.complains !== undefined) found.push({ weight: weights.complains, text: `it complains: "${signs.complains}"` })
  if (signs.asks) found.push({ weight: weights.asks, text: 'it asks a question' })
  if (tone !== undefined) {
    const unhappy = tone.frustrated + tone.confused
    const lean = tone.satisfied - unhappy
    found.push({ weight: weights.tone * lean, text: `its tone is ${sayScore(tone.satisfied)} satisfied and ${sayScore(unhappy)} frustrated or confused` })
  }
  const against = remaining(found.filter((sign) => sign.weight < 0))
  const inFavour = remaining(found.filter((sign) => sign.weight > 0))
  // Two products of doubts, weighed against each other: equal signs on both sides leave one half.
  return { likelihood: quantise(against / (against + inFavour)), reasons: found.map((sign) => sign.text) }
}

function remaining(signs: readonly Sign[]): number {
  return signs.reduce((doubt, sign) => doubt * (1 - Math.abs(sign.weight)), 1)
}
