import { describe, expect, it } from 'vitest'
import type { Value } from '../../../core/conditions/value.ts'
import { isRecord } from '../../../core/conditions/value.ts'
import type { AgentInput, AgentRuntime } from '../../../core/engine/agent-contract.ts'
import { DecisionMemo } from '../../../core/simulation/decision-memo.ts'
import { SignalStore } from '../../../core/signals/signal-store.ts'
import type { AgentSpec } from '../../../core/spec/workflow.ts'
import { smallFlow } from './small-flow.ts'

function sorter(): AgentSpec {
  const agent = smallFlow.spec.agents['sorter']
  if (agent === undefined) throw new Error('The small flow has a sorter.')
  return agent
}

function input(context: Readonly<Record<string, Value>>, now = 1, at = 1): AgentInput {
  return {
    workflow: smallFlow, agentId: 'sorter', agent: sorter(), customer: {}, context, now, teams: [], conversation: [{ from: 'customer', at, text: 'hello' }],
    ticket: { id: 't', channel: 'email', subject: 's', language: 'en', fields: {} },
  }
}

/** How often an agent that looks at `read` is really asked for these inputs, all with the same texts. */
function asked(read: (input: AgentInput) => unknown, inputs: readonly AgentInput[]): { calls: number; answers: readonly unknown[] } {
  let calls = 0
  const runtime: AgentRuntime = {
    role: 'sorter', version: '1', signals: () => [],
    decide: (one) => {
      calls += 1
      return { kind: 'outputs', outputs: { seen: JSON.stringify(read(one)) ?? 'nothing' }, reasons: [], assumptions: [] }
    },
  }
  const memo = new DecisionMemo()
  const answers = inputs.map((one) => {
    const { decision } = memo.decide('name', runtime, one, new SignalStore())
    return decision.kind === 'outputs' ? decision.outputs['seen'] : null
  })
  return { calls, answers }
}

describe('DecisionMemo', () => {
  it('decides once while the values that were read stay the same, whatever else changes', () => {
    const { calls, answers } = asked((one) => one.context['triage'], [
      input({ triage: { priority: 'P1', codes: ['a'] }, noise: 1 }), input({ triage: { priority: 'P1', codes: ['a'] }, noise: 2 }, 99, 99), input({ triage: { codes: ['a'], priority: 'P1' } }),
    ])
    expect(calls).toBe(1)
    expect(new Set(answers).size).toBe(1)
  })

  it('decides anew when a value that was read is another, or absent', () => {
    expect(asked((one) => one.context['triage'], [input({ triage: { priority: 'P1' } }), input({ triage: { priority: 'P2' } }), input({}), input({ triage: ['P1'] }), input({ triage: { priority: 'P1' } })]))
      .toEqual({ calls: 4, answers: ['{"priority":"P1"}', '{"priority":"P2"}', 'nothing', '["P1"]', '{"priority":"P1"}'] })
    expect(asked((one) => 'kb' in one.context, [input({}), input({ kb: 1 })]).answers).toEqual(['false', 'true'])
    expect(asked((one) => Object.hasOwn(one.context, 'kb'), [input({}), input({ kb: 1 })]).answers).toEqual(['false', 'true'])
  })

  it.each<[string, (one: AgentInput) => unknown]>([
    ['the time', (one) => one.now], ['when a message came', (one) => one.conversation[0]?.at], ['everything there is', (one) => ({ ...one.context })],
  ])('never reuses a decision that looked at %s', (_what, read) => {
    expect(asked(read, [input({ a: 1 }), input({ a: 1 })]).calls).toBe(2)
  })

  it('reuses a decision that looked at the teams while they show the same of what it looked at', () => {
    const team = { id: 'desk', onShift: true, people: 2, seats: 2, freeSeats: 1, utilisation: 0.5, queued: 0 }
    const seen = (freeSeats: number, queued: number): AgentInput => ({ ...input({}), teams: [{ ...team, freeSeats, queued }] })
    expect(asked((one) => one.teams[0]?.freeSeats, [seen(1, 0), seen(1, 7), seen(0, 7), seen(1, 8)])).toEqual({ calls: 2, answers: ['1', '1', '0', '1'] })
  })

  it('knows the time of the last message from its text', () => {
    const inputs = [1, 2].map((at) => input({ message: { text: 'same', at } }))
    const part = (one: AgentInput, name: string): unknown => {
      const value = one.context['message']
      return isRecord(value) ? value[name] : undefined
    }
    expect(asked((one) => part(one, 'text'), inputs).calls).toBe(1)
    expect(asked((one) => part(one, 'at'), inputs)).toEqual({ calls: 2, answers: ['1', '2'] })
  })
})
