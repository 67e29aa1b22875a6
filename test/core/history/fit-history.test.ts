import { describe, expect, it } from 'vitest'
import type { FitBase } from '../../../core/history/fit-base.ts'
import type { HistoryFit, HistoryInput } from '../../../core/history/fit-history.ts'
import { fitHistory } from '../../../core/history/fit-history.ts'
import { scenarioText } from '../../../core/history/scenario-text.ts'
import { parseScenario } from '../../../core/simulation/parse-scenario.ts'
import { quantileOf, sortedQuantile } from '../../../core/simulation/variates.ts'
import { mergeScenarios } from '../../../core/spec/extend-scenario.ts'
import type { ScenarioDocument } from '../../../core/spec/scenario.ts'
import type { Ticket } from '../../../core/tickets/ticket.ts'
import { intlZoneOffsets } from '../../../host/intl-zone-offsets.ts'
import { ticketOf } from '../simulation/small-flow.ts'
import { knownHistory } from './known-desk.ts'

const HOUR = 3_600_000
const MINUTE = 60_000

function fitOf(tickets: readonly Ticket[], more: Partial<HistoryInput> = {}): HistoryFit {
  const fitted = fitHistory({ tickets, timezone: 'UTC', zones: intlZoneOffsets(), ...more })
  if (fitted.kind === 'refused') throw new Error(fitted.problem.message)
  return fitted.fit
}

const office = { shrinkage: 0.25, handleTime: { default: { mean: '20m', cv: 1 } }, responseDelay: { median: '1h', p95: '4h' } } as const
const history = knownHistory({ weeks: 8, people: 4, perHour: 1.2, baseline: office })
const known = fitOf(history, { people: 4 })

describe('a history with known parameters', () => {
  it('gives back the hours in which people worked', () => {
    expect(known.hours.calendar).toEqual({ timezone: 'UTC', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }] })
    expect(known.hours.covered).toBe(1)
  })

  it('gives back how tickets came: six in five hours, no more than chance, no trend', () => {
    const rates = known.arrivals.perHour.flat()
    expect(rates.reduce((sum, rate) => sum + rate, 0) / rates.length).toBeCloseTo(1.2, 1)
    expect(known.arrivals.perWeek).toBeGreaterThan(185)
    expect(known.arrivals.perWeek).toBeLessThan(218)
    expect(known.arrivals.dispersion).toBeGreaterThan(0.6)
    expect(known.arrivals.dispersion).toBeLessThan(1.4)
    expect(Math.abs(known.arrivals.trend?.standardErrors ?? 9)).toBeLessThan(3)
  })

  it('is trusted on the part that it was not fitted to, and its distributions are near', () => {
    const [all] = known.heldOut.cohorts
    expect(known.heldOut.verdict).toEqual({ kind: 'trusted' })
    expect(Math.abs(all?.off ?? 1)).toBeLessThan(0.15)
    expect(all?.kolmogorov).toBeLessThan(0.1)
    expect(known.fitted.verdict).toEqual({ kind: 'trusted' })
    expect(known.calibration.distanceAfter).toBeLessThan(known.calibration.distanceBefore / 2)
  })

  it('gives the same result again, to the last digit', () => {
    expect(JSON.stringify(fitOf([...history].reverse(), { people: 4 }))).toBe(JSON.stringify(known))
  })

  it('writes a scenario that the product reads without a finding, with where each value comes from', () => {
    const text = scenarioText(known, { tickets: 'tickets.csv', extends: 'base.lumos.yaml' })
    const parsed = parseScenario(text)
    expect(parsed.problems).toEqual([])
    expect(parsed.scenario?.spec.baseline).toEqual(known.scenario.spec.baseline)
    expect(parsed.scenario?.spec.arrivals).toEqual(known.scenario.spec.arrivals)
    expect(parsed.scenario?.spec.extends).toBe('base.lumos.yaml')
    for (const words of ['# Today, fitted to', '# Held out: median first response', '# Shrinkage, handle time and delay were found by simulation: ', '# People: given.', '# What queue and work do not explain']) expect(text).toContain(words)
  })

  it('finds a delay near the one that is known where queues are short', () => {
    const quick = fitOf(knownHistory({ weeks: 8, people: 4, perHour: 0.6, baseline: { shrinkage: 0.3, handleTime: { default: { mean: '20m', cv: 1 } }, responseDelay: { median: '90m', p95: '5h' } } }), { people: 4 })
    const median = quick.calibration.responseDelay === null ? 0 : quantileOf(quick.calibration.responseDelay, 0.5)
    expect(median).toBeGreaterThan(70 * MINUTE)
    expect(median).toBeLessThan(100 * MINUTE)
    expect(quick.heldOut.verdict).toEqual({ kind: 'trusted' })
  })

  it('needs no delay where queue and work explain everything', () => {
    const busy = fitOf(knownHistory({ weeks: 8, people: 3, perHour: 1.2, baseline: { shrinkage: 0, handleTime: { default: { mean: '15m', cv: 1 } } } }), { people: 3 })
    expect(busy.heldOut.verdict).toEqual({ kind: 'trusted' })
    const [all] = busy.heldOut.cohorts
    expect((busy.medianWithoutDelayMs ?? 0) / (all?.simulated.medianMs ?? 1)).toBeGreaterThan(0.7)
  })
})

