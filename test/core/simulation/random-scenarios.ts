import fc from 'fast-check'
import type { AgentCatalog, AgentRuntime } from '../../../core/engine/agent-contract.ts'
import type { ScenarioDocument } from '../../../core/spec/scenario.ts'
import { scenarioSchema } from '../../../core/spec/scenario.ts'
import type { Workflow } from '../../../core/spec/workflow.ts'
import { workflowSchema } from '../../../core/spec/workflow.ts'
import type { Ticket } from '../../../core/tickets/ticket.ts'
import { smallCatalog, smallFlow, ticketOf } from './small-flow.ts'

/** Friday before the clocks go forward in Berlin. */
export const FIRST_DAY = Date.parse('2026-03-27T00:00:00Z')
const MINUTE = 60_000
const HOUR = 3_600_000
const stage = 'main'

/** What a drawn flow has beyond the small one. */
export type FlowShape = {
  /** Hard tickets go to two teams at once; null: to one of them, by language. */
  readonly beside: { readonly mode: 'all' | 'any' | 'quorum'; readonly remaining: 'cancel' | 'continue'; readonly timed: boolean } | null
  readonly approved: boolean
  readonly watched: 'interrupt' | 'notify' | null
  readonly tool: boolean
  readonly pause: boolean
  readonly most: number
}

export const flowShape: fc.Arbitrary<FlowShape> = fc.record({
  beside: fc.option(fc.record({ mode: fc.constantFrom('all' as const, 'any' as const, 'quorum' as const), remaining: fc.constantFrom('cancel' as const, 'continue' as const), timed: fc.boolean() }), { freq: 2 }),
  approved: fc.boolean(), watched: fc.constantFrom(null, 'interrupt' as const, 'notify' as const), tool: fc.boolean(), pause: fc.boolean(), most: fc.integer({ min: 1, max: 3 }),
})

/** The small flow without anything that a shape adds: nothing goes on at once. */
export const plainShape: FlowShape = { beside: null, approved: false, watched: null, tool: false, pause: false, most: 2 }

