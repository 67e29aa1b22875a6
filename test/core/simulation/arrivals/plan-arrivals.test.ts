import { describe, expect, it } from 'vitest'
import { compileProgram } from '../../../../core/engine/compile-program.ts'
import { resolveScenario } from '../../../../core/simulation/resolve-scenario.ts'
import type { RunPlan } from '../../../../core/simulation/run-plan.ts'
import { arrivalsOf, planRun } from '../../../../core/simulation/run-plan.ts'
import type { ScenarioDocument } from '../../../../core/spec/scenario.ts'
import type { Ticket } from '../../../../core/tickets/ticket.ts'
import { intlZoneOffsets } from '../../../../host/intl-zone-offsets.ts'
import { plainScenario, runSimulation, smallFlow, ticketOf } from '../small-flow.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const monday = Date.UTC(2026, 2, 2)
const zones = intlZoneOffsets()
const program = compileProgram(smallFlow)

type Spec = ScenarioDocument['spec']
const scenarioOf = (spec: Spec): ScenarioDocument => ({ ...plainScenario, spec: { ...plainScenario.spec, ...spec } })
const plan = (tickets: readonly Ticket[], spec: Spec = {}): RunPlan => planRun(smallFlow, program, tickets, resolveScenario(scenarioOf(spec)), zones)

/** Two weeks with a ticket every three hours from nine to six, a fourth of them chats. */
const fortnight = Array.from({ length: 14 * 4 }, (_, index) => ticketOf(`T-${index}`, monday + Math.floor(index / 4) * DAY + (9 + 3 * (index % 4)) * HOUR, { channel: index % 4 === 0 ? 'chat' : 'email' }))

describe('arrivals of a trace', () => {
  it('come when they came, and are all counted where the tickets decide about the window', () => {
    const one = plan(fortnight)
    expect(one.arrivals.map((arrival) => arrival.at)).toEqual(fortnight.map((ticket) => ticket.createdAt))
    expect(one.arrivals.every((arrival) => arrival.counted)).toBe(true)
    expect(arrivalsOf(one, 7)).toBe(one.arrivals)
    expect([one.start, one.from, one.to, one.end]).toEqual([monday + 9 * HOUR, monday + 9 * HOUR, monday + 13 * DAY + 18 * HOUR, monday + 27 * DAY + 18 * HOUR])
  })

  it('keep people busy outside the window without being counted', () => {
    const one = plan(fortnight, { window: { from: '2026-03-04T00:00:00Z', to: '2026-03-06T00:00:00Z', warmUp: '1d', coolDown: '2d' } })
    expect([one.start, one.from, one.to, one.end]).toEqual([1, 2, 4, 6].map((day) => monday + day * DAY))
    const days = (counted: boolean): ReadonlySet<number> => new Set(one.arrivals.filter((arrival) => arrival.counted === counted).map((arrival) => Math.floor((arrival.at - monday) / DAY)))
    expect(days(true)).toEqual(new Set([2, 3]))
    expect(days(false)).toEqual(new Set([1, 4, 5]))
  })

  it('begin with what was still open by the history', () => {
    const history = (solvedAt?: number): Partial<Ticket> => ({ history: solvedAt === undefined ? {} : { solvedAt } })
    const tickets = [
      ticketOf('solved', monday, history(monday + HOUR)), ticketOf('open', monday + 2 * HOUR, history(monday + 3 * DAY)), ticketOf('never', monday + HOUR, history()),
      ticketOf('spam', monday + HOUR, { history: { isSpam: true } }), ticketOf('new', monday + 2 * DAY),
    ]
    const one = plan(tickets, { window: { from: '2026-03-03T00:00:00Z' } })
    expect(one.arrivals.map(({ id, at, counted }) => [id, at, counted])).toEqual([['never', monday + DAY, false], ['open', monday + DAY, false], ['new', monday + 2 * DAY, true]])
    expect(one.warnings).toContain('2 tickets from before the run were still open by the history; they come at its first instant and are not counted.')
    // A history that never says when tickets were solved says nothing about what was open.
    expect(plan(tickets.map((ticket) => ({ ...ticket, history: {} })), { window: { from: '2026-03-03T00:00:00Z' } }).arrivals.map((arrival) => arrival.id)).toEqual(['new'])
  })

  it('say so when the window ends before it begins', () => {
    const one = plan(fortnight, { window: { from: '2026-03-06T00:00:00Z', to: '2026-03-04T00:00:00Z' } })
    expect(one.warnings).toContain('The window of the scenario ends before it begins; the figures are about the day after its beginning instead. Write window.to after window.from.')
    expect(one.to).toBe(one.from + DAY)
  })

  it('are thinned and repeated by a draw of each ticket, so that more volume only adds tickets', () => {
    const ids = (volume: number): readonly string[] => plan(fortnight, { volume }).arrivals.map((arrival) => arrival.id)
    expect(ids(0.5).every((id) => ids(0.8).includes(id))).toBe(true)
    expect(ids(1.5).every((id) => ids(2.2).includes(id))).toBe(true)
    expect(ids(2)).toHaveLength(2 * fortnight.length)
  })
})

