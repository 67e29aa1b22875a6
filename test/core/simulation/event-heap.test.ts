import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventHeap } from '../../../core/simulation/event-heap.ts'

describe('EventHeap', () => {
  it('gives events by time, then rank, then in the order they came', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 4 })), { maxLength: 300 }), (events) => {
        const heap = new EventHeap(2)
        events.forEach(([time, rank], index) => { heap.push(time, rank, 1, index, -index) })
        const expected = events.map(([time, rank], index) => ({ time, rank, index })).sort((a, b) => a.time - b.time || a.rank - b.rank || a.index - b.index)
        const actual: typeof expected = []
        while (heap.pop()) {
          expect(heap.b).toBe(heap.a === 0 ? -0 + 0 : -heap.a)
          actual.push({ time: heap.time, rank: heap.rank, index: heap.a })
        }
        expect(actual).toEqual(expected)
      }),
    )
  })

  it('keeps that order when events are taken and added in turns', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 200 }), (delays) => {
        const heap = new EventHeap(2)
        let now = 0
        delays.forEach((delay, index) => {
          heap.push(now + delay, index % 4, 0, index, 0)
          if (index % 3 === 2) {
            const next = heap.nextTime
            expect(heap.pop()).toBe(true)
            expect(heap.time).toBe(next)
            expect(heap.time).toBeGreaterThanOrEqual(now)
            now = heap.time
          }
        })
      }),
    )
  })

  it('says so when it is empty', () => {
    const heap = new EventHeap()
    expect(heap.pop()).toBe(false)
    expect(heap.nextTime).toBe(Infinity)
  })

  it('knows whether an event is due by an instant, also while the last one taken still stands at the top', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 60 }), fc.integer({ min: 0, max: 50 }), fc.nat(60), (times, instant, taken) => {
        const heap = new EventHeap(2)
        times.forEach((time, index) => { heap.push(time, 0, 1, index, 0) })
        for (let count = 0; count < taken; count++) heap.pop()
        const left = times.toSorted((a, b) => a - b).slice(taken)
        expect(heap.hasUntil(instant)).toBe(left.some((time) => time <= instant))
      }),
    )
  })
})
