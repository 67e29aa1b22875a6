import { describe, expect, it } from 'vitest'
import type { LineRules } from '../../../../core/simulation/queue-order.ts'
import { byPriority, runSmallSystem, type SmallJob } from './small-system.ts'

const END = 2000
const line: LineRules = { ...byPriority, preemption: { by: new Set([0, 1]), of: new Set([1, 2, 3]), level: (rank) => rank } }
const spans = (jobs: readonly SmallJob[], people = 1, rules = line, seats = 1): readonly (readonly [number, number, number])[] =>
  runSmallSystem({ people: Array.from({ length: people }, (_, index) => ({ id: `p${index}`, hours: [[0, END]] })), jobs, individual: false, line: rules, seats, end: END }).spans.map(({ job, from, to }) => [job, from, to])

describe('pre-emption', () => {
  it('interrupts the least urgent, of those the one begun last, and goes on with it at the head of its class', () => {
    const jobs = [{ at: 0, work: 100, rank: 3 }, { at: 5, work: 100, rank: 3 }, { at: 6, work: 100, rank: 2 }, { at: 7, work: 10, rank: 3 }, { at: 10, work: 20, rank: 0 }]
    expect(spans(jobs, 3)).toEqual([[0, 0, 100], [1, 5, 10], [2, 6, 106], [4, 10, 30], [1, 30, 125], [3, 100, 110]])
  })

  it('never interrupts work of its own class or of one that is not named', () => {
    expect(spans([{ at: 0, work: 50, rank: 1 }, { at: 10, work: 10, rank: 1 }])).toEqual([[0, 0, 50], [1, 50, 60]])
    expect(spans([{ at: 0, work: 50, rank: 0 }, { at: 10, work: 10, rank: 0 }, { at: 20, work: 10, rank: 1 }])).toEqual([[0, 0, 50], [1, 50, 60], [2, 60, 70]])
  })

  it.each(['priority', 'fifo', 'sla', 'weighted', 'aging'] as const)('begins nothing only to interrupt it at once, whatever the order of the line: %s', (discipline) => {
    const rules: LineRules = { ...line, discipline, weights: [1, 1, 1, 99], ageAfterMs: 1, above: [0, 0, 1, 2] }
    const jobs: SmallJob[] = [{ at: 0, work: 30, rank: 0 }, { at: 1, work: 30, rank: 3, deadline: 5 }, { at: 2, work: 30, rank: 1, deadline: 900 }, { at: 3, work: 30, rank: 0, deadline: 950 }]
    const found = spans(jobs, 1, rules)
    for (const [, from, to] of found) expect(to).toBeGreaterThan(from)
    expect(found.map(([job]) => job)).toEqual([0, 3, 2, 1])
  })

  it('frees a person for a chat, but interrupts no single chat for work that wants the person alone', () => {
    expect(spans([{ at: 0, work: 50, rank: 3 }, { at: 10, work: 10, rank: 0, chat: true }], 1, line, 2)).toEqual([[0, 0, 10], [1, 10, 20], [0, 20, 60]])
    expect(spans([{ at: 0, work: 50, rank: 3, chat: true }, { at: 0, work: 50, rank: 3, chat: true }, { at: 10, work: 10, rank: 0 }], 1, line, 2).map(([job]) => job)).toEqual([0, 1, 2])
  })
})
