import type { Value } from '../core/conditions/value.ts'
import type { AgentDecision, AgentInput, ConversationMessage } from '../core/engine/agent-contract.ts'
import type { SignalAnswer } from '../core/signals/signal-answer.ts'
import { signalKey } from '../core/signals/signal-key.ts'
import type { SignalRequest } from '../core/signals/signal-request.ts'
import { SignalStore } from '../core/signals/signal-store.ts'
import type { AgentSpec, FlowNode, Workflow } from '../core/spec/workflow.ts'
import type { AgentExample } from './agent-example.ts'
import type { AgentType } from './define-agent.ts'
import { foldedWords } from './fold-text.ts'
import { asList, asText } from './read-value.ts'

/** What running an example gave: the input, the decision, and every difference to what was expected, in sentences. */
export type ExampleRun = { readonly input: AgentInput; readonly requests: readonly SignalRequest[]; readonly decision: AgentDecision; readonly differences: readonly string[] }

/** Runs an agent on one of its examples, with the signals that the example gives; they are kept in `store`. */
export function runExample(agent: AgentType, example: AgentExample, store: SignalStore = new SignalStore()): ExampleRun {
  const input = inputOf(agent, example)
  const asked = new Map<string, SignalRequest>()
  const unanswered: string[] = []
  // Some questions are asked because of an answer.
  for (let before = -1; before < asked.size; ) {
    before = asked.size
    for (const request of agent.runtime.signals(input, store)) {
      const key = signalKey(request)
      if (asked.has(key)) continue
      asked.set(key, request)
      const answer = answerFrom(example, request)
      if (answer === undefined) unanswered.push(`The example answers no ${request.kind} signal for "${request.text.slice(0, 60)}".`)
      else store.put(request, answer)
    }
  }
  const decision = agent.runtime.decide(input, store)
  return { input, requests: [...asked.values()], decision, differences: [...unanswered, ...differencesOf(decision, example)] }
}

/** The input that an example describes. */
export function inputOf(agent: AgentType, example: AgentExample): AgentInput {
  const fresh = agent.newAgent()
  const spec: AgentSpec = {
    ...fresh,
    params: { ...fresh.params, ...example.params },
    outputs: { ...fresh.outputs, ...example.outputs },
    ...(example.knowledge === undefined ? {} : { knowledge: example.knowledge }),
    ...(example.rubric === undefined ? {} : { rubric: example.rubric }),
    ...(example.routing === undefined ? {} : { routing: example.routing }),
  }
  const conversation = example.conversation.map((message, index): ConversationMessage => {
    const at = index * 60_000
    if ('customer' in message) return { from: 'customer', at, text: message.customer }
    return 'agent' in message ? { from: 'agent', at, text: message.agent } : { from: 'human', at, text: message.human }
  })
  const { subject, channel, language, reopenCount, fields } = example.ticket
  return {
    workflow: workflowOf(spec, example),
    agentId: 'example',
    agent: spec,
    ticket: { id: 'example', channel, subject, language, fields },
    customer: example.customer,
    conversation,
    context: { ticket: { id: 'example', channel, subject, language, reopenCount }, customer: recordOf(example.customer), ...writtenBefore(example), ...example.context },
    now: conversation.length * 60_000,
    teams: Object.entries(example.teams).map(([id, team]) => ({
      id, onShift: true, people: team.people, seats: team.seats, freeSeats: team.free, utilisation: team.seats === 0 ? 1 : 1 - team.free / team.seats, queued: team.queued,
    })),
  }
}

function recordOf(fields: Readonly<Record<string, string | undefined>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])))
}

function writtenBefore(example: AgentExample): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(example.before).map(([root, { outputs }]) => [root, outputs]))
}

function workflowOf(agent: AgentSpec, example: AgentExample): Workflow {
  const { knowledge, policies, teams, nodes } = example.workflow
  const before = Object.entries(example.before)
  const earlier = before.map(([root, { role, declares }]): readonly [string, AgentSpec] => [root, { role, model: 'fast', instructions: '', outputs: Object.fromEntries(declares.map((name) => [name, 'string' as const])) }])
  const earlierNodes = before.map(([root]): readonly [string, FlowNode] => [root, { kind: 'agent', agent: root, stage: 'main', then: 'done' }])
  return {
    apiVersion: 'lumos/v1',
    kind: 'Workflow',
    metadata: { name: 'example', version: '1.0.0' },
    spec: {
      channels: {},
      models: {},
      agents: { ...Object.fromEntries(earlier), example: agent },
      flow: { stages: { main: { title: 'Main' } }, onError: { then: 'done' }, nodes: { ...Object.fromEntries(earlierNodes), ...nodes } },
      ...(knowledge === undefined ? {} : { knowledge }),
      ...(policies === undefined ? {} : { policies }),
      ...(teams === undefined ? {} : { teams }),
    },
  }
}

