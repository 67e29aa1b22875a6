import { describe, expect, it } from 'vitest'
import type { TicketFacts } from '../../../../core/metrics/ticket-facts.ts'
import type { ScenarioDocument } from '../../../../core/spec/scenario.ts'
import { compileProgram } from '../../../../core/engine/compile-program.ts'
import { SignalStore } from '../../../../core/signals/signal-store.ts'
import type { ReplicationResult } from '../../../../core/simulation/replication-result.ts'
import type { TodayReplication } from '../../../../core/simulation/simulation-session.ts'
import { SimulationSession } from '../../../../core/simulation/simulation-session.ts'
import { KeyedRandom } from '../../../../core/simulation/keyed-random.ts'
import type { Ticket } from '../../../../core/tickets/ticket.ts'
import { intlZoneOffsets } from '../../../../host/intl-zone-offsets.ts'
import { answerSignal, plainScenario, runSimulation, smallCatalog, smallFlow, ticketOf } from '../small-flow.ts'

const HOUR = 3_600_000
const monday = Date.UTC(2026, 2, 2)
const lively: ScenarioDocument = { ...plainScenario, metadata: { name: 'lively' }, spec: { seed: 7, replications: 4 } }

function fortnight(count: number): readonly Ticket[] {
  const random = new KeyedRandom(11, 0)
  return Array.from({ length: count }, (_, index) => {
    const createdAt = monday + Math.floor(random.uniformAt(index, 0, 0, 0) * 14 * 24 * HOUR)
    return ticketOf(`T-${index}`, createdAt, {
      channel: index % 7 === 0 ? 'chat' : 'email', description: index % 3 === 0 ? `hard question ${index}` : `question ${index}`,
      history: index % 2 === 0 ? { firstResponseAt: createdAt + HOUR, solvedAt: createdAt + 8 * HOUR } : {},
    })
  })
}

function replications(tickets: readonly Ticket[], scenario: ScenarioDocument): { readonly runs: readonly ReplicationResult[]; readonly today: readonly TodayReplication[] } {
  const store = new SignalStore()
  const session = new SimulationSession({
    workflow: smallFlow, program: compileProgram(smallFlow), agents: smallCatalog, knowledgeDigest: 'k', signals: store, models: [], scenario, zones: intlZoneOffsets(), replyBank: null, keepTickets: false, tickets,
  })
  const drive = <T>(steps: Generator<{ readonly kind: string }, T, void>): T => {
    for (;;) {
      const next = steps.next()
      if (next.done === true) return next.value
      const said = next.value
      if ('requests' in said && Array.isArray(said.requests)) for (const request of said.requests) store.put(request, answerSignal(request))
    }
  }
  drive(session.prepare())
  const runs = drive(session.replicateAll())
  return { runs, today: runs.map((run, index) => session.today(index, run)) }
}

const numbersIn = (value: unknown): readonly number[] => {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}