describe('arrivals of a random process', () => {
  it('come at a constant rate, with another warm-up and cool-down around the window', () => {
    const one = plan(fortnight, { arrivals: { process: 'poisson', perHour: 20 }, window: { from: '2026-03-09T00:00:00Z', to: '2026-03-16T00:00:00Z', coolDown: '1d' } })
    expect([one.start, one.from, one.to, one.end]).toEqual([0, 7, 14, 15].map((day) => monday + day * DAY))
    const counted = [0, 1, 2, 3].map((replication) => arrivalsOf(one, replication).filter((arrival) => arrival.counted).length)
    for (const count of counted) expect(Math.abs(count - 3360)).toBeLessThan(4 * Math.sqrt(3360))
    expect(new Set(counted).size).toBeGreaterThan(1)
    expect(new Set(arrivalsOf(one, 1).map((arrival) => arrival.id)).size).toBe(arrivalsOf(one, 1).length)
    expect(arrivalsOf(one, 1).map((arrival) => arrival.id)).toEqual(arrivalsOf(one, 1).map((arrival) => arrival.id))
  })

  it('are tickets of the history, drawn alike', () => {
    const one = plan(fortnight, { arrivals: { process: 'poisson', perHour: 50 }, window: { warmUp: '0s', coolDown: '0s' } })
    const chats = one.arrivals.filter((arrival) => arrival.channel === 'chat').length
    expect(Math.abs(chats - one.arrivals.length / 4)).toBeLessThan(4 * Math.sqrt(one.arrivals.length * 3 / 16))
    expect(new Set(one.arrivals.map((arrival) => arrival.ticket.id)).size).toBe(fortnight.length)
    expect(one.arrivals.every((arrival) => arrival.id.startsWith(`${arrival.ticket.id}~0.`))).toBe(true)
  })

  it('follow the hours of the history where no rates are given, and as many a week', () => {
    const one = plan(fortnight, { arrivals: { process: 'profile' }, window: { from: '2026-06-01T00:00:00Z', to: '2027-06-01T00:00:00Z', warmUp: '0s', coolDown: '0s' } })
    expect(new Set(one.arrivals.map((arrival) => (arrival.at % DAY) / HOUR | 0))).toEqual(new Set([9, 12, 15, 18]))
    const expected = (365 / 7) * 28
    expect(Math.abs(one.arrivals.length - expected)).toBeLessThan(4 * Math.sqrt(expected))
    const twice = plan(fortnight, { arrivals: { process: 'profile', perWeek: 56 }, volume: 0.5, window: { from: '2026-06-01T00:00:00Z', to: '2027-06-01T00:00:00Z', warmUp: '0s', coolDown: '0s' } })
    expect(twice.arrivals.map((arrival) => arrival.at)).toEqual(one.arrivals.map((arrival) => arrival.at))
  })

  it('repeat whole weeks of the history', () => {
    const one = plan(fortnight, { arrivals: { process: 'bootstrap' }, window: { from: '2026-06-01T00:00:00Z', to: '2026-06-29T00:00:00Z', warmUp: '0s', coolDown: '0s' } })
    expect(one.arrivals).toHaveLength(4 * 28)
    expect(one.assumptions.find((assumption) => assumption.id === 'arrivals.bootstrap')?.value).toBe('2 weeks, UTC')
    const twice = plan(fortnight, { arrivals: { process: 'bootstrap' }, volume: 2, window: { from: '2026-06-01T00:00:00Z', to: '2026-06-30T00:00:00Z', warmUp: '0s', coolDown: '0s' } })
    expect(twice.arrivals.filter((arrival) => arrival.at < Date.UTC(2026, 5, 29, 1)).length).toBe(8 * 28)
  })

  it.each<readonly [string, readonly Ticket[], Spec, string]>([
    ['without tickets', [], { arrivals: { process: 'poisson', perHour: 5 } }, 'There are no tickets to simulate.'],
    ['with a rate of 0', fortnight, { arrivals: { process: 'profile', perHour: { mon: new Array<number>(24).fill(0) } } }, 'All rates of the arrival profile are zero; no ticket comes.'],
    ['without a history for the weeks', [], { arrivals: { process: 'bootstrap' } }, 'There are no tickets to simulate.'],
    ['with one ticket for a profile', fortnight.slice(0, 1), { arrivals: { process: 'profile' } }, 'The history covers less than a week: in the hours of the week that it does not cover, no ticket comes. Write the rates into the scenario (arrivals.perHour).'],
    ['with one ticket for the weeks', fortnight.slice(0, 1), { arrivals: { process: 'bootstrap' } }, 'The history does not hold a whole week from Monday to Sunday: its first seven days stand for every week, so replications hardly differ in demand.'],
    ['in a zone that nobody knows', fortnight, { arrivals: { process: 'bootstrap', timezone: 'Mars/Base' } }, 'Zone Mars/Base of the arrivals is not known here; their hours are taken as UTC.'],
  ])('say so %s, and run', (_, tickets, spec, warning) => {
    const { report } = runSimulation({ tickets, scenario: scenarioOf({ ...spec, replications: 2 }) })
    expect(report.warnings).toContain(warning)
    expect(JSON.stringify(report)).not.toMatch(/NaN|Infinity/)
  })
})

