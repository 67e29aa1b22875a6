import { exp } from '../../core/simulation/math-exp.ts'

const SHIFT = 17
const LARGEST = 32_767 * 32_767
const LOWEST = -(LARGEST >> SHIFT) - 1

/** The exponential likeness exp(steepness * (cosine - 1)) by the dot product of two embeddings, worked out once for 16,000 steps. */
export function likenessTable(steepness: number): (product: number) => number {
  const steps = Math.abs(LOWEST) * 2 + 2
  const table = Float64Array.from({ length: steps }, (_, i) => {
    const cosine = Math.min(1, ((i + LOWEST + 0.5) * 2 ** SHIFT) / LARGEST)
    return exp(steepness * (cosine - 1))
  })
  return (product) => table[Math.max(0, Math.min(steps - 1, (product >> SHIFT) - LOWEST))] ?? 0
}