/** A flow of a drawn shape, with two teams, calendars (one over the night, one of customers) and promises. */
export function flowOf({ beside, approved, watched, tool, pause, most }: FlowShape): Workflow {
  const { spec } = smallFlow
  const { sort, way, person } = spec.flow.nodes
  const { sorter } = spec.agents
  const desk = spec.teams?.['desk']
  const forked = beside !== null
  return workflowSchema.parse({
    ...smallFlow,
    spec: {
      ...spec,
      channels: { ...spec.channels, voice: { connection: 'desk' } },
      calendars: {
        office: { timezone: 'Europe/Berlin', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }], closed: ['2026-03-31'] },
        night: { timezone: 'Europe/Berlin', open: [{ days: ['sat', 'sun', 'mon', 'wed'], from: '22:00', to: '24:00' }, { days: ['sun', 'mon', 'tue', 'thu'], from: '00:00', to: '06:00' }] },
        always: { timezone: 'UTC', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' }] },
        awake: { timezone: 'America/New_York', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '07:00', to: '23:00' }] },
      },
      agents: { ...spec.agents, sorter: { ...sorter, outputs: { ...sorter?.outputs, skills: { type: 'list', items: 'string' }, issueType: 'string' } } },
      tools: { lookUp: { description: 'Reads.', effect: 'read', idempotent: true, scopes: ['x'], output: { found: 'boolean' } } },
      teams: {
        desk: { ...desk, skills: { a: 1, b: 2 }, capacity: { email: 1, chat: 2 }, overflowTo: 'second' },
        second: { ...desk, title: 'Second', skills: { b: 1 }, languages: ['de', 'en'], capacity: { email: 1, chat: 3 }, shifts: [{ calendar: 'night', headcount: 1 }, { calendar: 'office', headcount: 1 }] },
      },
      ...(watched === null ? {} : {
        monitors: { mood: { agent: 'checker', events: ['message.inbound'] } },
        triggers: [
          { id: 'cross', when: '!mood.happy', mode: watched, limit: 1, then: watched === 'interrupt' ? 'person' : 'page' },
          { id: 'late', event: 'sla.breach', mode: 'notify', limit: 2, then: 'page' },
        ],
      }),
      flow: {
        ...spec.flow,
        nodes: {
          ...spec.flow.nodes,
          intake: { kind: 'start', channels: ['email', 'chat', 'voice'], stage, then: 'sort' },
          sort: { ...sort, then: tool ? 'look' : 'way' },
          look: { kind: 'tool', stage, tool: 'lookUp', then: 'way' },
          way: { ...way, branches: [{ id: 'easy', when: `sort.easy && nodes.write.visits < ${most}`, then: 'write' }], default: pause ? 'rest' : forked ? 'fork' : 'pick' },
          rest: { kind: 'wait', stage, for: '20m', clock: 'office', then: forked ? 'fork' : 'pick' },
          write: { kind: 'agent', agent: 'writer', stage, then: approved ? 'approve' : 'answer' },
          approve: { kind: 'human', task: 'approval', team: 'second', stage, timeout: '30h', outcomes: { approved: 'answer', rejected: 'pick', timeout: 'pick' } },
          pick: { kind: 'decision', stage, branches: [{ id: 'german', when: 'ticket.language == "de"', then: 'second' }], default: 'person' },
          person, second: { kind: 'human', task: 'conversation', team: 'second', stage, outcomes: { resolved: 'done' } },
          fork: { kind: 'parallel', stage, arms: [{ id: 'one', then: 'armOne' }, { id: 'two', then: 'armTwo' }, { id: 'three', when: 'ticket.channel == "chat"', then: 'armThree' }], join: 'both' },
          armOne: { kind: 'human', task: 'conversation', team: 'desk', stage, outcomes: { resolved: 'both' } },
          armTwo: { kind: 'human', task: 'conversation', team: 'second', stage, outcomes: { resolved: 'both' } },
          armThree: { kind: 'wait', stage, for: '5m', then: 'both' },
          both: { kind: 'join', stage, mode: beside?.mode ?? 'all', count: 2, remaining: beside?.remaining ?? 'cancel', ...(beside?.timed === true ? { timeout: '40h', onTimeout: 'proceed' } : {}), then: 'done', catch: [{ errors: ['LUMOS.*'], then: 'person' }] },
          page: { kind: 'wait', stage, for: '1m', then: 'paged' },
          paged: { kind: 'end', stage, outcome: 'none' },
        },
      },
    },
  })
}

const sorter: AgentRuntime = {
  role: 'sorter', version: '1', signals: (view) => smallCatalog.runtimeOf('sorter')?.signals(view) ?? [],
  decide: (input, signals) => {
    const usual = smallCatalog.runtimeOf('sorter')?.decide(input, signals)
    if (usual?.kind !== 'outputs') return usual ?? { kind: 'failed', code: 'LUMOS.ModelFailed', message: 'No answer.' }
    const priority = /P[1-5]/.exec(input.ticket.subject)?.[0]
    return { ...usual, outputs: { ...usual.outputs, issueType: input.ticket.subject.includes('skill a') ? 'login' : 'other', ...(priority === undefined ? {} : { priority }), skills: ['a', 'b', 'c'].filter((skill) => input.ticket.subject.includes(`skill ${skill}`)) } }
  },
}

/** The small catalog with a sorter that finds any priority, and skills. */
export const drawnCatalog: AgentCatalog = { runtimeOf: (role) => (role === 'sorter' ? sorter : smallCatalog.runtimeOf(role)) }

const ticket = fc.record({
  at: fc.integer({ min: 0, max: 6 * 24 * 60 }), channel: fc.constantFrom('email', 'chat', 'fax'), priority: fc.constantFrom('', 'P1', 'P2', 'P3', 'P4', 'P5'), skills: fc.subarray(['a', 'b', 'c']),
  hard: fc.boolean(), german: fc.boolean(), gold: fc.boolean(), messages: fc.nat(2), solved: fc.option(fc.integer({ min: 1, max: 9000 })), spam: fc.boolean(),
})