describe('where a ticket spends its time', () => {
  const { runs, today } = replications(fortnight(200), lively)
  const solved = (tickets: readonly TicketFacts[]): readonly TicketFacts[] => tickets.filter((ticket) => ticket.resolvedAt !== null)

  it('adds up to its resolution time, to the millisecond, for every ticket', () => {
    let seen = 0
    for (const { facts } of [...runs, ...today]) {
      for (const ticket of solved(facts.tickets)) {
        expect(Object.values(ticket.time ?? {}).reduce((sum, part) => sum + part, 0), ticket.id).toBe((ticket.resolvedAt ?? 0) - ticket.createdAt)
        for (const part of Object.values(ticket.time ?? {})) expect(part).toBeGreaterThanOrEqual(0)
        seen += 1
      }
    }
    expect(seen).toBeGreaterThan(1000)
  })

  it('is found in every part that this flow has', () => {
    const total = (part: 'handling' | 'agents' | 'peopleQueue' | 'outOfHours' | 'customer'): number => runs.reduce((sum, run) => sum + solved(run.facts.tickets).reduce((some, ticket) => some + (ticket.time?.[part] ?? 0), 0), 0)
    for (const part of ['handling', 'agents', 'peopleQueue', 'outOfHours', 'customer'] as const) expect(total(part), part).toBeGreaterThan(0)
  })

  it('knows handling from waiting, and closed hours from a queue', () => {
    const at = (text: string): number => Date.parse(`2026-03-${text}Z`)
    const { runs: [one] } = replications(['a', 'b', 'c'].map((id) => ticketOf(id, at('06T16:50'), { description: 'hard' })), plainScenario)
    const [first, , third] = one?.facts.tickets ?? []
    // One second of sorting, worked on from 16:50:01 to 17:00 and from Monday at nine; the third waits until the first two are done.
    expect(first?.time).toEqual({ handling: 20 * 60_000, agents: 1000, agentQueue: 0, peopleQueue: 0, outOfHours: 64 * HOUR, customer: 0, solved: 0, flow: 0 })
    expect(third?.time).toEqual({ handling: 20 * 60_000, agents: 1000, agentQueue: 0, peopleQueue: 599_000 + 601_000, outOfHours: 64 * HOUR, customer: 0, solved: 0, flow: 0 })
    expect(first).toMatchObject({ firstResponseHumanBusinessMs: 20 * 60_000 + 1000, resolutionBusinessMs: 20 * 60_000 + 1000, teamChanges: 0 })
  })

  it('does not take the silence after the last answer for a wait of the requester', () => {
    const tickets = Array.from({ length: 20 }, (_, index) => ticketOf(`e${index}`, monday + index * HOUR))
    const { runs: [one] } = replications(tickets, plainScenario)
    for (const ticket of one?.facts.tickets ?? []) expect(ticket).toMatchObject({ pendingMs: 0, outcome: 'resolvedAutomatically' })
  })
})