describe('delays by priority', () => {
  const quickAndSlow = { shrinkage: 0.3, handleTime: { default: { mean: '10m', cv: 1 } }, responseDelay: { median: '30m', p95: '2h' }, responseDelayByPriority: { P2: { median: '1h', p95: '3h' }, P4: { median: '8h', p95: '20h' } } } as const
  const fit = fitOf(knownHistory({ weeks: 8, people: 4, perHour: 0.8, baseline: quickAndSlow, priorityOf: (index) => (index % 50 === 0 ? 'P1' : index % 10 < 7 ? 'P2' : 'P4') }), { people: 4, base: { scenario: { apiVersion: 'lumos/v1', kind: 'Scenario', metadata: { name: 'base' }, spec: { baseline: { handleTime: { default: { mean: '10m', cv: 1 } } } } }, calendars: {} } })
  const medianOf = (priority: string): number => { const delay = fit.calibration.responseDelays[priority]; return delay === undefined ? 0 : quantileOf(delay, 0.5) / MINUTE }

  it('are found for the priorities that have enough tickets, each near the one that is known', () => {
    expect(fit.calibration.delayBy).toBe('priority')
    expect(Object.keys(fit.calibration.responseDelays)).toEqual(['P2', 'P4'])
    expect(medianOf('P2')).toBeGreaterThan(40)
    expect(medianOf('P2')).toBeLessThan(80)
    expect(medianOf('P4')).toBeGreaterThan(400)
    expect(medianOf('P4')).toBeLessThan(560)
  })

  it('bring every priority near its history, on the part that was held out too', () => {
    for (const id of ['P2', 'P4']) expect(Math.abs(fit.heldOut.cohorts.find((cohort) => cohort.id === id)?.off ?? 9)).toBeLessThan(0.2)
    expect(fit.heldOut.verdict).toEqual({ kind: 'trusted' })
  })

  it('are written, read again and simulated', () => {
    const parsed = parseScenario(scenarioText(fit, { tickets: 'tickets.csv' }))
    expect(parsed.problems).toEqual([])
    expect(parsed.scenario?.spec.baseline?.responseDelayByPriority).toEqual(fit.scenario.spec.baseline?.responseDelayByPriority)
    const again = knownHistory({ weeks: 8, people: 4, perHour: 0.8, baseline: { ...parsed.scenario?.spec.baseline, teams: undefined }, priorityOf: (index) => (index % 2 === 0 ? 'P2' : 'P4') })
    const medianOfHistory = (priority: string): number => sortedQuantile(again.filter((ticket) => ticket.history.priority === priority).map((ticket) => (ticket.history.solvedAt ?? 0) - ticket.createdAt).sort((a, b) => a - b), 0.5)
    expect(medianOfHistory('P4')).toBeGreaterThan(2 * medianOfHistory('P2'))
  })

  it('are one where the priorities are answered alike', () => {
    const alike = fitOf(knownHistory({ weeks: 8, people: 4, perHour: 0.6, baseline: office, priorityOf: (index) => (index % 2 === 0 ? 'P3' : 'P4') }), { people: 4 })
    expect(alike.calibration.delayBy).toBe('all')
    expect(alike.scenario.spec.baseline?.responseDelayByPriority).toBeUndefined()
  })
})

