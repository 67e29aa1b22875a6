import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { ScenarioDocument } from '../../../core/spec/scenario.ts'
import { scenarioSchema } from '../../../core/spec/scenario.ts'
import type { Ticket } from '../../../core/tickets/ticket.ts'
import { drawnCatalog, FIRST_DAY, flowOf, plainShape } from './random-scenarios.ts'
import { plainScenario, runSimulation, ticketOf } from './small-flow.ts'

type Fields = { readonly [name: string]: unknown }

const HOUR = 3_600_000
const flows = [false, true].map((approved) => flowOf({ beside: null, approved, watched: null, tool: true, pause: false, most: 2 }))

/** Two weeks of every kind of ticket: chats and mail, hard and easy, with skills and priorities, answered by people in the history. */
const tickets: readonly Ticket[] = Array.from({ length: 60 }, (_, index): Ticket => {
  const at = FIRST_DAY + 6 * HOUR + index * 4.6 * HOUR + (index % 3 === 0 ? 0 : (index % 7) * 600_000)
  return ticketOf(`t${index}`, at, {
    channel: index % 3 === 0 ? 'chat' : index % 11 === 0 ? 'fax' : 'email', subject: `P${(index % 5) + 1} ${index % 2 === 0 ? 'skill a' : index % 5 === 0 ? 'skill b' : ''}`, description: `${index % 4 === 1 ? 'easy' : 'hard'} ${index}`, language: index % 4 === 0 ? 'de' : 'en',
    history: { priority: `P${(index % 5) + 1}`, solvedAt: at + (index % 6) * HOUR + HOUR, firstResponseAt: at + (index % 6) * HOUR, ...(index % 2 === 0 ? { topic: 'login' } : {}) },
  })
})

