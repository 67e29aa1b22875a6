import { describe, expect, it } from 'vitest'
import { compileCalendar } from '../../../core/calendars/calendar.ts'
import { SlaClocks } from '../../../core/simulation/sla-clocks.ts'
import { Timeline } from '../../../core/simulation/timeline.ts'
import { intlZoneOffsets } from '../../../host/intl-zone-offsets.ts'

const at = (text: string): number => Date.parse(`2026-${text}Z`)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const zones = intlZoneOffsets()
const end = at('07-01T00:00')
const office = compileCalendar({ timezone: 'UTC', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }] }, at('05-01T00:00'), at('08-01T00:00'), zones)
const each = (P1: number, rest: number): Record<string, number> => ({ P1, P2: rest, P3: rest, P4: rest, P5: 4 * rest })
const policy = { id: 'all', when: null, calendar: office, firstResponse: each(HOUR / 2, 2 * HOUR), resolution: each(2 * HOUR, 8 * HOUR), warnAt: 0.75 }

/** What happens to a ticket of Monday the first of June, and when. */
type Step = { readonly at: string; readonly what: 'answer' | 'pause' | 'resume' | 'priority'; readonly priority?: string }

/** The clocks after these steps, and the events that the flow was told of on the way. */
function follow(created: string, steps: readonly Step[], until = '06-30T00:00'): { readonly clocks: SlaClocks; readonly told: readonly (readonly [string, string, string])[] } {
  const timeline = new Timeline(end)
  timeline.now = at(created)
  const clocks = new SlaClocks(timeline, 0, policy, at(created))
  const told: (readonly [string, string, string])[] = []
  const runTo = (time: number): void => {
    while (timeline.nextTime <= time && timeline.pop()) {
      const { pending } = timeline
      if (pending?.kind !== 'sla') continue
      clocks.told(pending.clock, pending.event)
      told.push([pending.event, pending.clock, new Date(timeline.now).toISOString().slice(5, -1)])
    }
    timeline.now = time
  }
  for (const step of steps) {
    runTo(at(step.at) - 1)
    timeline.now = at(step.at)
    if (step.what === 'answer') clocks.answered(timeline.now)
    else if (step.what === 'pause') clocks.pause(timeline.now)
    else if (step.what === 'resume') clocks.resume(timeline.now)
    else clocks.reprioritise(step.priority ?? 'P3')
  }
  runTo(at(until))
  return { clocks, told }
}

const first = (created: string, steps: readonly Step[]): unknown => follow(created, steps).clocks.firstResponseResult(at('06-30T00:00'))
const resolution = (created: string, steps: readonly Step[], solved = true): unknown => follow(created, steps).clocks.resolutionResult(at('06-30T00:00'), solved)

