import { parse } from 'yaml'
import type { AgentCatalog, AgentRuntime, AgentView } from '../../../core/engine/agent-contract.ts'
import { compileProgram } from '../../../core/engine/compile-program.ts'
import type { ScenarioDocument } from '../../../core/spec/scenario.ts'
import type { SimulationInput, SimulationItem, SimulationResult } from '../../../core/simulation/simulation-input.ts'
import { simulate } from '../../../core/simulation/simulate.ts'
import { hashName } from '../../../core/simulation/keyed-random.ts'
import type { SignalAnswer } from '../../../core/signals/signal-answer.ts'
import type { SignalRequest } from '../../../core/signals/signal-request.ts'
import { SignalStore } from '../../../core/signals/signal-store.ts'
import type { Workflow } from '../../../core/spec/workflow.ts'
import { workflowSchema } from '../../../core/spec/workflow.ts'
import type { Ticket } from '../../../core/tickets/ticket.ts'
import { intlZoneOffsets } from '../../../host/intl-zone-offsets.ts'

const text = `
apiVersion: lumos/v1
kind: Workflow
metadata: { name: small, version: 1.0.0 }
spec:
  channels: { email: { connection: desk }, chat: { connection: desk } }
  connections: { desk: { type: zendesk, baseUrl: "https://desk.example", auth: { scheme: none } } }
  calendars:
    office: { timezone: UTC, open: [{ days: [mon, tue, wed, thu, fri], from: "09:00", to: "17:00" }] }
  models: { fast: { provider: local, model: small } }
  agents:
    sorter:
      role: sorter
      model: fast
      instructions: Sort.
      outputs: { priority: { type: enum, values: [P1, P2, P3, P4, P5] }, easy: boolean }
    writer:
      role: writer
      model: fast
      instructions: Write.
      outputs: { text: string, confidence: score }
    checker:
      role: checker
      model: fast
      instructions: Check.
      outputs: { happy: boolean }
  teams:
    desk:
      title: Service desk
      skills: { all: 1 }
      languages: [en]
      channels: [email, chat]
      capacity: { email: 1, chat: 2 }
      shifts: [{ calendar: office, headcount: 2 }]
  slas:
    - id: gold
      when: has(customer.tier) && customer.tier == "gold"
      calendar: office
      firstResponse: { P1: 10m, P2: 10m, P3: 10m, P4: 10m, P5: 10m }
      resolution: { P1: 1h, P2: 1h, P3: 1h, P4: 1h, P5: 1h }
    - id: all
      calendar: office
      firstResponse: { P1: 30m, P2: 1h, P3: 2h, P4: 4h, P5: 8h }
      resolution: { P1: 4h, P2: 8h, P3: 16h, P4: 24h, P5: 40h }
  flow:
    stages: { main: { title: Main } }
    onError: { then: person }
    nodes:
      intake: { kind: start, channels: [email, chat], stage: main, then: sort }
      sort: { kind: agent, agent: sorter, stage: main, then: way }
      way:
        kind: decision
        stage: main
        branches: [{ id: easy, when: sort.easy && nodes.write.visits < 2, then: write }]
        default: person
      write: { kind: agent, agent: writer, stage: main, then: answer }
      answer:
        kind: message
        stage: main
        text: "{{write.text}}"
        await: { reply: 24h }
        outcomes: { replied: check, timeout: done }
      check: { kind: agent, agent: checker, stage: main, then: happy }
      happy:
        kind: decision
        stage: main
        branches: [{ id: yes1, when: check.happy, then: done }]
        default: way
      person: { kind: human, task: conversation, team: desk, stage: main, outcomes: { resolved: done } }
      done: { kind: end, outcome: resolved, stage: main }
`

/** A flow with an automatic answer, a loop and one team of two, Monday to Friday nine to five UTC. */
export const smallFlow: Workflow = workflowSchema.parse(parse(text))

function requestText(view: AgentView): string {
  return view.conversation.filter((message) => message.from === 'customer').map((message) => message.text).join('\n')
}

function agent(role: string, signals: (view: AgentView) => readonly SignalRequest[], decide: AgentRuntime['decide']): AgentRuntime {
  return { role, version: '1', signals, decide }
}

const lost = { kind: 'failed', code: 'LUMOS.ModelFailed', message: 'No answer.' } as const
const passages = (view: AgentView): SignalRequest => ({ kind: 'passages', text: requestText(view), sources: [], limit: 1 })
const tone = (view: AgentView): SignalRequest => ({ kind: 'tone', text: view.conversation.filter((message) => message.from === 'customer').at(-1)?.text ?? '' })