describe('a base that states people and handle times', () => {
  const officeHours = { timezone: 'UTC', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }] }
  const baseOf = (spec: ScenarioDocument['spec'], calendars: FitBase['calendars'] = { supportHours: officeHours }): FitBase => ({ scenario: { apiVersion: 'lumos/v1', kind: 'Scenario', metadata: { name: 'base' }, spec }, calendars })
  const stated = { baselineHandleTime: { default: { mean: '20m', cv: 1 } }, baseline: { teams: [{ id: 'desk', calendar: 'supportHours', headcount: 4 }] }, rates: { humanHour: 40 } }

  it('keeps both: they are used as they are, and not said again', () => {
    const base = baseOf(stated)
    const fit = fitOf(history, { base })
    expect(fit.people).toEqual({ headcount: 4, from: 'base', hoursKept: true })
    expect(fit.handleTimeKept).toBe(true)
    expect(fit.calibration).toMatchObject({ handleTime: null, handleTimeScale: 1 })
    expect(Object.keys(fit.scenario.spec.baseline ?? {})).toEqual(['shrinkage', 'responseDelay'])
    expect(fit.scenario.spec.overrides).toBeUndefined()
    expect(fit.heldOut.verdict).toEqual({ kind: 'trusted' })
    expect(mergeScenarios(base.scenario, fit.scenario).spec).toMatchObject(stated)
  })

  it('is simulated with what it states: a desk of one person of the base cannot be the desk of four', () => {
    const busy = knownHistory({ weeks: 8, people: 4, perHour: 1.6, baseline: { shrinkage: 0.2, handleTime: { default: { mean: '25m', cv: 1 } } } })
    const one = fitOf(busy, { base: baseOf({ baselineHandleTime: { default: { mean: '25m', cv: 1 } }, baseline: { teams: [{ id: 'desk', calendar: 'supportHours', headcount: 1 }] } }) })
    expect(one.people.headcount).toBe(1)
    expect(one.heldOut.verdict).not.toEqual({ kind: 'trusted' })
  })

  it('keeps the number of people where nobody says what its calendar is, in the hours that the history shows', () => {
    const fit = fitOf(history, { base: baseOf(stated, {}) })
    expect(fit.people).toEqual({ headcount: 4, from: 'base', hoursKept: false })
    expect(fit.scenario.spec.baseline?.teams).toEqual([{ id: 'today', calendar: 'todayHours', headcount: 4 }])
  })

  it('knows the hours that an earlier fit wrote, and says its delays anew', () => {
    const base = baseOf({ baseline: { teams: [{ id: 'today', calendar: 'todayHours', headcount: 4 }], responseDelayByPriority: { P1: { median: '9h', cv: 1 } } }, overrides: { 'calendars.todayHours': officeHours } }, {})
    const fit = fitOf(history, { base })
    expect(fit.people.hoursKept).toBe(true)
    expect(fit.scenario.spec.baseline?.responseDelayByPriority?.P1).toEqual(fit.scenario.spec.baseline?.responseDelay)
  })

  it('is written out with the fit where it lies in no file', () => {
    const base = baseOf(stated)
    const text = scenarioText(fitOf(history, { base }), { tickets: 'tickets.csv', onTop: base.scenario })
    const parsed = parseScenario(text)
    expect(parsed.problems).toEqual([])
    expect(parsed.scenario?.spec).toMatchObject(stated)
    expect(text).toContain('# People: 4 in their hours, as the scenario stated.')
  })

  it('gives way to people who are named for this fit', () => {
    const fit = fitOf(history, { base: baseOf(stated), people: 6 })
    expect(fit.people).toEqual({ headcount: 6, from: 'given', hoursKept: false })
    expect(fit.scenario.spec.baseline?.teams).toEqual([{ id: 'today', calendar: 'todayHours', headcount: 6 }])
  })
})

describe('when a fit does not hold', () => {
  it('is refused where the held-out part is another desk', () => {
    const split = Date.UTC(2026, 0, 5) + 0.7 * 8 * 7 * 24 * HOUR
    const slower = history.map((ticket) => {
      const first = ticket.history.firstResponseAt
      return ticket.createdAt < split || first === undefined ? ticket : { ...ticket, history: { ...ticket.history, firstResponseAt: first + 7 * 24 * HOUR, solvedAt: first + 8 * 24 * HOUR } }
    })
    const fit = fitOf(slower, { people: 4 })
    expect(fit.fitted.verdict).toEqual({ kind: 'trusted' })
    expect(fit.heldOut.verdict).toEqual({ kind: 'refused', reason: 'medianOff' })
  })

  it('is refused where many tickets never got an answer, however well the others fit', () => {
    const half = history.map((ticket, index) => (index % 2 === 0 ? { ...ticket, history: {} } : ticket))
    expect(fitOf(half, { people: 4 }).heldOut.verdict).toMatchObject({ kind: 'refused', reason: 'answeredShareOff' })
  })

  const at = Date.UTC(2026, 0, 5)
  const answered = (index: number, createdAt: number): Ticket => ticketOf(`t${index}`, createdAt, { history: { firstResponseAt: createdAt + HOUR } })
  const many = <T>(make: (index: number) => T): readonly T[] => Array.from({ length: 200 }, (_, index) => make(index))
  it.each([
    ['two tickets', [answered(0, at), answered(1, at + HOUR)], 'history.tooFew', /needs at least 50 tickets; there are 2/],
    ['one instant', many((index) => answered(index, at)), 'history.oneInstant', /created at the same instant/],
    ['one day', many((index) => answered(index, at + index * MINUTE)), 'history.tooShort', /span 3 hours/],
    ['no answers', many((index) => ticketOf(`t${index}`, at + index * HOUR)), 'history.noResponses', /0 of 200 tickets have the time of a first response/],
  ] as const)('says what is missing: %s', (_, tickets, code, message) => {
    const fitted = fitHistory({ tickets, timezone: 'UTC', zones: intlZoneOffsets() })
    expect(fitted).toMatchObject({ kind: 'refused', problem: { code } })
    if (fitted.kind === 'refused') expect(fitted.problem.message).toMatch(message)
  })
})
