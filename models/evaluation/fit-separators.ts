import { seededOrder } from './seeded-order.ts'
import type { WordVector } from './word-vectors.ts'

const MOST_ROUNDS = 60
const CLOSE_ENOUGH = 0.02

/** Rows with their classes (as numbers), and what an error on a row costs for each of its two sides. */
export type SeparationProblem = {
  readonly rows: readonly WordVector[]
  readonly classOf: Int32Array
  readonly classes: number
  readonly words: number
  /** What a row of the class costs when the class is told from the rest; a row of the rest costs `costOfRest`. */
  readonly costOfOwn: Float64Array
  readonly costOfRest: Float64Array
}

/** The fitted separators: for each word (the constant last) one weight a class, side by side. */
export type Separators = { readonly classes: number; readonly weights: Float64Array }

/**
 * Fits one linear support vector machine a class (against all the others, squared hinge, L2 penalty) by coordinate descent on
 * the dual (Hsieh et al., 2008), all classes in one walk over the rows.
 */
export function fitSeparators({ rows, classOf, classes, words, costOfOwn, costOfRest }: SeparationProblem): Separators {
  const weights = new Float64Array((words + 1) * classes)
  const found: Separators = { classes, weights }
  const multipliers = new Float64Array(rows.length * classes)
  const margins = new Float64Array(classes)
  const order = seededOrder(rows.length, 1, 'separators')
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let highest = -Infinity
    let lowest = Infinity
    for (const i of order) {
      const row = rows[i]
      if (row === undefined) continue
      fillMargins(margins, found, row)
      const square = row.words.length === 0 ? 1 : 2
      let moves = false
      for (let own = 0; own < classes; own++) {
        const isOwn = classOf[i] === own
        const cost = (isOwn ? costOfOwn[i] : costOfRest[i]) ?? 0
        const side = isOwn ? 1 : -1
        const ballast = 0.5 / cost
        const at = i * classes + own
        const before = multipliers[at] ?? 0
        const slope = cost <= 0 ? 0 : side * (margins[own] ?? 0) - 1 + before * ballast
        const pull = before === 0 ? Math.min(slope, 0) : slope
        if (pull > highest) highest = pull
        if (pull < lowest) lowest = pull
        margins[own] = 0
        if (Math.abs(pull) < 1e-12) continue
        const after = Math.max(before - slope / (square + ballast), 0)
        multipliers[at] = after
        // The margins are used up: their place holds what each class's weights move by.
        margins[own] = (after - before) * side
        moves = true
      }
      if (moves) move(found, row, margins)
    }
    if (highest - lowest < CLOSE_ENOUGH) break
  }
  return found
}

/** How far a vector lies on each class's side. */
export function fillMargins(margins: Float64Array, { classes, weights }: Separators, { words, weights: values }: WordVector): void {
  const constant = weights.length - classes
  for (let own = 0; own < classes; own++) margins[own] = weights[constant + own] ?? 0
  for (let i = 0; i < words.length; i++) {
    const start = (words[i] ?? 0) * classes
    const value = values[i] ?? 0
    for (let own = 0; own < classes; own++) margins[own] = (margins[own] ?? 0) + value * (weights[start + own] ?? 0)
  }
}

function move({ classes, weights }: Separators, { words, weights: values }: WordVector, by: Float64Array): void {
  const constant = weights.length - classes
  for (let own = 0; own < classes; own++) weights[constant + own] = (weights[constant + own] ?? 0) + (by[own] ?? 0)
  for (let i = 0; i < words.length; i++) {
    const start = (words[i] ?? 0) * classes
    const value = values[i] ?? 0
    for (let own = 0; own < classes; own++) weights[start + own] = (weights[start + own] ?? 0) + value * (by[own] ?? 0)
  }
}
