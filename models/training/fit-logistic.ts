/** One observation: its features, whether the event happened, and how much it counts. */
export type Observation = { readonly features: readonly number[]; readonly happened: boolean; readonly weight: number }

/** Logistic regression by Newton's method with a small ridge; the first coefficient is the bias. */
export function fitLogistic(rows: readonly Observation[], ridge = 1): readonly number[] {
  const size = (rows[0]?.features.length ?? 0) + 1
  let beta = new Array<number>(size).fill(0)
  for (let step = 0; step < 50; step++) {
    const gradient = beta.map((value, i) => (i === 0 ? 0 : -ridge * value))
    const hessian = beta.map((_, i) => beta.map((__, j) => (i === j ? (i === 0 ? 1e-9 : ridge) : 0)))
    for (const { features, happened, weight } of rows) {
      const x = [1, ...features]
      const p = logistic(beta, features)
      x.forEach((value, i) => {
        gradient[i]! += weight * (Number(happened) - p) * value
        x.forEach((other, j) => (hessian[i]![j]! += weight * p * (1 - p) * value * other))
      })
    }
    const move = solve(hessian, gradient)
    beta = beta.map((value, i) => value + (move[i] ?? 0))
    if (Math.max(...move.map(Math.abs)) < 1e-9) break
  }
  return beta
}

export function logistic(beta: readonly number[], features: readonly number[]): number {
  return 1 / (1 + Math.exp(-features.reduce((sum, value, i) => sum + value * (beta[i + 1] ?? 0), beta[0] ?? 0)))
}

/** Expected calibration error in fifteen equal bins, area under the ROC curve and Brier score. */
export function judge(rows: readonly { readonly p: number; readonly happened: boolean; readonly weight: number }[]): { ece: number; auroc: number; brier: number } {
  const total = rows.reduce((sum, row) => sum + row.weight, 0)
  let ece = 0
  for (let bin = 0; bin < 15; bin++) {
    const inside = rows.filter((row) => row.p > bin / 15 && row.p <= (bin + 1) / 15)
    ece += Math.abs(inside.reduce((sum, row) => sum + row.weight * (row.p - Number(row.happened)), 0)) / total
  }
  const sorted = [...rows].sort((a, b) => a.p - b.p)
  let below = 0
  let area = 0
  let yes = 0
  for (const row of sorted) {
    if (row.happened) {
      area += row.weight * below
      yes += row.weight
    } else below += row.weight
  }
  const brier = rows.reduce((sum, row) => sum + row.weight * (row.p - Number(row.happened)) ** 2, 0) / total
  return { ece: round(ece), auroc: round(area / (yes * below)), brier: round(brier) }
}

export function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

/** A small seeded generator (mulberry32): the same seed draws the same trials. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const copy = [...items]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[copy[i], copy[j]] = [copy[j]!, copy[i]!]
  }
  return copy
}

function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!])
  const n = right.length
  for (let c = 0; c < n; c++) {
    let pivot = c
    for (let r = c + 1; r < n; r++) if (Math.abs(rows[r]![c]!) > Math.abs(rows[pivot]![c]!)) pivot = r
    ;[rows[c], rows[pivot]] = [rows[pivot]!, rows[c]!]
    for (let r = 0; r < n; r++) {
      if (r === c) continue
      const factor = rows[r]![c]! / rows[c]![c]!
      for (let k = c; k <= n; k++) rows[r]![k]! -= factor * rows[c]![k]!
    }
  }
  return rows.map((row, i) => row[n]! / row[i]!)
}
