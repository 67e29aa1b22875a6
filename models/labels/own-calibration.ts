import { logistic, shippedLogit } from './label-confidence.ts'
import type { LabelCalibration, LabelFeatures, OwnCalibration } from './label-confidence.ts'

/** One of a set's own texts, judged as if it were new; `own` is the place of its label. */
export type HeldText = { readonly own: number; readonly features: readonly LabelFeatures[] }

type Judged = { readonly logit: number; readonly right: boolean; readonly weight: number }

/** One text in seven is taken to belong to none of the labels. */
const NONE_SHARE = 1 / 6

/** So much do the shipped numbers weigh against the set's own judgements. */
const TRUST = 10
const STEPS = 30

/** How the shipped calibration has to be shifted and stretched to be right on a set's own texts, with their labels and with these taken away. */
export function fitOwnCalibration(held: readonly HeldText[], calibration: LabelCalibration): OwnCalibration {
  const judged = held.flatMap((text) => [...withItsLabel(text, calibration), ...withoutIts(text, calibration)])
  return fit(judged)
}

function withItsLabel({ own, features }: HeldText, calibration: LabelCalibration): readonly Judged[] {
  return features.map((one, j) => ({ logit: shippedLogit(one, calibration), right: j === own, weight: 1 }))
}

function withoutIts({ own, features }: HeldText, calibration: LabelCalibration): readonly Judged[] {
  const others = features.filter((_, j) => j !== own)
  const [first = 0, second = 0] = others.map((one) => one.strength).toSorted((a, b) => b - a)
  return others.map((one) => {
    const rival = one.strength === first ? second : first
    return { logit: shippedLogit({ ...one, lead: others.length < 2 ? 0 : one.strength - rival }, calibration), right: false, weight: NONE_SHARE }
  })
}

/** Newton's method, held near "as shipped" where there is little to go by. */
function fit(judged: readonly Judged[]): OwnCalibration {
  let shift = 0
  let stretch = 1
  for (let step = 0; step < STEPS; step++) {
    let gradientShift = -TRUST * shift
    let gradientStretch = -TRUST * (stretch - 1)
    let ss = TRUST
    let sm = 0
    let mm = TRUST
    for (const { logit, right, weight } of judged) {
      const p = logistic(shift + stretch * logit)
      const error = weight * (Number(right) - p)
      const curve = weight * p * (1 - p)
      gradientShift += error
      gradientStretch += error * logit
      ss += curve
      sm += curve * logit
      mm += curve * logit * logit
    }
    const determinant = ss * mm - sm * sm
    const moveShift = limited((mm * gradientShift - sm * gradientStretch) / determinant)
    const moveStretch = limited((ss * gradientStretch - sm * gradientShift) / determinant)
    shift += moveShift
    stretch = Math.max(0.1, stretch + moveStretch)
    if (Math.abs(moveShift) + Math.abs(moveStretch) < 1e-9) break
  }
  return { shift, stretch }
}

function limited(move: number): number {
  return Math.max(-1, Math.min(1, move))
}
