import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileProgram } from '../../../core/engine/compile-program.ts'
import { linksOf } from '../../../core/graph/links.ts'
import type { TicketFacts, TimeParts } from '../../../core/metrics/ticket-facts.ts'
import { metrics } from '../../../core/metrics/registry.ts'
import { SignalStore } from '../../../core/signals/signal-store.ts'
import { AgentDesk } from '../../../core/simulation/agent-desk.ts'
import { noCalibration } from '../../../core/simulation/answer-evidence.ts'
import { DecisionMemo } from '../../../core/simulation/decision-memo.ts'
import { PathLibrary } from '../../../core/simulation/path-library.ts'
import { Replication } from '../../../core/simulation/replication.ts'
import type { ReplicationResult } from '../../../core/simulation/replication-result.ts'
import { standardReplyBank } from '../../../core/simulation/reply-bank.ts'
import type { RunReport } from '../../../core/simulation/run-report.ts'
import { SignalGate } from '../../../core/simulation/signal-gate.ts'
import type { SimulationInput, SimulationItem } from '../../../core/simulation/simulation-input.ts'
import type { TodayReplication } from '../../../core/simulation/simulation-session.ts'
import { SimulationSession } from '../../../core/simulation/simulation-session.ts'
import type { ScenarioDocument } from '../../../core/spec/scenario.ts'
import type { Workflow } from '../../../core/spec/workflow.ts'
import type { Ticket } from '../../../core/tickets/ticket.ts'
import { intlZoneOffsets } from '../../../host/intl-zone-offsets.ts'
import { drawnCatalog, drawnScenario, drawnTickets, FIRST_DAY, flowOf, flowShape, plainShape } from './random-scenarios.ts'
import { answerSignal, plainScenario, ticketOf } from './small-flow.ts'

const zones = intlZoneOffsets()
/** A run says something every 250 events: whoever never ends is caught here. */
const MOST_ITEMS = 20_000

function answer<Result>(run: Generator<SimulationItem, Result, void>, store: SignalStore): Result {
  for (let items = 0; items < MOST_ITEMS; items++) {
    const next = run.next()
    if (next.done === true) return next.value
    if (next.value.kind === 'needs') for (const request of next.value.requests) store.put(request, answerSignal(request))
  }
  throw new Error('The run does not end.')
}

type Drawn = { readonly workflow: Workflow; readonly tickets: readonly Ticket[]; readonly scenario: ScenarioDocument }
type Opened = { readonly session: SimulationSession; readonly store: SignalStore }
type Run = { readonly session: SimulationSession; readonly runs: readonly ReplicationResult[]; readonly today: readonly TodayReplication[]; readonly report: RunReport }

function open(drawn: Drawn, rest: Partial<SimulationInput> = {}): Opened {
  const store = new SignalStore()
  const session = new SimulationSession({ ...drawn, program: compileProgram(drawn.workflow), agents: drawnCatalog, knowledgeDigest: 'k', signals: store, models: [], zones, replyBank: null, keepTickets: false, ...rest })
  answer(session.prepare(), store)
  return { session, store }
}

function finish({ session, store }: Opened, order: readonly number[]): Run {
  const results = new Map(order.map((index) => [index, answer(session.replicate(index), store)]))
  const runs = [...results].sort(([a], [b]) => a - b).map(([, result]) => result)
  const today = runs.map((run, index) => session.today(index, run))
  return { session, runs, today, report: session.report(runs, today) }
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0)
const partsOf = (time: TimeParts): readonly number[] => [time.handling, time.agents, time.agentQueue, time.peopleQueue, time.outOfHours, time.customer, time.solved, time.flow]

