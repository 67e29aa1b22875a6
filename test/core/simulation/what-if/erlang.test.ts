import { describe, expect, it } from 'vitest'
import { erlangA, erlangB, erlangC, erlangStaff, servedWithin } from '../../../../core/simulation/what-if/erlang.ts'

describe('the formulas that a search for people is shown beside', () => {
  it('gives the known losses of Erlang B', () => {
    expect(erlangB(10, 12)).toBeCloseTo(0.1197, 4)
    expect(erlangB(5, 5)).toBeCloseTo(0.2849, 4)
  })

  it('gives the known waits of Erlang C', () => {
    expect(erlangC(2, 3)).toBeCloseTo(0.4444, 4)
    expect(erlangC(18, 20)).toBeCloseTo(0.5508, 4)
    expect(erlangC(99, 100)).toBeCloseTo(0.8828, 4)
    expect(erlangC(5, 4)).toBe(1)
    const desk = { perHour: 100, meanHours: 1 / 6 }
    expect(servedWithin(desk, 20, 60 / 3600)).toBeCloseTo(0.7577, 4)
    expect(servedWithin(desk, 20, 300 / 3600)).toBeCloseTo(0.9361, 4)
    expect(servedWithin(desk, 16, 300 / 3600)).toBe(0)
  })

  it('finds the fewest people, and one fewer is too few', () => {
    const desk = { perHour: 100, meanHours: 1 / 6 }
    const people = erlangStaff(desk, 60 / 3600, 0.9)
    expect(servedWithin(desk, people, 60 / 3600)).toBeGreaterThanOrEqual(0.9)
    expect(servedWithin(desk, people - 1, 60 / 3600)).toBeLessThan(0.9)
  })

  it('gives the known losses and waits of Erlang A', () => {
    const first = erlangA({ perHour: 48, meanHours: 1 }, 50, 2)
    expect([first.waits, first.leaves, first.meanHours].map((value) => Number(value.toFixed(4)))).toEqual([0.4678, 0.0309, 0.0618])
    const second = erlangA({ perHour: 100, meanHours: 1 / 6 }, 15, 0.5)
    expect([second.waits, second.leaves, second.meanHours].map((value) => Number(value.toFixed(4)))).toEqual([0.8382, 0.1282, 0.0641])
  })
})
