import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bizBetween, compileCalendar } from '../../../core/calendars/calendar.ts'
import type { DeskStatus } from '../../../core/simulation/clock-rules.ts'
import { MetricClocks, type PlannedClock } from '../../../core/simulation/metric-clocks.ts'
import { intlZoneOffsets } from '../../../host/intl-zone-offsets.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const at = (text: string): number => Date.parse(`2026-${text}:00Z`)
const office = compileCalendar({ timezone: 'Europe/Berlin', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }] }, at('01-01T00:00'), at('12-31T00:00'), intlZoneOffsets())
const early = compileCalendar({ timezone: 'UTC', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '06:00', to: '12:00' }] }, at('01-01T00:00'), at('12-31T00:00'), intlZoneOffsets())

type Step =
  | { readonly at: string; readonly status: DeskStatus }
  | { readonly at: string; readonly reply: 'agent' | 'person' }
  | { readonly at: string; readonly asks: true }
  | { readonly at: string; readonly priority: string }

type Vector = { readonly name: string; readonly clocks: readonly PlannedClock[]; readonly created: string; readonly steps: readonly Step[]; readonly end: string; readonly facts: readonly (readonly [metric: string, result: string, overMs: number])[]; readonly due?: string | null }

const always = (metric: PlannedClock['metric'], ms: number, more: Readonly<Record<string, number>> = {}): PlannedClock => ({ metric, targets: { P3: ms, ...more }, calendar: null })
const hours = (metric: PlannedClock['metric'], ms: number, more: Readonly<Record<string, number>> = {}): PlannedClock => ({ metric, targets: { P3: ms, ...more }, calendar: office })