describe('the report', () => {
  const tickets = fortnight(200)
  const { report } = runSimulation({ tickets, scenario: lively })

  it('is the same after it has been written as JSON and read, without endless or missing numbers', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
    expect(numbersIn(report).every(Number.isFinite)).toBe(true)
    expect(numbersIn(runSimulation({ tickets: [] }).report).every(Number.isFinite)).toBe(true)
    expect(JSON.stringify(report).length).toBeLessThan(150_000)
  })

  it('says of every figure what it is', () => {
    for (const [id, figure] of Object.entries(report.kpis)) {
      expect(figure.cohort.length, id).toBeGreaterThan(10)
      expect(figure.variant, id).toBe('standard')
      if (figure.unit === 'ms') expect(figure.clock, id).toBe(id.endsWith('Business') ? 'business' : 'calendar')
    }
    const zendesk = runSimulation({ tickets: tickets.slice(0, 20), scenario: { ...lively, spec: { ...lively.spec, kpis: { style: 'zendesk', slaResolution: 'withActive', statistic: 'p90' } } } }).report
    expect(zendesk.kpis['automatedResolutionRate']?.variant).toBe('contained')
    expect(zendesk.kpis['slaResolution']?.variant).toBe('withActive')
    expect(zendesk.kpis['firstResponseAny']?.statistic).toBe('p90')
  })

  it('splits the mean resolution time into parts that add up to it', () => {
    for (const use of [report.timeUse.flow.all, report.timeUse.flow.automatic, report.timeUse.flow.byPeople, report.timeUse.today.all]) {
      expect(use.tickets).toBeGreaterThan(0)
      expect(Object.values(use.parts).reduce<number>((sum, part) => sum + (part ?? 0), 0)).toBeCloseTo(use.resolutionMs ?? 0, 3)
    }
    expect(report.timeUse.flow.all.resolutionMs).toBeCloseTo(report.kpis['resolutionTime']?.mean ?? 0, 3)
  })

  it('has a curve whose middle is the median, and which ends where tickets were never answered', () => {
    const { any, human } = report.responseCurves.flow
    expect(any.quantilesMs).toHaveLength(101)
    expect(any.quantilesMs[50]).toBeCloseTo(report.kpis['firstResponseAny']?.p50 ?? 0, 6)
    expect(human.quantilesMs[90]).toBeCloseTo(report.kpis['firstResponseHuman']?.p90 ?? 0, 6)
    expect(any.answered).toBeCloseTo(1 - (report.kpis['neverReplied']?.mean ?? 0), 12)
    expect([...any.quantilesMs].sort((a, b) => a - b)).toEqual(any.quantilesMs)
    expect(report.responseCurves.observed.human).toMatchObject({ answered: 0.5, requests: 200 })
    expect(report.responseCurves.observed.human.quantilesMs.every((ms) => ms === HOUR)).toBe(true)
  })

  it('counts every target once, by metric and priority', () => {
    const rows = report.slaTable.filter((row) => row.metric === 'firstResponse')
    const sum = (pick: (row: (typeof rows)[number]) => number): number => rows.reduce((total, row) => total + pick(row), 0)
    const { achieved, breached } = { achieved: sum((row) => row.achieved), breached: sum((row) => row.breached) }
    expect(achieved / (achieved + breached)).toBeCloseTo(report.kpis['slaFirstResponse']?.mean ?? 0, 2)
    for (const row of report.slaTable) expect(row.over.reduce((total, count) => total + count, 0)).toBeCloseTo(row.breached + row.activeBreached, 9)
    expect(rows.length).toBeGreaterThan(0)
  })

  it('maps the week of the reporting zone: every ticket in its hour, people in theirs', () => {
    // Nobody comes back, so that there are no tickets but those of the file.
    const calm = runSimulation({ tickets, scenario: { ...lively, spec: { ...lively.spec, customer: { comebackProbability: 0, reopenProbability: 0 } } } }).report
    expect(calm.week.timezone).toBe('UTC')
    expect(calm.week.arrivals.reduce((sum, count) => sum + count, 0)).toBeCloseTo(200, 9)
    const counts = new Array<number>(168).fill(0)
    for (const ticket of tickets) {
      const hour = Math.floor((ticket.createdAt - monday) / HOUR) % 168
      counts[hour] = (counts[hour] ?? 0) + 1
    }
    expect(calm.week.arrivals).toEqual(counts)
    expect(calm.week.occupancy.map((share, hour) => (share === null ? -1 : hour)).filter((hour) => hour >= 0)).toEqual(Array.from({ length: 5 }, (_, day) => Array.from({ length: 8 }, (_, hour) => day * 24 + 9 + hour)).flat())
    const busy = calm.week.occupancy.flatMap((share) => share ?? [])
    expect(Math.max(...busy)).toBeGreaterThan(0.1)
    expect(Math.max(...busy)).toBeLessThanOrEqual(1)
  })

  it('compares the pinned KPIs in pairs, and says "times faster" only where it may', () => {
    const { rows, timesFaster } = report.comparison
    expect(rows.map((row) => row.kpi)).toEqual(['firstResponseAny', 'firstResponseHuman', 'resolutionTime', 'automatedResolutionRate', 'slaFirstResponse', 'costPerTicket'])
    for (const row of rows) {
      expect(row.change?.comparisons).toBe(6)
      expect(row.change?.difference).toBeCloseTo((row.flow ?? 0) - (row.today ?? 0), 3)
    }
    const [first] = rows
    expect(first).toMatchObject({ better: true })
    // Half of the history was answered after an hour, and the model of today says something else.
    expect(report.baseline.calibration.trusted).toBe(false)
    expect(timesFaster).toEqual({ kind: 'refused', because: 'baselineOff' })
  })

  it('says how many tickets had not come to their end, and how old they were', () => {
    const stuck = runSimulation({ tickets: [ticketOf('a', monday, { description: 'hard' })], scenario: { ...plainScenario, spec: { ...plainScenario.spec, teams: { desk: { headcount: 0 } }, baseline: { teams: [{ id: 'today', calendar: 'office', headcount: 1 }] } } } }).report
    expect(stuck.censored).toMatchObject({ open: { mean: 1 }, neverReplied: { mean: 1 }, neverRepliedByPerson: { mean: 1 }, runningTargets: { mean: 2 } })
    expect(stuck.backlogAges).toEqual([0, 1, 0, 0, 0, 0])
    expect(stuck.slaTable[0]).toMatchObject({ metric: 'firstResponse', priority: 'P3', activeBreached: 1, breached: 0 })
    expect(stuck.kpis['slaFirstResponse']?.n).toBe(0)
    expect(stuck.kpis['slaActiveBreached']?.mean).toBe(1)
  })

  it('says how long work waited at each node', () => {
    expect(Object.keys(report.flow.waits)).toEqual(['person'])
    expect(report.flow.waits['person']?.n).toBeCloseTo(report.teams['desk']?.handled ?? 0, 0)
    expect(report.flow.waits['person']?.meanMs).toBeGreaterThan(0)
  })
})
