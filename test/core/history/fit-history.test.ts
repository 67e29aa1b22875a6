import { describe, expect, it } from 'vitest'
import type { HistoryFit, HistoryInput } from '../../../core/history/fit-history.ts'
import { fitHistory } from '../../../core/history/fit-history.ts'
import { scenarioText } from '../../../core/history/scenario-text.ts'
import { parseScenario } from '../../../core/simulation/parse-scenario.ts'
import { quantileOf } from '../../../core/simulation/variates.ts'
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
    for (const words of ['# Today, fitted to', '# Held out: median first response', '# The next three were found by simulation: ', '# People: given.', '# What queue and work do not explain']) expect(text).toContain(words)
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