// 2026-06-01 is a Monday; Berlin is two hours ahead of UTC, so the office is open from 07:00 to 15:00 UTC.
const vectors: readonly Vector[] = [
  { name: 'a reply at the deadline is on time', clocks: [always('firstReplyHuman', HOUR)], created: '06-01T10:00', steps: [{ at: '06-01T11:00', reply: 'person' }], end: '06-02T00:00', facts: [['firstReplyHuman', 'achieved', 0]] },
  { name: 'a reply a minute later is not', clocks: [always('firstReplyHuman', HOUR)], created: '06-01T10:00', steps: [{ at: '06-01T11:01', reply: 'person' }], end: '06-02T00:00', facts: [['firstReplyHuman', 'breached', MINUTE]] },
  { name: 'a reply of the flow stops the clock of any reply, not that of people', clocks: [always('firstReplyHuman', HOUR), always('firstResponseAny', HOUR)], created: '06-01T10:00', steps: [{ at: '06-01T10:05', reply: 'agent' }], end: '06-01T10:30', facts: [['firstResponseAny', 'achieved', 0], ['firstReplyHuman', 'active', 0]], due: '06-01T11:00' },
  { name: 'an open target past its time is told apart', clocks: [always('firstReplyHuman', HOUR)], created: '06-01T10:00', steps: [], end: '06-01T12:00', facts: [['firstReplyHuman', 'activeBreached', HOUR]], due: '06-01T11:00' },
  { name: 'first replies do not pause while we wait for the customer', clocks: [always('firstReplyHuman', HOUR)], created: '06-01T10:00', steps: [{ at: '06-01T10:10', status: 'pending' }], end: '06-01T12:00', facts: [['firstReplyHuman', 'activeBreached', HOUR]] },
  { name: 'a reply that the solution made needless is not counted', clocks: [always('firstReplyHuman', HOUR)], created: '06-01T10:00', steps: [{ at: '06-01T10:05', reply: 'agent' }, { at: '06-01T10:10', status: 'solved' }], end: '06-03T00:00', facts: [], due: null },
  { name: 'a reply that was late before the solution stays late', clocks: [always('firstReplyHuman', HOUR)], created: '06-01T10:00', steps: [{ at: '06-01T11:30', status: 'solved' }], end: '06-03T00:00', facts: [['firstReplyHuman', 'breached', 30 * MINUTE]] },
  { name: 'nights do not count in business hours', clocks: [hours('firstReplyHuman', 2 * HOUR)], created: '06-01T14:00', steps: [{ at: '06-02T08:00', reply: 'person' }], end: '06-03T00:00', facts: [['firstReplyHuman', 'achieved', 0]] },
  { name: 'a reply out of hours adds nothing', clocks: [hours('firstReplyHuman', 0)], created: '06-01T20:00', steps: [{ at: '06-02T03:00', reply: 'person' }], end: '06-03T00:00', facts: [['firstReplyHuman', 'achieved', 0]] },
  { name: 'the deadline of a weekend lies on Monday', clocks: [hours('firstReplyHuman', HOUR)], created: '06-06T10:00', steps: [], end: '06-06T12:00', facts: [['firstReplyHuman', 'active', 0]], due: '06-08T08:00' },
  { name: 'requester wait pauses while we wait for the customer', clocks: [always('requesterWait', 2 * HOUR)], created: '06-01T10:00', steps: [{ at: '06-01T11:00', status: 'pending' }, { at: '06-01T20:00', status: 'open' }, { at: '06-01T21:00', status: 'solved' }], end: '06-03T00:00', facts: [['requesterWait', 'achieved', 0]] },
  { name: 'requester wait runs while somebody else is waited for, agent work does not', clocks: [always('requesterWait', HOUR), always('agentWork', HOUR)], created: '06-01T10:00', steps: [{ at: '06-01T10:30', status: 'onHold' }, { at: '06-01T11:30', status: 'open' }, { at: '06-01T11:45', status: 'solved' }], end: '06-03T00:00', facts: [['requesterWait', 'breached', 45 * MINUTE], ['agentWork', 'achieved', 0]] },
  { name: 'a pause at the instant of the deadline keeps it', clocks: [always('agentWork', HOUR)], created: '06-01T10:00', steps: [{ at: '06-01T11:00', status: 'pending' }], end: '06-02T00:00', facts: [['agentWork', 'active', 0]], due: null },
  { name: 'a pause a minute too late does not', clocks: [always('agentWork', HOUR)], created: '06-01T10:00', steps: [{ at: '06-01T11:01', status: 'pending' }], end: '06-02T00:00', facts: [['agentWork', 'activeBreached', MINUTE]] },
  { name: 'a clock that has paused breaches when the rest has passed', clocks: [always('agentWork', HOUR)], created: '06-01T10:00', steps: [{ at: '06-01T10:40', status: 'pending' }, { at: '06-01T15:00', status: 'open' }], end: '06-01T15:10', facts: [['agentWork', 'active', 0]], due: '06-01T15:20' },
  { name: 'total resolution does not pause', clocks: [always('totalResolution', 2 * HOUR)], created: '06-01T10:00', steps: [{ at: '06-01T10:10', status: 'pending' }, { at: '06-01T12:30', status: 'solved' }], end: '06-03T00:00', facts: [['totalResolution', 'breached', 30 * MINUTE]] },
  { name: 'reopening goes on where the solution stopped, and breaches then', clocks: [always('totalResolution', 2 * HOUR)], created: '06-01T10:00', steps: [{ at: '06-01T11:00', status: 'solved' }, { at: '06-03T11:00', status: 'open' }], end: '06-03T13:00', facts: [['totalResolution', 'activeBreached', HOUR]], due: '06-03T12:00' },
  { name: 'what was late before the reopening stays late', clocks: [always('totalResolution', HOUR)], created: '06-01T10:00', steps: [{ at: '06-01T12:00', status: 'solved' }, { at: '06-03T11:00', status: 'open' }, { at: '06-03T11:30', status: 'solved' }], end: '06-04T00:00', facts: [['totalResolution', 'breached', 90 * MINUTE]] },
  { name: 'each message of the customer that waits is one next reply, from the oldest', clocks: [always('nextReply', HOUR)], created: '06-01T10:00', steps: [{ at: '06-01T10:10', asks: true }, { at: '06-01T10:30', reply: 'person' }, { at: '06-01T12:00', asks: true }, { at: '06-01T12:50', asks: true }, { at: '06-01T13:30', reply: 'person' }, { at: '06-01T14:00', asks: true }, { at: '06-01T14:20', reply: 'person' }], end: '06-02T00:00', facts: [['nextReply', 'breached', 30 * MINUTE], ['nextReply', 'achieved', 0]] },
  { name: 'a reply of the flow is no next reply', clocks: [always('nextReply', HOUR)], created: '06-01T10:00', steps: [{ at: '06-01T10:30', reply: 'agent' }, { at: '06-01T12:00', asks: true }, { at: '06-01T12:10', reply: 'agent' }], end: '06-01T12:40', facts: [['nextReply', 'active', 0]], due: '06-01T13:00' },
  { name: 'updates are due from one reply to the next, and pause for the customer', clocks: [always('pausableUpdate', HOUR)], created: '06-01T10:00', steps: [{ at: '06-01T11:00', reply: 'person' }, { at: '06-01T11:00', status: 'pending' }, { at: '06-01T20:00', status: 'open' }, { at: '06-01T20:50', reply: 'person' }], end: '06-01T21:00', facts: [['pausableUpdate', 'achieved', 0], ['pausableUpdate', 'active', 0]], due: '06-01T21:50' },
  { name: 'a shorter target that is already over is missed at once', clocks: [always('requesterWait', 10 * HOUR, { P1: HOUR })], created: '06-01T10:00', steps: [{ at: '06-01T12:00', priority: 'P1' }], end: '06-01T12:00', facts: [['requesterWait', 'activeBreached', HOUR]], due: '06-01T12:00' },
  { name: 'a longer target does not undo what was missed', clocks: [always('requesterWait', HOUR, { P4: 10 * HOUR })], created: '06-01T10:00', steps: [{ at: '06-01T12:00', priority: 'P4' }, { at: '06-01T13:00', status: 'solved' }], end: '06-02T00:00', facts: [['requesterWait', 'breached', HOUR]] },
  { name: 'a longer target in time is the one that counts', clocks: [always('requesterWait', HOUR, { P4: 10 * HOUR })], created: '06-01T10:00', steps: [{ at: '06-01T10:30', priority: 'P4' }, { at: '06-01T18:00', status: 'solved' }], end: '06-02T00:00', facts: [['requesterWait', 'achieved', 0]] },
  { name: 'a priority without a target has none', clocks: [always('requesterWait', HOUR)], created: '06-01T10:00', steps: [{ at: '06-01T10:30', priority: 'P5' }], end: '06-02T00:00', facts: [], due: null },
  { name: 'a first reply counts in the calendar of its end', clocks: [hours('firstReplyHuman', HOUR), { metric: 'firstReplyHuman', targets: { P1: HOUR }, calendar: early }], created: '06-01T05:00', steps: [{ at: '06-01T08:00', priority: 'P1' }, { at: '06-01T08:30', reply: 'person' }], end: '06-02T00:00', facts: [['firstReplyHuman', 'breached', 90 * MINUTE]] },
  { name: 'a wait counts in the calendar of each of its spans', clocks: [hours('requesterWait', 8 * HOUR), { metric: 'requesterWait', targets: { P1: HOUR }, calendar: early }], created: '06-01T05:00', steps: [{ at: '06-01T07:30', priority: 'P1' }, { at: '06-01T08:00', status: 'solved' }], end: '06-02T00:00', facts: [['requesterWait', 'achieved', 0]] },
]

