import { hashName, KeyedRandom } from '../../core/simulation/keyed-random.ts'

/** The numbers 0 to count - 1 in an order that depends on the seed and the purpose alone (Fisher and Yates). */
export function seededOrder(count: number, seed: number, purpose: string): readonly number[] {
  const random = new KeyedRandom(seed, 1)
  const stream = hashName(purpose)
  const order = Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random.uniformAt(i, 0, stream, 0) * (i + 1))
    const held = order[i] ?? 0
    order[i] = order[j] ?? 0
    order[j] = held
  }
  return order
}