/** Places of numbers that are none, and of negative ones where `isRight` says so. */
function badNumbers(value: unknown, path = 'report'): readonly string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path}: ${value}`]
  if (value instanceof Map) return badNumbers(Object.fromEntries(value), path)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => badNumbers(one, `${path}.${key}`))
}

function expectTicket(ticket: TicketFacts, end: number): void {
  const { createdAt, resolvedAt, time } = ticket
  for (const at of [ticket.firstResponseAnyAt, ticket.firstResponseHumanAt, ticket.firstResolvedAt, resolvedAt, ticket.endedAt, ticket.handedOverAt]) {
    if (at === null) continue
    expect(at).toBeGreaterThanOrEqual(createdAt)
    expect(at).toBeLessThanOrEqual(end)
    expect(Number.isInteger(at)).toBe(true)
  }
  if (ticket.firstResponseHumanAt !== null) expect(ticket.firstResponseAnyAt).toBeLessThanOrEqual(ticket.firstResponseHumanAt)
  if (resolvedAt !== null) expect(ticket.firstResolvedAt).toBeLessThanOrEqual(resolvedAt)
  for (const ms of [ticket.pendingMs, ticket.onHoldMs, ticket.solvedMs, ticket.humanMs, ticket.slaFirstResponseOverMs, ticket.slaResolutionOverMs, ...ticket.nextRepliesMs, ...ticket.clocks.map((clock) => clock.overMs)]) expect(ms).toBeGreaterThanOrEqual(0)
  expect(ticket.outcome === 'open').toBe(ticket.endedAt === null)
  expect(time === null).toBe(resolvedAt === null)
  if (time === null || resolvedAt === null) return
  expect(Math.min(...partsOf(time))).toBeGreaterThanOrEqual(0)
  expect(sum(partsOf(time))).toBe(resolvedAt - createdAt)
}

/** Every metric of a replication is at least 0, and shares are at most 1. */
function expectMetrics({ facts }: Pick<ReplicationResult, 'facts'>): void {
  for (const { id, fold, variants, unit } of metrics) {
    for (const each of [fold, ...variants.map((variant) => variant.fold)]) {
      const sample = each(facts)
      const values = sample.kind === 'values' ? sample.values : sample.kind === 'share' ? [sample.part, sample.whole - sample.part] : sample.value === null ? [] : [sample.value]
      for (const value of values) expect(value, id).toBeGreaterThanOrEqual(0)
      if (unit === 'share' && sample.kind === 'number' && sample.value !== null) expect(sample.value, id).toBeLessThanOrEqual(1)
    }
  }
}

/** Visits are what the ways into a node carried, and a node that decides at once sends on all that it gets; a join is visited when it lets the ticket go on. */
function expectMoves(workflow: Workflow, { nodes, edges }: ReplicationResult): void {
  const into = new Map<string, number>()
  for (const link of linksOf(workflow)) into.set(link.target, (into.get(link.target) ?? 0) + (edges.get(link.id) ?? 0))
  for (const [id, node] of Object.entries(workflow.spec.flow.nodes)) {
    const visits = nodes.get(id) ?? 0
    if (node.kind !== 'start' && node.kind !== 'join') expect(visits, id).toBe(into.get(id) ?? 0)
    const out = sum([...edges].filter(([edge]) => edge.startsWith(`${id}#`)).map(([, count]) => count))
    if (node.kind === 'decision' || node.kind === 'start') expect(out, id).toBe(visits)
    else if (node.kind === 'join') expect(edges.get(`${id}#then`) ?? 0, id).toBe(visits)
    else if (node.kind !== 'parallel') expect(out, id).toBeLessThanOrEqual(visits)
  }
  expect([...edges.keys()].filter((edge) => !linksOf(workflow).some((link) => link.id === edge))).toEqual([])
}

function expectRun({ workflow }: Drawn, { session, runs, today, report }: Run): void {
  const { plan } = session
  expect(badNumbers(report)).toEqual([])
  expect(badNumbers(runs, 'runs')).toEqual([])
  expect(JSON.stringify(report)).not.toContain('undefined')
  for (const [index, run] of [...runs.entries(), ...today.entries()]) {
    const { tickets, people } = run.facts
    const created = new Set(plan.arrivalsIn(index).filter((arrival) => arrival.counted).map((arrival) => arrival.id))
    const own = tickets.filter((ticket) => ticket.linkedTo === null)
    expect(new Set(own.map((ticket) => ticket.id))).toEqual(created)
    expect(own.length).toBe(created.size)
    for (const ticket of tickets) expectTicket(ticket, plan.end)
    expectMetrics(run)
    expect(sum(run.facts.meanBacklog === null ? [] : [run.facts.meanBacklog])).toBeLessThanOrEqual(plan.arrivalsIn(index).length * 8)
    for (const team of 'teams' in run ? run.teams : [run.team]) {
      expect(team.created - team.handled - team.cancelled - team.left).toBe(0)
      expect(team.busyMs).toBeLessThanOrEqual(team.paidMs + team.overtimeMs)
      expect(Math.min(team.busyMs, team.availableMs, team.paidMs - team.availableMs, team.overtimeMs, team.busyMs - team.overtimeMs, team.queueArea, team.left, ...team.waits)).toBeGreaterThanOrEqual(0)
    }
    expect(people?.busyMs).toBe(sum(('teams' in run ? run.teams : [run.team]).map((team) => team.busyMs)))
  }
  for (const run of runs) expectMoves(workflow, run)
  expect(sum(Object.values(report.outcomes).map((one) => one.count))).toBeCloseTo(sum(runs.map((run) => run.facts.tickets.length)) / runs.length, 9)
}

