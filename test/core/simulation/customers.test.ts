import { describe, expect, it } from 'vitest'
import type { ScenarioDocument } from '../../../core/spec/scenario.ts'
import type { SimulationResult } from '../../../core/simulation/simulation-input.ts'
import type { Ticket } from '../../../core/tickets/ticket.ts'
import { workflowSchema } from '../../../core/spec/workflow.ts'
import { plainScenario, runSimulation, smallFlow, ticketOf } from './small-flow.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const monday = Date.UTC(2026, 2, 2)
const at = (text: string): number => Date.parse(`2026-03-${text}Z`)
const { customer } = plainScenario.spec

type Spec = ScenarioDocument['spec']
type Patience = NonNullable<NonNullable<Spec['customer']>['patience']>
const run = (tickets: readonly Ticket[], spec: Spec): SimulationResult => runSimulation({ tickets, scenario: { ...plainScenario, spec: { ...plainScenario.spec, ...spec } } })
/** Easy tickets, answered within two seconds and then by nobody. */
const easy = (count: number, gap = 2 * HOUR): readonly Ticket[] => Array.from({ length: count }, (_, index) => ticketOf(`T-${index}`, monday + index * gap))
const seconds = (value: number): { readonly distribution: 'constant'; readonly value: string } => ({ distribution: 'constant', value: `${value}s` })

describe('customers who come back', () => {
  const comeback = { ...customer, comebackProbability: 1, comebackDelay: '6d' }
  const unhelpful = { resolution: { answerResolvesFactor: 0 }, replications: 1 }

  it('open a ticket of their own once the first one is closed, and their old one before', () => {
    const { tickets } = run(easy(200), { ...unhelpful, customer: { ...comeback, closeAfter: '3d' } })
    const followUps = tickets.filter((ticket) => ticket.id.includes('+1'))
    const reopened = tickets.filter((ticket) => !ticket.id.includes('+1') && ticket.conversation.some((message, index) => index > 0 && message.from === 'customer'))
    // Exponential with a mean of six days: 39 % within three.
    expect(followUps.length).toBeGreaterThan(50)
    expect(reopened.length).toBeGreaterThan(50)
    for (const ticket of followUps) {
      const first = tickets.find((one) => one.id === ticket.id.slice(0, ticket.id.indexOf('+')))
      expect(ticket.createdAt).toBeGreaterThan((first?.resolvedAt ?? Infinity) + 3 * DAY)
      expect(ticket.conversation[0]?.at).toBe(ticket.createdAt)
    }
    for (const ticket of reopened) expect((ticket.conversation.find((message, index) => index > 0 && message.from === 'customer')?.at ?? Infinity) - (ticket.conversation[1]?.at ?? 0)).toBeLessThanOrEqual(3 * DAY)
  })

  it('open no ticket where the old one can always be reopened', () => {
    const { tickets } = run(easy(100), { ...unhelpful, customer: { ...comeback, closeAfter: '365d' } })
    expect(tickets.every((ticket) => !ticket.id.includes('+'))).toBe(true)
  })

  it('write only in their hours', () => {
    const { tickets } = run(easy(150, 3 * HOUR), { ...unhelpful, customer: { ...comeback, activity: 'office', replyProbability: { resolved: 1, unresolved: 0.5 }, comebackDelay: '2d' } })
    const words = tickets.flatMap((ticket) => ticket.conversation.slice(1).filter((message) => message.from === 'customer').map((message) => message.at))
    expect(words.length).toBeGreaterThan(100)
    for (const time of words) {
      const hour = (time % DAY) / HOUR
      expect(hour).toBeGreaterThanOrEqual(9)
      expect(hour).toBeLessThanOrEqual(17)
      expect(new Date(time).getUTCDay() % 6).not.toBe(0)
    }
  })

  it('reply after hours of theirs, not of the clock', () => {
    const { tickets: [ticket] } = run([ticketOf('a', at('02T16:00'))], { ...unhelpful, customer: { ...customer, activity: 'office', replyProbability: { unresolved: 1 }, replyDelay: { distribution: 'constant', value: '3h' } } })
    // Answered two seconds after four: one hour until five, two more on the next morning.
    expect(ticket?.conversation.find((message, index) => index > 0 && message.from === 'customer')?.at).toBe(at('03T11:00:02'))
  })

  it('say so where their hours are those of no calendar', () => {
    expect(run(easy(1), { customer: { ...customer, activity: 'nowhere' } }).report.warnings).toContain('The scenario lets customers write in calendar nowhere, which the flow does not have; they write at any hour.')
  })
})

