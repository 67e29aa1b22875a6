import { describe, expect, it } from 'vitest'
import { backoffMs } from '../../../core/engine/backoff.ts'
import { hashUnit } from '../../../core/engine/hash-unit.ts'

describe('a number from a text', () => {
  it('is the same on every machine', () => {
    expect(['', 'T1', 'T2', 'ticket-000001'].map(hashUnit)).toMatchInlineSnapshot(`
      [
        0.6689221884589642,
        0.8899683950003237,
        0.9895520149730146,
        0.7919124704785645,
      ]
    `)
  })

  it('is spread evenly over neighbouring ids', () => {
    const tenths = Array.from({ length: 10 }, () => 0)
    for (let id = 0; id < 20_000; id++) {
      const tenth = Math.floor(hashUnit(`ticket-${id}`) * 10)
      tenths[tenth] = (tenths[tenth] ?? 0) + 1
    }
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(160)
  })
})

describe('the pause before another attempt', () => {
  const retry = { maxAttempts: 9, initialMs: 1000, factor: 2, maxMs: 10_000, jitter: false }

  it('grows by its factor up to its limit', () => {
    expect([1, 2, 3, 4, 5, 8].map((attempt) => backoffMs(retry, attempt, 'x'))).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000])
  })

  it('is drawn from its seed when jitter is on, and lies below the full pause', () => {
    const drawn = Array.from({ length: 500 }, (_, index) => backoffMs({ ...retry, jitter: true }, 3, `t${index}`))
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...drawn)).toBeLessThanOrEqual(4000)
    expect(new Set(drawn).size).toBeGreaterThan(400)
    expect(backoffMs({ ...retry, jitter: true }, 3, 't7')).toBe(drawn[7])
  })
})