describe('a run over a window', () => {
  it('has figures about the tickets of the window only, whoever else keeps people busy', () => {
    const hard = fortnight.map((ticket) => ({ ...ticket, description: 'hard' }))
    const window = { from: '2026-03-04T00:00:00Z', to: '2026-03-06T00:00:00Z', warmUp: '2d' }
    const { report, tickets } = runSimulation({ tickets: hard, scenario: scenarioOf({ window }) })
    expect(tickets.map((ticket) => ticket.id)).toEqual(hard.slice(8, 16).map((ticket) => ticket.id))
    expect(report.outcomes['resolvedByPerson']).toEqual({ count: 8, share: 1 })
    expect(report.flow.nodes['intake']).toBe(8)
    expect(report.series.startAt).toBeLessThanOrEqual(Date.parse(window.from))
    expect(report.series.arrivals.reduce((sum, count) => sum + count, 0)).toBe(8)
  })

  it('goes through other tickets in each replication of a random process, with the same answers of the models', () => {
    let asked = 0
    const { report } = runSimulation(
      { tickets: fortnight, scenario: scenarioOf({ arrivals: { process: 'poisson', perHour: 1 }, window: { warmUp: '1d', coolDown: '3d' }, replications: 4 }) },
      (item) => { if (item.kind === 'needs') asked += item.requests.length },
    )
    // Two questions of each ticket at most: the opening, and what the checker would make of it.
    expect(asked).toBeLessThanOrEqual(2 * fortnight.length)
    expect(report.outcomes['resolvedAutomatically']?.count).toBeGreaterThan(200)
    expect(report.baseline.observed['firstResponseAny']).toBeDefined()
  })

  it('is the same again in another order of the tickets', () => {
    const scenario = scenarioOf({ arrivals: { process: 'bootstrap' }, replications: 2, handleTime: { default: { mean: '20m' } } })
    const first = runSimulation({ tickets: fortnight, scenario }).report
    expect(runSimulation({ tickets: [...fortnight].reverse(), scenario }).report).toEqual(first)
  })
})

describe('what the tickets of a process say', () => {
  it.each<readonly [string, Spec, boolean]>([
    ['trace', {}, false],
    ['poisson', { arrivals: { process: 'poisson', perHour: 1 } }, true],
    ['profile', { arrivals: { process: 'profile' } }, true],
    ['bootstrap', { arrivals: { process: 'bootstrap' } }, false],
  ])('is an assumption of the report where it is drawn: %s', (_process, spec, isDrawn) => {
    const { report } = runSimulation({ tickets: fortnight, scenario: scenarioOf({ ...spec, replications: 1 }), keepTickets: false })
    const rows = report.assumptions.filter(({ id }) => id === 'arrivals.rows')
    expect(rows.map(({ value }) => value)).toEqual(isDrawn ? ['56 tickets'] : [])
    if (isDrawn) expect(rows[0]?.text).toMatch(/drawn with replacement.*keyed to the arrival/u)
  })
})
