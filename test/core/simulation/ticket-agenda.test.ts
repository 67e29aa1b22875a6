import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TicketAgenda } from '../../../core/simulation/ticket-agenda.ts'

/** What is done with an agenda: a ticket plans something, takes back its how-manieth plan, or the next plan of all is taken. */
type Deed = { readonly what: 'add' | 'remove' | 'pop'; readonly ticket: number; readonly delay: number; readonly rank: number; readonly number: number }

const deed: fc.Arbitrary<Deed> = fc.record({
  what: fc.constantFrom('add' as const, 'add' as const, 'remove' as const, 'pop' as const),
  ticket: fc.nat(12), delay: fc.nat(6), rank: fc.integer({ min: 1, max: 3 }), number: fc.nat(8),
})

type Model = { readonly ticket: number; readonly number: number; readonly time: number; readonly rank: number }

describe('TicketAgenda', () => {
  it('gives plans by time, then rank, then ticket, then as they were made, whatever is taken back', () => {
    fc.assert(fc.property(fc.array(deed, { maxLength: 300, size: 'max' }), (deeds) => {
      const agenda = new TicketAgenda<string>(1)
      let model: Model[] = []
      const counts = new Map<number, number>()
      let now = 0
      const taken = (): void => {
        const [first] = model.toSorted((a, b) => a.time - b.time || a.rank - b.rank || a.ticket - b.ticket || a.number - b.number)
        expect(agenda.nextTime).toBe(first?.time ?? Infinity)
        if (first !== undefined) expect(agenda.nextRank).toBe(first.rank)
        expect(agenda.pop()).toBe(first !== undefined)
        if (first === undefined) return
        expect([agenda.time, agenda.ticket, agenda.plan]).toEqual([first.time, first.ticket, `${first.ticket}/${first.number}`])
        now = first.time
        model = model.filter((one) => one !== first)
      }
      for (const { what, ticket, delay, rank, number } of deeds) {
        if (what === 'pop') taken()
        else if (what === 'remove') {
          agenda.remove(ticket, number)
          model = model.filter((one) => one.ticket !== ticket || one.number !== number)
        } else {
          const next = counts.get(ticket) ?? 0
          counts.set(ticket, next + 1)
          expect(agenda.add(ticket, now + delay, rank, `${ticket}/${next}`)).toBe(next)
          model.push({ ticket, number: next, time: now + delay, rank })
        }
      }
      while (model.length > 0) taken()
      expect(agenda.pop()).toBe(false)
    }))
  })

  it('knows nothing of what was never planned', () => {
    const agenda = new TicketAgenda<string>()
    agenda.remove(3, 0)
    agenda.remove(100, -1)
    expect(agenda.nextTime).toBe(Infinity)
    expect(agenda.pop()).toBe(false)
  })
})
