import { describe, expect, it } from 'vitest'
import { openTimeOf } from '../../../core/calendars/calendar.ts'
import { staffSteps } from '../../../core/simulation/staffing.ts'

const HOUR = 3_600_000
const day = openTimeOf([[9 * HOUR, 17 * HOUR], [33 * HOUR, 41 * HOUR]], 0, 48 * HOUR)
const evening = openTimeOf([[15 * HOUR, 20 * HOUR]], 0, 48 * HOUR)

function meanPeople(steps: ReturnType<typeof staffSteps>, from: number, to: number): number {
  return steps.reduce((sum, step, index) => sum + step.people * Math.max(0, Math.min(to, steps[index + 1]?.at ?? to) - Math.max(from, step.at)), 0) / (to - from)
}

describe('staffSteps', () => {
  it('adds shifts that overlap', () => {
    expect(staffSteps([{ open: day, headcount: 3 }, { open: evening, headcount: 2 }], 0, 0, 48 * HOUR)).toEqual([
      { at: 0, headcount: 0, people: 0 }, { at: 9 * HOUR, headcount: 3, people: 3 }, { at: 15 * HOUR, headcount: 5, people: 5 }, { at: 17 * HOUR, headcount: 2, people: 2 },
      { at: 20 * HOUR, headcount: 0, people: 0 }, { at: 33 * HOUR, headcount: 3, people: 3 }, { at: 41 * HOUR, headcount: 0, people: 0 },
    ])
  })

  it.each([[3, 0.3], [1, 0.3], [10, 0.25], [7, 0.05]])('takes shrinkage off %d people without losing a fraction of one (%d)', (headcount, shrinkage) => {
    const steps = staffSteps([{ open: day, headcount }], shrinkage, 0, 48 * HOUR)
    // Half an hour of one person is the most that rounding may move over two days.
    expect(Math.abs(meanPeople(steps, 0, 48 * HOUR) * 48 - headcount * (1 - shrinkage) * 16)).toBeLessThanOrEqual(0.5)
    expect(Math.max(...steps.map((step) => step.people))).toBe(Math.ceil(headcount * (1 - shrinkage)))
    expect(steps.every((step) => step.people <= step.headcount)).toBe(true)
  })

  it('has nobody where nobody works', () => {
    expect(staffSteps([], 0.3, 0, HOUR)).toEqual([{ at: 0, headcount: 0, people: 0 }])
  })
})
