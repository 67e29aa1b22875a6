import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ticketTriage } from '../../../agents/triage/agent.ts'
import { defaultPriority, prioritise, priorityProblems, prioritySchema } from '../../../agents/triage/priority.ts'

const agent = ticketTriage.newAgent()
const ticket = { channel: 'email', reopenCount: 0 }

describe('prioritise', () => {
  it('keeps the points within 0 and 100', () => {
    const rule = prioritySchema.parse({ base: 90, add: [{ when: 'ticket.channel == "email"', points: 60, because: 'mail' }] })
    expect(prioritise(agent, rule, { ticket, customer: {} })).toMatchObject({ score: 100, priority: 'P1' })
    const low = prioritySchema.parse({ base: 10, add: [{ when: 'ticket.channel == "email"', points: -60, because: 'mail' }] })
    expect(prioritise(agent, low, { ticket, customer: {} })).toMatchObject({ score: 0, priority: 'P5' })
  })

  it('gives a higher score never a lower priority', () => {
    const of = (base: number) => prioritise(agent, prioritySchema.parse({ base }), { ticket, customer: {} }).priority
    fc.assert(fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (one, other) => one <= other || of(one) <= of(other)))
  })

  it('does not count a rule that reads something unknown, also inside an "and"', () => {
    const rule = prioritySchema.parse({ base: 40, add: [{ when: 'contractLevel == "premium" && ticket.channel == "email"', points: 40, because: 'premium mail' }] })
    const result = prioritise(agent, rule, { ticket, customer: {} })
    expect(result).toMatchObject({ score: 40, priority: 'P3' })
    expect(result.reasons).toContain('Not counted (premium mail): contractLevel is not known.')
  })

  it('names a rule that does not fit the outputs of the agent', () => {
    const rule = prioritySchema.parse({ add: [{ when: 'urgency == "urgentest"', points: 5, because: 'x' }, { when: 'urgency == "high"', points: 5, because: 'y' }] })
    expect(priorityProblems(agent, rule).map(({ index }) => index)).toEqual([0])
  })

  it('refuses a condition that cannot be read, before any run', () => {
    const [problem] = ticketTriage.checkParams({ priority: { add: [{ when: 'urgency ==', points: 5, because: 'x' }] } })
    expect(problem?.path).toEqual(['priority', 'add', 0, 'when'])
  })
})

describe('defaultPriority', () => {
  it('only speaks of values that the agent has', () => {
    const small = { ...agent, outputs: { urgency: { type: 'enum' as const, values: ['low', 'urgent'] }, issueType: { type: 'enum' as const, values: ['billing'] } } }
    expect(priorityProblems(small, defaultPriority(small))).toEqual([])
    expect(priorityProblems(agent, defaultPriority(agent))).toEqual([])
    expect(defaultPriority(small).add.map(({ because }) => because)).toContain('urgency is urgent')
  })
})