const drawn = fc.record({ shape: flowShape, tickets: drawnTickets, scenario: drawnScenario }).map(({ shape, tickets, scenario }): Drawn => ({ workflow: flowOf(shape), tickets, scenario }))

describe('what drawn scenarios have found', () => {
  it('people who are always there begin work that comes when nothing else is to happen any more', () => {
    const flow = flowOf(plainShape)
    const workflow: Workflow = { ...flow, spec: { ...flow.spec, slas: [] } }
    const always = { shifts: [{ calendar: 'always', headcount: 1 }], shrinkage: 0 }
    const scenario: ScenarioDocument = { ...plainScenario, spec: { ...plainScenario.spec, teams: { desk: always, second: always } } }
    const { runs, today } = finish(open({ workflow, tickets: [ticketOf('a', FIRST_DAY, { description: 'hard' })], scenario }), [0])
    for (const { facts } of [...runs, ...today]) expect(facts.tickets.map((ticket) => ticket.outcome)).toEqual(['resolvedByPerson'])
  })
})

describe('any scenario', () => {
  it('ends, loses no ticket and no millisecond, and reports numbers only', () => {
    fc.assert(fc.property(drawn, (given) => { expectRun(given, finish(open(given), [0, 1])) }), { numRuns: 120 })
  }, 60_000)

  it('gives the same bytes again: in another order, by several workers, without remembered ways, and after another scenario', () => {
    fc.assert(fc.property(drawn, drawnScenario, (given, other) => {
      const bytes = ({ runs, report }: Pick<Run, 'runs' | 'report'>): string => JSON.stringify([report, runs.map((run) => [run.facts, run.teams, [...run.nodes], [...run.waits], run.backlog])], (_, value: unknown) => value)
      const first = finish(open(given), [0, 1])
      expect(bytes(finish(open(given), [1, 0]))).toBe(bytes(first))
      const workers = [0, 1].map((index) => { const { session, store } = open(given); return { session, run: answer(session.replicate(index), store) } })
      const runs = workers.map(({ run }) => run)
      const [last] = workers.slice(-1)
      expect(bytes({ runs, report: last === undefined ? first.report : last.session.report(runs, runs.map((run, index) => last.session.today(index, run))) })).toBe(bytes(first))
      expect(bytes(finish(open(given, { rememberWays: false }), [0, 1]))).toBe(bytes(first))
      const warm = open({ ...given, scenario: other })
      finish(warm, [0])
      const varied = { session: warm.session.vary({ scenario: given.scenario }), store: warm.store }
      answer(varied.session.prepare(), varied.store)
      expect(bytes(finish(varied, [0, 1]))).toBe(bytes(first))
    }), { numRuns: 25 })
  }, 60_000)
})

type Spec = ScenarioDocument['spec']

/** The same scenario with other fields. */
function withSpec(scenario: ScenarioDocument, spec: Spec): ScenarioDocument {
  return { ...scenario, spec: { ...scenario.spec, ...spec } }
}

const week: Spec = { arrivals: { process: 'trace' }, window: { from: '2026-03-26T00:00:00Z', to: '2026-04-10T00:00:00Z', warmUp: '0s', coolDown: '0s' } }

/** What became of every ticket that `isMeant`, apart from its place among the others. */
function factsOf({ runs }: Run, isMeant: (id: string) => boolean): unknown {
  return runs.map((run) => run.facts.tickets.filter((ticket) => isMeant(ticket.id)))
}