describe('customers who leave', () => {
  const hard = (id: string, time: string, rest: Partial<Ticket> = {}): Ticket => ticketOf(id, at(time), { description: 'hard', channel: 'chat', ...rest })
  const patience = (given: Patience): Spec => ({ replications: 1, customer: { ...customer, patience: given } })

  it('wait as long as their channel says, by email for ever unless it is given', () => {
    const tickets = [hard('chat', '06T20:00:00'), hard('mail', '06T20:00:00', { channel: 'email' })]
    expect(run(tickets, patience({ chat: seconds(600) })).tickets.map((ticket) => ticket.outcome)).toEqual(['abandoned', 'resolvedByPerson'])
    expect(run(tickets, patience({ chat: seconds(600), email: seconds(7200) })).tickets.map((ticket) => ticket.outcome)).toEqual(['abandoned', 'abandoned'])
  })

  it('leave in the millisecond in which nobody can have answered any more, and stay for an answer in it', () => {
    // A chat comes while the office is closed for another half hour; the person starts at nine.
    const one = (limit: number): string | undefined => run([hard('a', '02T08:30:00')], patience({ chat: seconds(limit) })).tickets[0]?.outcome
    expect(one(1799)).toBe('abandoned')
    expect(one(1801)).toBe('resolvedByPerson')
  })

  it('have the patience of a team while they wait for it, with the same luck', () => {
    expect(run([hard('a', '02T08:30:00')], patience({ chat: seconds(60), teams: { desk: seconds(3600) } })).tickets[0]?.outcome).toBe('resolvedByPerson')
    expect(run([hard('a', '02T08:30:00')], patience({ chat: seconds(3600), teams: { desk: seconds(60) } })).tickets[0]?.outcome).toBe('abandoned')
    // Known only after the patience was over: the customer leaves at once.
    const left = run([hard('a', '02T08:30:00')], { ...patience({ chat: seconds(3600), teams: { desk: seconds(1) } }), aiLatency: { default: seconds(5) } }).tickets[0]
    expect([left?.outcome, left?.why]).toEqual(['abandoned', 'The customer left after 5 s without a reply.'])
  })

  it('have the patience of their issue type once the flow knows it', () => {
    const { spec } = smallFlow
    const typed = workflowSchema.parse({ ...smallFlow, spec: { ...spec, agents: { ...spec.agents, sorter: { ...spec.agents['sorter'], outputs: { ...spec.agents['sorter']?.outputs, issueType: 'string' } } } } })
    const outcome = (field: string): string | undefined => runSimulation({ workflow: typed, tickets: [hard('a', '02T08:30:00')], scenario: { ...plainScenario, spec: { ...plainScenario.spec, ...patience({ chat: seconds(60), issueTypes: { P3: seconds(3600) } }), issueTypeFrom: field } } }).tickets[0]?.outcome
    // The sorter writes a priority, which a scenario may take for the type.
    expect(outcome('sort.priority')).toBe('resolvedByPerson')
    expect(outcome('sort.issueType')).toBe('abandoned')
  })

  it('do not leave work that somebody has begun', () => {
    const { tickets: [ticket] } = run([hard('a', '06T16:59:00', { channel: 'email' })], { ...patience({ email: seconds(600) }), handleTime: { default: { mean: '40m', cv: 0 } } })
    // Begun a minute before the weekend, it pauses until Monday; the patience of ten minutes has ended with the work.
    expect([ticket?.outcome, ticket?.resolvedAt]).toEqual(['resolvedByPerson', at('09T09:39:01')])
  })

  it('do not leave for another wait of the ticket while somebody works on it', () => {
    const { spec } = smallFlow
    const away = { ...spec.teams?.['desk'], title: 'Away', shifts: [{ calendar: 'office', headcount: 0 }] }
    const stage = 'main'
    const person = { kind: 'human', task: 'conversation', stage, outcomes: { resolved: 'both' } }
    const flow = workflowSchema.parse({
      ...smallFlow,
      spec: {
        ...spec, teams: { ...spec.teams, away },
        flow: { ...spec.flow, nodes: {
          intake: { kind: 'start', channels: ['email', 'chat'], stage, then: 'fork' }, fork: { kind: 'parallel', stage, arms: [{ id: 'now', then: 'person' }, { id: 'later', then: 'pause' }], join: 'both' },
          person: { ...person, team: 'desk' }, pause: { kind: 'wait', stage, for: '10m', then: 'two' }, two: { ...person, team: 'away' }, both: { kind: 'join', mode: 'any', remaining: 'cancel', stage, then: 'done' }, done: { kind: 'end', outcome: 'resolved', stage },
        } },
      },
    })
    // Somebody works on the chat from nine to ten; from ten past nine on it waits for a second team too, where nobody is.
    const outcome = (time: string): unknown => {
      const [ticket] = runSimulation({ workflow: flow, tickets: [hard('a', time)], scenario: { ...plainScenario, spec: { ...plainScenario.spec, replications: 1, handleTime: { default: { mean: '1h', cv: 0 } }, customer: { ...customer, patience: { chat: seconds(1500), restart: true } } } } }).tickets
      return [ticket?.outcome, ticket?.resolvedAt]
    }
    expect(outcome('02T09:00:00')).toEqual(['resolvedByPerson', at('02T10:00:00')])
    expect(outcome('02T08:20:00')).toEqual(['abandoned', null])
  })

  it('are patient anew with every wait for a person where the scenario says so', () => {
    const wait: Spec = { replications: 1, resolution: { answerResolvesFactor: 0 }, customer: { ...customer, replyProbability: { unresolved: 1 }, chatReplyDelay: seconds(60), patience: { chat: seconds(600) } } }
    const restart: Spec = { ...wait, customer: { ...wait.customer, patience: { chat: seconds(600), restart: true } } }
    // Answered twice at night without help, then given to people, who come at nine.
    const outcome = (spec: Spec): string | undefined => run([hard('a', '02T20:00:00', { description: 'question' })], spec).tickets[0]?.outcome
    expect(outcome(wait)).toBe('resolvedByPerson')
    expect(outcome(restart)).toBe('abandoned')
  })
})

