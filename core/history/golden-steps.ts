const GOLDEN = 0.6180339887498949

/** Looks for the least value between two ends: yields where to look, is told what is there. So several searches can share what they look at. */
export function* goldenSteps(low: number, high: number, steps: number): Generator<number, void, number> {
  let from = low
  let to = high
  let left = to - GOLDEN * (to - from)
  let right = from + GOLDEN * (to - from)
  let atLeft = yield left
  let atRight = yield right
  for (let step = 2; step < steps; step++) {
    if (atLeft <= atRight) {
      to = right
      right = left
      atRight = atLeft
      left = to - GOLDEN * (to - from)
      atLeft = yield left
    } else {
      from = left
      left = right
      atLeft = atRight
      right = from + GOLDEN * (to - from)
      atRight = yield right
    }
  }
}