/** A few tickets of a week, named by their place. */
export const drawnTickets: fc.Arbitrary<readonly Ticket[]> = fc.array(ticket, { minLength: 1, maxLength: 14 }).map((list) => list.map((one, index): Ticket => {
  const at = FIRST_DAY + one.at * MINUTE
  return ticketOf(`t${index}`, at, {
    channel: one.channel, subject: `${one.priority} ${one.skills.map((skill) => `skill ${skill}`).join(' ')}`, description: `${one.hard ? 'hard' : 'easy'} ${index}`, language: one.german ? 'de' : 'en',
    customer: one.gold ? { tier: 'gold' } : {},
    messages: Array.from({ length: one.messages }, (_, place) => ({ from: place % 2 === 0 ? 'customer' as const : 'agent' as const, at: at + (place + 1) * HOUR, text: place % 2 === 0 ? 'Thank you, that was it' : 'So it is' })),
    history: { ...(one.solved === null ? {} : { solvedAt: at + one.solved * MINUTE, firstResponseAt: at + Math.ceil(one.solved / 2) * MINUTE }), ...(one.spam ? { isSpam: index % 5 === 0 } : {}), ...(one.priority === '' ? {} : { priority: one.priority }) },
  })
}))

const time = (least: number, most: number): fc.Arbitrary<string> => fc.integer({ min: least, max: most }).map((seconds) => `${seconds}s`)
const distribution = (least: number, most: number): fc.Arbitrary<object> => fc.oneof(
  fc.record({ mean: time(least, most), cv: fc.constantFrom(0, 0.5, 1, 3) }),
  fc.record({ median: time(least, most), p95: time(least, most * 3) }),
  fc.record({ distribution: fc.constant('constant'), value: time(0, most) }),
  fc.record({ distribution: fc.constant('exponential'), mean: time(0, most) }),
  fc.record({ distribution: fc.constant('erlang'), k: fc.integer({ min: 1, max: 9 }), mean: time(0, most) }),
  fc.record({ distribution: fc.constant('uniform'), min: time(0, least), max: time(least, most) }),
  fc.record({ distribution: fc.constant('hyperexponential'), mean: time(least, most), cv: fc.constantFrom(1, 2) }),
  fc.record({ distribution: fc.constant('empirical'), quantiles: fc.array(time(0, most), { minLength: 2, maxLength: 5 }) }),
)
const optional = (shape: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<object> => fc.record(shape, { requiredKeys: [] })
const share = fc.constantFrom(0, 0.3, 0.7, 1)
const channels = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<object> => optional({ email: one, chat: one })
const priorities = fc.subarray(['P1', 'P2', 'P3', 'P4', 'P5'], { minLength: 1 })
const routing = optional({
  discipline: fc.constantFrom('priority', 'fifo', 'sla', 'weighted', 'aging'), weights: fc.constant({ P1: 30, P4: 3 }), ageAfter: time(60, 20_000), preemption: fc.record({ by: priorities, of: priorities }),
  people: fc.constantFrom('pooled', 'individual'), agentSelection: fc.constantFrom('longestIdle', 'bestSkill', 'roundRobin', 'mostSpareCapacity'), queueSelection: fc.constantFrom('priorityThenWait', 'ownSkillFirst', 'weightedWait'),
  relaxSkillsAfter: time(0, 9000), reserve: fc.nat(1), affinityWait: time(0, 40_000), assignedCap: fc.integer({ min: 1, max: 3 }),
})
const shiftEnd = channels(fc.constantFrom('pause', 'finish', 'handoff', 'block'))
const calendar = fc.constantFrom('office', 'night')
const people = fc.array(fc.record({ skills: fc.constantFrom({ a: 1 }, { b: 0.5, a: 0.25 }, { b: 1 }), calendar }), { minLength: 1, maxLength: 3 }).map((list) => list.map((one, index) => ({ ...one, id: `p${index}` })))
const team = fc.oneof(
  optional({ headcount: fc.nat(3), shrinkage: fc.constantFrom(0, 0.3, 0.5), onShiftEnd: shiftEnd, routing, humanHour: fc.constantFrom(0, 40) }),
  optional({ shifts: fc.array(fc.record({ calendar, headcount: fc.nat(2) }), { minLength: 1, maxLength: 2 }), routing }),
  optional({ people, shrinkage: fc.constantFrom(0, 0.4), routing }),
)
const limits = optional({ concurrency: fc.integer({ min: 1, max: 2 }), perMinute: fc.constantFrom(0.1, 1, 30), failure: share, retries: fc.nat(3) })
const arrivals = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ process: 'trace' }) }, { weight: 1, arbitrary: fc.constant({ process: 'poisson', perHour: 0.2 }) },
  { weight: 1, arbitrary: fc.record({ process: fc.constant('profile'), perWeek: fc.constantFrom(5, 30), timezone: fc.constant('Europe/Berlin') }) }, { weight: 1, arbitrary: fc.constant({ process: 'bootstrap', timezone: 'Europe/Berlin' }) },
)
const at = (day: number): string => new Date(FIRST_DAY + day * 24 * HOUR).toISOString()
const window = fc.record({ from: fc.constantFrom(0, 1, 2).map(at), to: fc.constantFrom(3, 6, 9).map(at), warmUp: fc.constantFrom('0s', '36h'), coolDown: fc.constantFrom('0s', '12h', '6d', '20d') }, { requiredKeys: ['coolDown', 'warmUp'] })
const targets = fc.record({ P1: time(60, 9000), P3: time(60, 90_000), P5: time(60, 90_000) }, { requiredKeys: ['P3'] })