describe('the seven clocks of a help desk', () => {
  it.each(vectors)('$name', ({ clocks, created, steps, end, facts, due }) => {
    const ticket = new MetricClocks(clocks, at(created))
    for (const step of steps) {
      const now = at(step.at)
      if ('status' in step) ticket.status(step.status, now)
      else if ('reply' in step) ticket.reply(step.reply, now)
      else if ('asks' in step) ticket.asked(now)
      else ticket.reprioritise(step.priority, now)
    }
    expect(ticket.facts(at(end)).map(({ metric, result, overMs }) => [metric, result, overMs])).toEqual(facts)
    if (due !== undefined) expect(ticket.nextDue).toBe(due === null ? null : at(due))
  })

  it('measures the open time of the statuses that count, whatever their order', () => {
    const statuses = ['open', 'pending', 'onHold', 'solved'] as const
    fc.assert(fc.property(fc.array(fc.record({ after: fc.integer({ min: 0, max: 50 * HOUR }), status: fc.constantFrom(...statuses) }), { maxLength: 15 }), fc.integer({ min: 0, max: 200 * HOUR }), (changes, target) => {
      const created = at('06-01T03:00')
      const ticket = new MetricClocks([{ metric: 'requesterWait', targets: { P3: target }, calendar: office }], created)
      let now = created
      let since: number | null = created
      let taken = 0
      let last: DeskStatus = 'new'
      for (const { after, status } of [...changes, { after: 1000, status: 'solved' as const }]) {
        now += after
        ticket.status(status, now)
        if (since !== null) taken += bizBetween(office, since, now)
        since = status === 'open' || status === 'onHold' ? now : null
        last = status
      }
      expect(last).toBe('solved')
      expect(ticket.facts(now)).toEqual([{ metric: 'requesterWait', result: taken > target ? 'breached' : 'achieved', overMs: Math.max(0, taken - target) }])
    }))
  })
})