describe('a promise of the flow: the first response', () => {
  it.each([
    { name: 'at the deadline is on time', steps: [{ at: '06-01T12:00', what: 'answer' }], result: ['achieved', 0] },
    { name: 'a millisecond later is not', steps: [{ at: '06-01T12:00:00.001', what: 'answer' }], result: ['breached', 1] },
    { name: 'never pauses', steps: [{ at: '06-01T10:10', what: 'pause' }, { at: '06-01T12:30', what: 'answer' }], result: ['breached', 30 * MINUTE] },
    { name: 'that is not given is late while it still runs', steps: [], result: ['activeBreached', expect.any(Number)] },
    { name: 'has the target of the priority that the ticket has got', steps: [{ at: '06-01T10:20', what: 'priority', priority: 'P1' }, { at: '06-01T11:00', what: 'answer' }], result: ['breached', 30 * MINUTE] },
    { name: 'is judged by the target that was in force when it went out, whatever priority comes later', steps: [{ at: '06-01T11:00', what: 'answer' }, { at: '06-01T11:30', what: 'priority', priority: 'P1' }], result: ['achieved', 0] },
    { name: 'that was late stays late with a later, longer target', steps: [{ at: '06-01T12:30', what: 'answer' }, { at: '06-01T12:40', what: 'priority', priority: 'P5' }], result: ['breached', 30 * MINUTE] },
    { name: 'whose target was missed is not saved by a longer one', steps: [{ at: '06-01T12:15', what: 'priority', priority: 'P5' }, { at: '06-01T12:40', what: 'answer' }], result: ['breached', 15 * MINUTE] },
    { name: 'has more time with a longer target that comes in time', steps: [{ at: '06-01T11:15', what: 'priority', priority: 'P5' }, { at: '06-01T15:00', what: 'answer' }], result: ['achieved', 0] },
  ] satisfies readonly { name: string; steps: readonly Step[]; result: readonly unknown[] }[])('$name', ({ steps, result: [result, overMs] }) => {
    expect(first('06-01T10:00', steps)).toEqual({ result, overMs })
  })

  it('at night counts no time: due at closing time, it is on time until the doors open again, and nobody is told otherwise', () => {
    const steps: readonly Step[] = [{ at: '06-01T21:00', what: 'answer' }, { at: '06-01T21:00', what: 'pause' }]
    const { clocks, told } = follow('06-01T15:00', steps)
    expect(clocks.firstResponseResult(end)).toEqual({ result: 'achieved', overMs: 0 })
    expect(told).toEqual([['sla.warning', 'firstResponse', '06-01T16:30:00.000']])
  })

  it('is missed in the first millisecond of the next morning', () => {
    expect(follow('06-01T15:00', [{ at: '06-02T09:30', what: 'answer' }]).told.filter(([, clock]) => clock === 'firstResponse')).toEqual([
      ['sla.warning', 'firstResponse', '06-01T16:30:00.000'], ['sla.breach', 'firstResponse', '06-02T09:00:00.001'],
    ])
  })
})

describe('a promise of the flow: the resolution', () => {
  it.each([
    { name: 'stands still while we wait for the customer', steps: [{ at: '06-01T11:00', what: 'pause' }, { at: '06-03T11:00', what: 'resume' }, { at: '06-03T16:00', what: 'pause' }], result: ['achieved', 0] },
    { name: 'goes on where it stood when the ticket is reopened', steps: [{ at: '06-01T16:00', what: 'pause' }, { at: '06-03T11:00', what: 'resume' }, { at: '06-03T14:00', what: 'pause' }], result: ['breached', HOUR] },
    { name: 'keeps what has passed when the priority changes', steps: [{ at: '06-01T11:00', what: 'priority', priority: 'P1' }, { at: '06-01T12:30', what: 'pause' }], result: ['breached', 30 * MINUTE] },
    { name: 'is missed for good, also where a longer target comes', steps: [{ at: '06-02T11:00', what: 'priority', priority: 'P5' }, { at: '06-02T12:00', what: 'pause' }], result: ['breached', HOUR] },
    { name: 'counts open hours only', steps: [{ at: '06-02T09:30', what: 'pause' }], result: ['achieved', 0] },
  ] satisfies readonly { name: string; steps: readonly Step[]; result: readonly unknown[] }[])('$name', ({ steps, result: [result, overMs] }) => {
    expect(resolution('06-01T10:00', steps)).toEqual({ result, overMs })
  })

  it('is told once, at three quarters and when it is missed, at the new time after a pause', () => {
    const { told } = follow('06-01T10:00', [{ at: '06-01T10:00', what: 'answer' }, { at: '06-01T15:00', what: 'pause' }, { at: '06-03T10:00', what: 'resume' }])
    expect(told).toEqual([['sla.warning', 'resolution', '06-03T11:00:00.000'], ['sla.breach', 'resolution', '06-03T13:00:00.001']])
  })

  it('is missed at once by a target that is over already', () => {
    expect(follow('06-01T10:00', [{ at: '06-01T10:00', what: 'answer' }, { at: '06-01T14:00', what: 'priority', priority: 'P1' }]).told).toEqual([
      ['sla.warning', 'resolution', '06-01T14:00:00.000'], ['sla.breach', 'resolution', '06-01T14:00:00.000'],
    ])
  })
})