const roles: Readonly<Record<string, AgentRuntime>> = {
  sorter: agent('sorter', (view) => [passages(view)], (input, signals) => {
    const answer = signals.read(passages(input))
    if (answer?.kind !== 'passages') return lost
    const urgent = input.ticket.subject.startsWith('urgent')
    return { kind: 'outputs', outputs: { priority: urgent ? 'P1' : 'P3', easy: (answer.passages[0]?.confidence ?? 0) >= 0.5 }, reasons: [], assumptions: [] }
  }),
  writer: agent('writer', (view) => [passages(view)], (input, signals) => {
    const answer = signals.read(passages(input))
    const passage = answer?.kind === 'passages' ? answer.passages[0] : undefined
    return passage === undefined ? lost : { kind: 'outputs', outputs: { text: `Dear customer, ${passage.text}`, confidence: passage.confidence }, reasons: [], assumptions: [] }
  }),
  checker: agent('checker', (view) => [tone(view)], (input, signals) => {
    const answer = signals.read(tone(input))
    return answer?.kind === 'tone' ? { kind: 'outputs', outputs: { happy: answer.satisfied > 0.5 }, reasons: [], assumptions: [] } : lost
  }),
}

/** Three agents that decide from signals alone. */
export const smallCatalog: AgentCatalog = { runtimeOf: (role) => roles[role] }

/** Answers that depend on the words only, as a model's do. */
export function answerSignal(request: SignalRequest): SignalAnswer {
  const score = (words: string): number => Math.round((hashName(words) / 4_294_967_296) * 10_000) / 10_000
  switch (request.kind) {
    case 'tone': {
      const satisfied = /thank|worked|great|that was it/i.test(request.text) ? 0.9 : 0.05
      return { kind: 'tone', frustrated: 0.05, confused: 0, neutral: 0.95 - satisfied, satisfied, polarity: 0, words: 5, languageKnown: true }
    }
    case 'urgency':
      return { kind: 'urgency', low: 0.1, normal: 0.8, high: 0.1 }
    case 'passages':
      return { kind: 'passages', passages: [{ articleId: 'a', passageId: 'a1', title: 'Help', text: `do this: ${request.text.slice(0, 12)}.`, source: 'kb', thirdParty: false, confidence: /hard/.test(request.text) ? 0.1 : 0.5 + score(request.text) / 2 }] }
    case 'similarity':
      return { kind: 'similarity', similarity: score(request.text + request.other) }
    case 'labels':
      return { kind: 'labels', scores: request.labels.map((label) => ({ label: label.id, score: score(label.id + request.text) })) }
    case 'inbound':
      return { kind: 'inbound', genuine: 1, spam: 0, autoReply: 0 }
  }
}

/** A ticket with everything that is not said left plain. */
export function ticketOf(id: string, at: string | number, rest: Partial<Ticket> = {}): Ticket {
  return {
    id, createdAt: typeof at === 'number' ? at : Date.parse(at), channel: 'email', subject: `Ticket ${id}`, description: `Please help with ${id}`, language: 'en',
    customer: {}, fields: {}, messages: [], history: {}, ...rest,
  }
}

/** A scenario without chance where it can be: fixed handle times and latencies, nobody replies or comes back. */
export const plainScenario: ScenarioDocument = {
  apiVersion: 'lumos/v1', kind: 'Scenario', metadata: { name: 'plain' },
  spec: {
    seed: 1, replications: 2, shrinkage: 0,
    handleTime: { default: { mean: '20m', cv: 0 } },
    aiLatency: { default: { median: '1s', p95: '1s' } },
    toolLatency: { median: '1s', p95: '1s' },
    customer: { replyProbability: { resolved: 0, unresolved: 0 }, comebackProbability: 0, reopenProbability: 0 },
    resolution: { answerResolvesFactor: 1 },
  },
}

/** Runs a simulation to its end, answering what it asks; `items` sees everything on the way. */
export function runSimulation(rest: Partial<SimulationInput> & { readonly tickets: readonly Ticket[] }, items: (item: SimulationItem) => void = () => undefined, store = new SignalStore()): SimulationResult {
  const workflow = rest.workflow ?? smallFlow
  const run = simulate({
    program: rest.program ?? compileProgram(workflow), agents: smallCatalog, knowledgeDigest: 'k', signals: store, models: [], scenario: plainScenario, zones: intlZoneOffsets(), replyBank: null, keepTickets: true,
    ...rest, workflow,
  })
  for (;;) {
    const next = run.next()
    if (next.done === true) return next.value
    items(next.value)
    if (next.value.kind === 'needs') for (const request of next.value.requests) store.put(request, answerSignal(request))
  }
}