const usual: Fields = {
  ...plainScenario.spec, replications: 1, shrinkage: 0.1, window: { from: '2026-03-27T00:00:00Z', to: '2026-04-08T00:00:00Z', warmUp: '0s', coolDown: '5d' },
  handleTime: { default: { mean: '50m', cv: 1 } }, aiLatency: { default: { mean: '4s', cv: 1 } },
  customer: { replyProbability: { resolved: 0.4, unresolved: 0.6 }, comebackProbability: 0.6, comebackDelay: '40h', reopenProbability: 0.3 }, resolution: { answerResolvesFactor: 0.6 },
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Fields put into others, at any depth. */
function merged(base: Fields, more: Fields): Fields {
  return Object.fromEntries([...new Set([...Object.keys(base), ...Object.keys(more)])].map((key) => {
    const [a, b] = [base[key], more[key]]
    return [key, key in more ? (isFields(a) && isFields(b) && !('process' in b) && !('mean' in b) && !('distribution' in b) ? merged(a, b) : b) : a]
  }))
}

/** The fields of a path: `a.b.c` and a value. */
function at(path: string, value: unknown): Fields {
  return path.split('.').reduceRight<Fields>((inner, key, index, all) => ({ [key]: index === all.length - 1 ? value : inner }), {})
}

function scenarioOf(...more: readonly Fields[]): ScenarioDocument {
  return scenarioSchema.parse({ apiVersion: 'lumos/v1', kind: 'Scenario', metadata: { name: 'fields' }, spec: more.reduce(merged, usual) })
}

const known = new Map<string, string>()

/** Everything that a run reports, but for what it repeats and says of its input. */
function resultOf(scenario: ScenarioDocument, approved: boolean): string {
  const key = JSON.stringify([scenario, approved])
  const before = known.get(key)
  if (before !== undefined) return before
  const workflow = flows[approved ? 1 : 0] ?? flowOf(plainShape)
  const { manifest: _manifest, assumptions: _assumptions, warnings: _warnings, ...report } = runSimulation({ workflow, agents: drawnCatalog, tickets, scenario, keepTickets: false }).report
  const result = JSON.stringify(report)
  known.set(key, result)
  return result
}

const long = { distribution: 'constant', value: '3h' }
const people = [{ id: 'ann', skills: { a: 1, b: 0.3 }, calendar: 'office' }, { id: 'bob', skills: { b: 1, a: 0.5 }, calendar: 'office' }, { id: 'cat', skills: { b: 0.7 }, calendar: 'office' }]
const named = { teams: { desk: { people, shrinkage: 0 } } }
const busy = { handleTime: { default: { mean: '2h', cv: 1 } } }
const individual = { ...named, ...busy }
const random = { arrivals: { process: 'profile', perWeek: 60 } }
/** Approved drafts stay with whoever approved them until their tickets end. */
const approvers = { teams: { second: { people, shrinkage: 0 } } }
const oneTeam = { baseline: { teams: [{ id: 'today', calendar: 'office', headcount: 2 }] } }
const chats = { customer: { patience: { chat: '4h' } } }

type Case = readonly [path: string, value: unknown, beside?: Fields]

/** A field, another value for it, and what both runs have beside it for it to matter. */
const cases: readonly Case[] = [
  ['arrivals.process', { process: 'poisson', perHour: 0.5 }], ['arrivals.process', { process: 'bootstrap' }], ['arrivals.perHour', { process: 'poisson', perHour: 1 }, { arrivals: { process: 'poisson', perHour: 0.5 } }],
  ['arrivals.perWeek', { process: 'profile', perWeek: 90 }, random], ['arrivals.perHour', { process: 'profile', perWeek: 60, perHour: { mon: Array.from({ length: 24 }, () => 1) } }, random],
  ['arrivals.timezone', { process: 'profile', perWeek: 60, timezone: 'Asia/Kolkata' }, random], ['arrivals.timezone', { process: 'bootstrap', timezone: 'Asia/Kolkata' }, { arrivals: { process: 'bootstrap' } }],
  ['window.from', '2026-03-29T00:00:00Z'], ['window.to', '2026-04-05T00:00:00Z'], ['window.warmUp', '30h', { window: { from: '2026-03-30T00:00:00Z' } }], ['window.coolDown', '1h'],
  ['seed', 2], ['replications', 3], ['stop', { kpi: 'firstResponseAny', within: 0.5, atMost: 4 }], ['stop.kpi', { kpi: 'backlog', within: 0.5, atMost: 6 }, { stop: { kpi: 'firstResponseAny', within: 0.5, atMost: 6 } }], ['stop.statistic', 'p90', { stop: { kpi: 'firstResponseAny', within: 0.5, atMost: 6 } }],
  ['stop.within', 0.9, { stop: { kpi: 'firstResponseAny', within: 0.01, atMost: 6 } }], ['stop.atMost', 6, { stop: { kpi: 'firstResponseAny', within: 0.01, atMost: 7 } }],
  ['volume', 1.5], ['shrinkage', 0.5],
  ['handleTime.default', { mean: '1h', cv: 1 }], ['handleTime.teams.second', long], ['handleTime.issueTypes.login', long], ['handleTime.teamsAndIssueTypes.desk', { login: long }], ['handleTime.escalatedFactor', 2], ['handleTime.approvalFactor', 1],
  ['baselineHandleTime.default', long], ['baselineHandleTime.teams.today', long, oneTeam], ['baselineHandleTime.issueTypes.login', long], ['baselineHandleTime.teamsAndIssueTypes.today', { login: long }, oneTeam],
  ['baseline.handleTime.default', long], ['baseline.handleTime.teams.today', long, oneTeam], ['baseline.handleTime.issueTypes.login', long], ['baseline.handleTime.teamsAndIssueTypes.today', { login: long }, oneTeam],
  ['baseline.teams', [{ id: 'desk', calendar: 'night', headcount: 1 }]], ['baseline.shrinkage', 0.6], ['baseline.responseDelay', long], ['baseline.responseDelayByPriority.P1', long],
  ['issueTypeFrom', 'sort.priority', { handleTime: { issueTypes: { login: long } } }],
  ['aiLatency.default', { mean: '1m', cv: 1 }], ['aiLatency.roles.writer', { mean: '1m', cv: 1 }], ['aiLatency.agents.writer', { mean: '1m', cv: 1 }],
  ['aiLimits.default.concurrency', 1, { window: { from: '2026-03-29T00:00:00Z' } }], ['aiLimits.default.perMinute', 0.005], ['aiLimits.default.failure', 0.5], ['aiLimits.default.retries', 0, { aiLimits: { default: { failure: 0.5 } } }],
  ['aiLimits.roles.sorter.failure', 0.7], ['aiLimits.agents.sorter.failure', 0.7], ['toolLatency', { mean: '9m', cv: 1 }],
  ['customer.replyDelay', long], ['customer.chatReplyDelay', long], ['customer.replyProbability.resolved', 0.9], ['customer.replyProbability.unresolved', 0.9], ['customer.comebackProbability', 0], ['customer.comebackDelay', '4h'], ['customer.reopenProbability', 0],
  ['customer.closeAfter', '1h'], ['customer.activity', 'office'], ['customer.patience.chat', '1m'], ['customer.patience.voice', '1m', { channelMap: { fax: 'voice' } }], ['customer.patience.email', '2h'], ['customer.patience.issueTypes.login', '1m'], ['customer.patience.teams.second', '1m'], ['customer.patience.restart', true, chats],
  ['resolution.answerResolvesFactor', 0.1], ['resolution.difficulty', 0.9],
  ['routing.discipline', 'fifo', busy], ['routing.discipline', 'sla', busy], ['routing.discipline', 'weighted', busy], ['routing.discipline', 'aging', busy], ['routing.weights.P5', 900, { ...busy, routing: { discipline: 'weighted' } }], ['routing.ageAfter', '10m', { ...busy, routing: { discipline: 'aging' } }],
  ['routing.preemption', { by: ['P1'], of: ['P4', 'P5'] }, busy], ['routing.people', 'pooled', individual],
  ['routing.agentSelection', 'bestSkill', named], ['routing.agentSelection', 'roundRobin', named], ['routing.agentSelection', 'mostSpareCapacity', { ...approvers, routing: { assignedCap: 4 } }], ['routing.queueSelection', 'ownSkillFirst', individual], ['routing.queueSelection', 'weightedWait', individual],
  ['routing.relaxSkillsAfter', '1m', individual], ['routing.reserve', 1, individual], ['routing.affinityWait', '20h', individual], ['routing.assignedCap', 1, approvers],
  ['onShiftEnd.email', 'finish', busy], ['onShiftEnd.email', 'handoff', busy], ['onShiftEnd.email', 'block', busy], ['onShiftEnd.chat', 'pause', busy], ['handover', '2h', { ...busy, onShiftEnd: { email: 'handoff' } }], ['chatSlowdown', 2, { ...busy, customer: { patience: { chat: '40h' } }, channelMap: { email: 'chat' } }],
  ['clocks.metric', [{ metric: 'agentWork', targets: { P1: '1m', P3: '1m' } }]], ['clocks.targets', [{ metric: 'agentWork', targets: { P1: '1m', P3: '900h' } }], { clocks: [{ metric: 'agentWork', targets: { P1: '1m', P3: '1m' } }] }], ['clocks.calendar', [{ metric: 'totalResolution', targets: { P1: '20h' }, calendar: 'office' }], { clocks: [{ metric: 'totalResolution', targets: { P1: '20h' } }] }],
  ['kpis.style', 'intercom'], ['kpis.statistic', 'p90'], ['kpis.pinned', ['backlog']], ['kpis.firstResponseHuman', 'fromHandover'], ['kpis.automatedResolutionRate', 'verified'], ['kpis.containmentRate', 'noCallback24h'], ['kpis.slaFirstResponse', 'withActive'], ['kpis.slaResolution', 'withActive'],
  ['kpis.utilisation', 'assembled'], ['kpis.abandonmentRate', 'withoutShort'], ['kpis.serviceLevel', 'withoutShort'], ['kpis.serviceLevelWithin', '3h'], ['kpis.shortAbandonment', '1h', { ...chats, kpis: { abandonmentRate: 'withoutShort' } }],
  ['csatProxy', { intercept: 1 }], ['csatProxy.intercept', 2, { csatProxy: { intercept: 1 } }], ['csatProxy.resolved', 2, { csatProxy: { intercept: 1 } }], ['csatProxy.responseHour', -1, { csatProxy: { intercept: 1 } }], ['csatProxy.resolutionHour', -1, { csatProxy: { intercept: 1 } }],
  ['rates.humanHour', 50], ['rates.aiAction', 1], ['rates.aiResolution', 1], ['rates.fixedPerMonth', 1000], ['rates.overtimeFactor', 3, { ...busy, onShiftEnd: { email: 'finish' } }],
  ['teams.desk.headcount', 5], ['teams.desk.shifts', [{ calendar: 'awake', headcount: 1 }]], ['teams.desk.shrinkage', 0.5], ['teams.desk.people', people], ['teams.desk.onShiftEnd.email', 'finish', busy], ['teams.desk.routing.discipline', 'fifo', busy], ['teams.desk.humanHour', 99],
  ['channelMap.fax', 'chat'],
]

/** Read before a simulation begins, or by the tests of the agents that write what they weigh. */
const elsewhere: readonly string[] = ['extends', 'workflow', 'tickets', 'knowledge', 'overrides', 'replyBank', 'csatProxy.frustration', 'customer.autoSolveAfter']

/** The fields of an object schema by their paths, down to what is a value, a list or a map. */
function fieldsOf(schema: unknown, path: string): readonly string[] {
  if (schema instanceof z.ZodOptional) return fieldsOf(schema.unwrap(), path)
  if (schema instanceof z.ZodDiscriminatedUnion) return [...new Set(schema.options.flatMap((option) => fieldsOf(option, path)))]
  if (!(schema instanceof z.ZodObject)) return [path]
  return Object.entries(schema.shape).flatMap(([key, inner]) => fieldsOf(inner, path === '' ? key : `${path}.${key}`))
}

describe('every field of a scenario', () => {
  it.each(cases.map(([path, value, beside = {}]) => ({ path, value, beside })))('$path counts as $value', ({ path, value, beside }) => {
    const [first = ''] = path.split('.')
    // Whole arrival processes, stop rules and lists stand in place of others; a field goes into what is there.
    const whole = ['arrivals', 'clocks'].includes(first) || (path === 'stop.kpi')
    const approved = path === 'handleTime.approvalFactor' || beside === approvers || path === 'routing.agentSelection'
    expect(resultOf(scenarioOf(beside, whole ? { [first]: value } : at(path, value)), approved)).not.toBe(resultOf(scenarioOf(beside), approved))
  })

  it('is among the cases, or known to be read elsewhere', () => {
    const paths = [...cases.map(([path]) => path), ...elsewhere]
    const missing = fieldsOf(scenarioSchema.shape.spec, '').filter((field) => !paths.some((path) => path === field || path.startsWith(`${field}.`) || field.startsWith(`${path}.`)))
    expect(missing).toEqual([])
  })
})