describe('what automation leaves to people', () => {
  const tickets = Array.from({ length: 300 }, (_, index) => ticketOf(`T-${index}`, monday + index * 4 * HOUR))
  const spec = (difficulty: number): Spec => ({
    replications: 3, resolution: { answerResolvesFactor: 0.6, difficulty }, handleTime: { default: { mean: '20m', cv: 1 } },
    customer: { ...customer, replyProbability: { resolved: 0, unresolved: 1 }, replyDelay: { distribution: 'constant', value: '1h' } },
  })
  const perTicket = ({ report }: SimulationResult): number => (report.teams['desk']?.busyMs ?? 0) / (report.teams['desk']?.handled ?? 1)

  it('is harder than the rest the more it shows in the answers how hard a ticket is', () => {
    const [none = 0, some = 0, much = 0] = [0, 0.4, 0.8].map((difficulty) => perTicket(run(tickets, spec(difficulty))))
    expect(some).toBeGreaterThan(none * 1.1)
    expect(much).toBeGreaterThan(some * 1.1)
  })

  it('is as much work as before where nothing is automated', () => {
    const hard = tickets.map((ticket) => ({ ...ticket, description: 'hard' }))
    const [none, much] = [0, 0.8].map((difficulty) => run(hard, spec(difficulty)).report)
    expect(much?.teams).toEqual(none?.teams)
    const [easyNone, easyMuch] = [0, 0.8].map((difficulty) => run(tickets, spec(difficulty)).report)
    expect(easyMuch?.baseline.team).toEqual(easyNone?.baseline.team)
  })

  it('helps as often as before: only whom it helps changes', () => {
    // Whom the first answer did not help has replied.
    const helped = (difficulty: number): readonly string[] => run(tickets, { ...spec(difficulty), replications: 1 }).tickets.filter((ticket) => ticket.conversation.length === 2).map((ticket) => ticket.id)
    const none = helped(0)
    const much = helped(0.8)
    expect(none.length).toBeGreaterThan(80)
    expect(Math.abs(much.length - none.length)).toBeLessThan(4 * Math.sqrt(2 * 300 / 4))
    expect(much).not.toEqual(none)
  })

  it('is stated among the assumptions', () => {
    const scenario: ScenarioDocument = { ...plainScenario, spec: { replications: 1 } }
    expect(runSimulation({ tickets: tickets.slice(0, 3), scenario }).report.assumptions.find((one) => one.id === 'scenario.resolution.difficulty')?.value).toBe('0')
  })
})