/** A scenario with any of its fields, well-formed. */
export const drawnScenario: fc.Arbitrary<ScenarioDocument> = fc.record({
  seed: fc.nat(1000), replications: fc.constant(2), arrivals, window,
  volume: fc.constantFrom(0.4, 1, 1.7), shrinkage: fc.constantFrom(0, 0.3, 0.9),
  handleTime: optional({ default: distribution(60, 9000), issueTypes: optional({ login: distribution(60, 9000) }), teams: optional({ second: distribution(60, 9000) }), escalatedFactor: fc.constantFrom(0.5, 2), approvalFactor: fc.constantFrom(0.1, 1) }),
  aiLatency: optional({ default: distribution(1, 90), agents: optional({ writer: distribution(1, 90) }) }),
  aiLimits: optional({ default: limits, agents: optional({ sorter: limits }) }),
  toolLatency: distribution(1, 90),
  customer: optional({
    replyDelay: distribution(60, 90_000), chatReplyDelay: distribution(1, 900), replyProbability: optional({ resolved: share, unresolved: share }), comebackProbability: share, comebackDelay: time(60, 900_000), reopenProbability: share,
    autoSolveAfter: time(60, 300_000), closeAfter: time(60, 300_000), activity: fc.constant('awake'),
    patience: optional({ chat: time(1, 9000), email: distribution(60, 90_000), teams: optional({ second: time(60, 9000) }), issueTypes: optional({ login: time(60, 9000) }), restart: fc.boolean() }),
  }),
  resolution: optional({ answerResolvesFactor: share, difficulty: share }),
  routing, onShiftEnd: shiftEnd, handover: time(0, 900), chatSlowdown: fc.constantFrom(0, 0.15, 1),
  clocks: fc.array(fc.record({ metric: fc.constantFrom('firstReplyHuman', 'firstResponseAny', 'nextReply', 'requesterWait', 'agentWork', 'totalResolution', 'pausableUpdate'), targets, calendar: fc.constantFrom('office', 'awake') }, { requiredKeys: ['metric', 'targets'] }), { maxLength: 3 }),
  csatProxy: fc.constant({ intercept: 1, responseHour: -0.1, frustration: -1 }),
  teams: optional({ desk: team, second: team }), channelMap: fc.constantFrom<Record<string, string>>({}, { fax: 'chat' }, { fax: 'voice' }),
}, { requiredKeys: ['seed', 'replications', 'window'] }).map((spec) => scenarioSchema.parse({ apiVersion: 'lumos/v1', kind: 'Scenario', metadata: { name: 'drawn' }, spec }))
