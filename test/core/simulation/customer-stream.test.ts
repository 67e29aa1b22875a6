import { describe, expect, it } from 'vitest'
import { CustomerStream } from '../../../core/simulation/customer-stream.ts'
import { KeyedRandom } from '../../../core/simulation/keyed-random.ts'
import type { Distribution } from '../../../core/simulation/variates.ts'

const MINUTE = 60_000
const work: Distribution = { kind: 'exponential', mean: 5 * MINUTE }

function drawn(stream: CustomerStream, customers: number): readonly (readonly [gap: number, work: number])[] {
  return Array.from({ length: customers }, (_, customer) => {
    const place = stream.placeOf(customer)
    return [stream.gaps[place] ?? NaN, stream.works[place] ?? NaN] as const
  })
}

describe('CustomerStream', () => {
  it('gives each customer the same gap and work, whatever other streams draw between', () => {
    const random = new KeyedRandom(1, 0)
    const alone = drawn(new CustomerStream(random, 3, 1 / MINUTE, work), 200)
    const one = new CustomerStream(random, 3, 1 / MINUTE, work)
    const other = new CustomerStream(random, 4, 1 / MINUTE, work)
    const together = Array.from({ length: 200 }, (_, customer) => {
      const place = one.placeOf(customer)
      const pair = [one.gaps[place] ?? NaN, one.works[place] ?? NaN] as const
      other.placeOf(customer)
      return pair
    })
    expect(together).toEqual(alone)
    expect(drawn(other, 0)).toEqual([])
    expect(drawn(new CustomerStream(random, 4, 1 / MINUTE, work), 200)).not.toEqual(alone)
  })

  it('draws whole milliseconds with the means that it was given, within four standard errors', () => {
    const n = 50_000
    const all = drawn(new CustomerStream(new KeyedRandom(2, 0), 0, 1 / MINUTE, work), n)
    const mean = (pick: 0 | 1): number => all.reduce((sum, pair) => sum + pair[pick], 0) / n
    expect(all.every(([gap, time]) => Number.isInteger(gap) && Number.isInteger(time) && gap >= 0 && time >= 0)).toBe(true)
    // The standard deviation of an exponential time is its mean.
    expect(Math.abs(mean(0) - MINUTE)).toBeLessThan((4 * MINUTE) / Math.sqrt(n))
    expect(Math.abs(mean(1) - 5 * MINUTE)).toBeLessThan((20 * MINUTE) / Math.sqrt(n))
  })
})
