import { describe, expect, it } from 'vitest'
import { KeyedRandom, ticketKey } from '../../../core/simulation/keyed-random.ts'

describe('KeyedRandom', () => {
  it('gives the same draw for the same names whatever was drawn before', () => {
    const one = new KeyedRandom(7, 3)
    const other = new KeyedRandom(7, 3)
    for (let draw = 0; draw < 50; draw++) other.uniform(ticketKey('T-9'), 'latency', draw)
    expect(one.uniform(ticketKey('T-1'), 'handle', 2)).toBe(other.uniform(ticketKey('T-1'), 'handle', 2))
  })

  it('gives other draws for another seed, replication, ticket, purpose, visit or draw', () => {
    const base = (seed: number, replication: number, id: string, purpose: string, visit: number, draw: number): number =>
      new KeyedRandom(seed, replication).uniform(ticketKey(id), purpose, visit, draw)
    const values = [base(1, 0, 'a', 'p', 0, 0), base(2, 0, 'a', 'p', 0, 0), base(1, 1, 'a', 'p', 0, 0), base(1, 0, 'b', 'p', 0, 0), base(1, 0, 'a', 'q', 0, 0), base(1, 0, 'a', 'p', 1, 0), base(1, 0, 'a', 'p', 0, 1)]
    expect(new Set(values).size).toBe(values.length)
  })

  it('is uniform: mean, variance and deciles of 200,000 draws are within four standard errors', () => {
    const random = new KeyedRandom(1, 0)
    const n = 200_000
    const deciles = new Array<number>(10).fill(0)
    let sum = 0
    let squares = 0
    let outside = 0
    for (let index = 0; index < n; index++) {
      const u = random.uniformAt(index, 1, 2, 3)
      if (!(u > 0 && u < 1)) outside += 1
      sum += u
      squares += u * u
      const bucket = Math.floor(u * 10)
      deciles[bucket] = (deciles[bucket] ?? 0) + 1
    }
    expect(outside).toBe(0)
    expect(Math.abs(sum / n - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n))
    expect(Math.abs(squares / n - 1 / 3)).toBeLessThan(4 * Math.sqrt(4 / 45 / n))
    for (const count of deciles) expect(Math.abs(count - n / 10)).toBeLessThan(4 * Math.sqrt(n * 0.09))
  })

  it('gives ids keys of their own among 200,000', () => {
    const seen = new Set<string>()
    for (let index = 0; index < 200_000; index++) {
      const key = ticketKey(`T-${index}`)
      seen.add(`${key.low}/${key.high}`)
    }
    expect(seen.size).toBe(200_000)
  })

  it('gives a second number with the first, as independent of it as of any other draw', () => {
    const random = new KeyedRandom(1, 0)
    const n = 100_000
    let sum = 0
    let product = 0
    for (let index = 0; index < n; index++) {
      const first = random.uniformAt(index, 1, 2, 3)
      const second = random.second()
      sum += second
      product += (first - 0.5) * (second - 0.5)
    }
    // Four standard errors of the mean and of the covariance of independent uniform numbers.
    expect(Math.abs(sum / n - 0.5)).toBeLessThan(4 / Math.sqrt(12 * n))
    expect(Math.abs(product / n)).toBeLessThan(4 / (12 * Math.sqrt(n)))
    random.uniformAt(7, 1, 2, 3)
    const seventh = random.second()
    random.uniformAt(8, 1, 2, 3)
    expect(random.second()).not.toBe(seventh)
    random.uniformAt(7, 1, 2, 3)
    expect(random.second()).toBe(seventh)
  })
})