describe('the chance of a ticket', () => {
  it('is its own: another ticket changes nothing where there are people enough for all', () => {
    const crowd: NonNullable<Spec['teams']>[string] = { shifts: [{ calendar: 'always', headcount: 60 }], shrinkage: 0, routing: { people: 'pooled' } }
    fc.assert(fc.property(drawn, fc.nat(6 * 24), fc.constantFrom('email', 'chat'), (given, hour, channel) => {
      const scenario = withSpec(given.scenario, { ...week, volume: 1.7, aiLimits: {}, teams: { desk: crowd, second: crowd } })
      const more = ticketOf('x', FIRST_DAY + hour * 3_600_000, { channel, description: 'hard x' })
      const without = finish(open({ ...given, scenario }), [0, 1])
      const withIt = finish(open({ ...given, tickets: [more, ...given.tickets], scenario }), [0, 1])
      expect(factsOf(withIt, (id) => !id.startsWith('x'))).toEqual(factsOf(without, () => true))
    }), { numRuns: 30 })
  }, 60_000)

  it('is its own: another team, and what another team does, changes nothing for tickets that never meet it', () => {
    fc.assert(fc.property(fc.boolean(), drawnTickets, drawnScenario, (tool, tickets, drawnOne) => {
      // No agent takes so long that the flow sends its ticket to people of the other team.
      const scenario = withSpec(drawnOne, { ...week, aiLimits: {}, aiLatency: { default: { median: '1s', p95: '4s' } }, toolLatency: { median: '1s', p95: '4s' } })
      const workflow = flowOf({ ...plainShape, tool })
      const [desk, second] = [workflow.spec.teams?.['desk'], workflow.spec.teams?.['second']]
      if (desk === undefined || second === undefined) throw new Error('The flow lacks a team.')
      const usual = finish(open({ workflow, tickets, scenario }), [0])
      const english = (id: string): boolean => tickets.some((ticket) => id.split(/[~+]/)[0] === ticket.id && ticket.language === 'en')
      const slow = withSpec(scenario, { handleTime: { ...scenario.spec.handleTime, teams: { ...scenario.spec.handleTime?.teams, second: { mean: '9h', cv: 2 } } }, teams: { ...scenario.spec.teams, second: { headcount: 1 } } })
      expect(factsOf(finish(open({ workflow, tickets, scenario: slow }), [0]), english)).toEqual(factsOf(usual, english))
      const third: Workflow = { ...workflow, spec: { ...workflow.spec, teams: { first: second, desk, second } } }
      expect(factsOf(finish(open({ workflow: third, tickets, scenario }), [0]), () => true)).toEqual(factsOf(usual, () => true))
    }), { numRuns: 30 })
  }, 60_000)
})

/** One replication from within, to its end. */
function replicate(drawnOne: Drawn): Replication {
  const { session, store } = open(drawnOne)
  const { plan } = session
  for (;;) {
    const gate = new SignalGate(store)
    const run = new Replication(plan, { index: 0, desk: new AgentDesk(plan.program, drawnCatalog, gate, new DecisionMemo()), orders: new PathLibrary().ordersFor(plan.program, true), gate, replyBank: standardReplyBank, calibration: noCalibration, keep: false, mode: 'real' })
    for (const _ of run.run()) { /* to its end */ }
    const missing = gate.takeMissing()
    if (missing.length === 0) return run
    for (const request of missing) store.put(request, answerSignal(request))
  }
}

describe('the account of a whole run', () => {
  it('has every millisecond of every ticket once, and Little\'s law for the teams and the whole system', () => {
    fc.assert(fc.property(fc.record({ tool: fc.boolean(), approved: fc.boolean(), pause: fc.boolean() }), drawnTickets, drawnScenario, (shape, tickets, drawnOne) => {
      const run = replicate({ workflow: flowOf({ ...plainShape, ...shape }), tickets, scenario: withSpec(drawnOne, { ...week, volume: 1 }) })
      const { end } = run.plan
      const parts = run.cases.map((ticket): TimeParts => {
        run.account.ledger.mark(ticket.index, end)
        return run.account.ledger.partsOf(ticket.index)
      })
      run.cases.forEach((ticket, index) => { expect(sum(partsOf(parts[index] ?? never()))).toBe(end - ticket.arrival.at) })
      const teams = run.people.totals(end)
      expect(sum(parts.map((time) => time.peopleQueue + time.outOfHours))).toBe(sum(teams.map((team) => team.queueArea)))
      const handling = sum(parts.map((time) => time.handling))
      expect(sum(teams.map((team) => team.busyMs))).toBeLessThanOrEqual(handling)
      if (run.cases.every((ticket) => ticket.arrival.channel === 'email')) expect(sum(teams.map((team) => team.busyMs))).toBe(handling)
      const open = sum(run.cases.flatMap((ticket) => ticket.openSpans.map((at, place) => (place % 2 === 0 ? -at : at))))
      if (run.parked.size === 0) expect(sum(parts.map((time) => sum(partsOf(time)) - time.customer - time.solved))).toBe(open)
    }), { numRuns: 80 })
  }, 60_000)
})

function never(): never {
  throw new Error('A ticket has no account.')
}