function answerFrom(example: AgentExample, request: SignalRequest): SignalAnswer | undefined {
  for (const signal of example.signals) {
    if (request.kind === 'inbound' && 'inbound' in signal) return { kind: 'inbound', ...signal.inbound }
    if (request.kind === 'urgency' && 'urgency' in signal) return { kind: 'urgency', ...signal.urgency }
    if (request.kind === 'tone' && 'tone' in signal && request.text.startsWith(signal.of ?? '')) {
      const { frustrated, confused, satisfied, languageKnown } = signal.tone
      return { kind: 'tone', frustrated, confused, satisfied, neutral: Math.max(0, 1 - frustrated - confused - satisfied), polarity: satisfied - frustrated, words: foldedWords(request.text).length, languageKnown }
    }
    if (request.kind === 'labels' && 'labels' in signal && Object.keys(signal.labels).every((id) => request.labels.some((label) => label.id === id))) {
      return { kind: 'labels', scores: request.labels.map((label) => ({ label: label.id, score: signal.labels[label.id] ?? 0 })) }
    }
    if (request.kind === 'passages' && 'passages' in signal) {
      const wanted = signal.passages.filter((passage) => request.sources.length === 0 || request.sources.includes(passage.source))
      return {
        kind: 'passages',
        passages: wanted.slice(0, request.limit).map((passage, index) => ({
          articleId: passage.article ?? passage.title, passageId: `${passage.article ?? passage.title}#${index}`, title: passage.title, text: passage.text,
          source: passage.source, thirdParty: passage.thirdParty, confidence: passage.confidence,
        })),
      }
    }
  }
  return undefined
}

function differencesOf(decision: AgentDecision, example: AgentExample): readonly string[] {
  const { expect } = example
  if (decision.kind === 'failed') return decision.code === expect.fails ? [] : [`It failed with ${decision.code}: ${decision.message}`]
  if (expect.fails !== undefined) return [`It should have failed with ${expect.fails}.`]
  const found: string[] = []
  for (const [name, wanted] of Object.entries(expect.outputs)) {
    const value = decision.outputs[name]
    if (!sameValue(value, wanted)) found.push(`${name} is ${JSON.stringify(value) ?? 'absent'}, expected ${JSON.stringify(wanted)}.`)
  }
  for (const name of expect.absent) if (decision.outputs[name] !== undefined) found.push(`${name} is ${JSON.stringify(decision.outputs[name])}, expected it to be absent.`)
  for (const [name, parts] of Object.entries(expect.contains)) {
    for (const part of parts) if (!textOf(decision.outputs[name]).includes(part)) found.push(`${name} does not hold "${part}": ${textOf(decision.outputs[name])}`)
  }
  for (const [name, parts] of Object.entries(expect.lacks)) {
    for (const part of parts) if (textOf(decision.outputs[name]).includes(part)) found.push(`${name} holds "${part}": ${textOf(decision.outputs[name])}`)
  }
  const reasons = decision.reasons.join('\n')
  for (const part of expect.reasons) if (!reasons.includes(part)) found.push(`The reasons do not hold "${part}": ${reasons}`)
  const assumed = decision.assumptions.map((assumption) => assumption.id)
  if (JSON.stringify(assumed) !== JSON.stringify(expect.assumptions)) found.push(`It assumes ${JSON.stringify(assumed)}, expected ${JSON.stringify(expect.assumptions)}.`)
  return found
}

function textOf(value: Value | undefined): string {
  if (value === undefined) return ''
  return asText(value) ?? (typeof value === 'object' && asList(value).length > 0 ? asList(value).map(textOf).join('\n') : JSON.stringify(value))
}

function sameValue(value: Value | undefined, wanted: Value): boolean {
  if (typeof value === 'number' && typeof wanted === 'number') return Math.abs(value - wanted) < 1e-9
  if (typeof value !== 'object' || typeof wanted !== 'object') return value === wanted
  const keys = new Set([...Object.keys(value), ...Object.keys(wanted)])
  const one = new Map<string, Value>(Object.entries(value))
  const other = new Map<string, Value>(Object.entries(wanted))
  return [...keys].every((key) => {
    const expected = other.get(key)
    return expected !== undefined && sameValue(one.get(key), expected)
  })
}
