import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { agentCatalog } from '../agents/registry.ts'
import { compileProgram } from '../core/engine/compile-program.ts'
import { hashName } from '../core/simulation/keyed-random.ts'
import type { SimulationItem } from '../core/simulation/simulation-input.ts'
import { SimulationSession } from '../core/simulation/simulation-session.ts'
import { emptyScenario } from '../core/simulation/scenario.ts'
import type { SignalAnswer } from '../core/signals/signal-answer.ts'
import type { SignalRequest } from '../core/signals/signal-request.ts'
import { SignalStore } from '../core/signals/signal-store.ts'
import type { Workflow } from '../core/spec/workflow.ts'
import { workflowSchema } from '../core/spec/workflow.ts'
import { parseTickets } from '../core/tickets/parse-tickets.ts'
import type { Ticket } from '../core/tickets/ticket.ts'
import { intlZoneOffsets } from '../host/intl-zone-offsets.ts'
import type { BenchResult } from './bench-result.ts'

const TEMPLATE = new URL('../flows/customer-support/', import.meta.url)
const TICKETS = 10_000
const REPLICATIONS = 20
const SWEEP_POINTS = 21
/** Where the template says how sure an answer must be. */
const THRESHOLD = 'kb.topConfidence >= 0.2 '

/** The template's tickets again and again, each time two weeks later. */
function manyTickets(): readonly Ticket[] {
  const { tickets } = parseTickets(readFileSync(new URL('tickets.jsonl', TEMPLATE), 'utf8'), 'jsonl', 'tickets.jsonl')
  return Array.from({ length: TICKETS }, (_, index) => {
    const ticket = tickets[index % tickets.length]
    const round = Math.floor(index / tickets.length)
    if (ticket === undefined) throw new Error('The template has no tickets.')
    return { ...ticket, id: `${ticket.id}-${round}`, createdAt: ticket.createdAt + round * 14 * 86_400_000, history: {} }
  })
}

/** Signals made of the words alone: they stand in for the models, so that only the simulation is measured. */
function standIn(request: SignalRequest): SignalAnswer {
  const score = (words: string): number => Math.round((hashName(words) / 4_294_967_296) * 10_000) / 10_000
  switch (request.kind) {
    case 'tone':
      return { kind: 'tone', frustrated: score(request.text) / 2, confused: 0.1, neutral: 0.3, satisfied: /thank|works|great/i.test(request.text) ? 0.8 : 0.1, polarity: 0, words: 9, languageKnown: true }
    case 'urgency':
      return { kind: 'urgency', low: 0.1, normal: 0.8, high: 0.1 }
    case 'labels':
      return { kind: 'labels', scores: request.labels.map((label) => ({ label: label.id, score: score(label.id + request.text) })) }
    case 'inbound':
      return { kind: 'inbound', genuine: 0.97, spam: 0.02, autoReply: 0.01 }
    case 'passages':
      return { kind: 'passages', passages: [{ articleId: 'a', passageId: 'p', title: 'Restart', text: 'Open the settings, choose Network and restart the hub.', source: 'helpCenter', thirdParty: false, confidence: score(request.text) }] }
    case 'similarity':
      return { kind: 'similarity', similarity: score(request.text + request.other) }
  }
}

/** Processor time of this process in milliseconds, all its threads together: what others do on the machine does not count. */
function processorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Runs a part of a simulation to its end, answering what it asks, and returns its processor time. */
function timed(part: Generator<SimulationItem, unknown, void>, store: SignalStore): number {
  const start = processorMs()
  for (let next = part.next(); next.done !== true; next = part.next()) {
    if (next.value.kind === 'needs') for (const request of next.value.requests) store.put(request, standIn(request))
  }
  return processorMs() - start
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

/** Makes a varied session ready and runs its first replication. */
function* both(session: SimulationSession): Generator<SimulationItem, void, void> {
  yield* session.prepare()
  yield* session.replicate(0)
}

/** Bytes in use after a collection where the process allows one (node --expose-gc), else as they are. */
function heapBytes(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

/** Measures the simulation of the support template with signals that are already answered; the time layer alone is the kernel's bench. */
export async function run(): Promise<BenchResult> {
  const text = readFileSync(new URL('customer-support.lumos.yaml', TEMPLATE), 'utf8')
  const flowOf = (threshold: number): Workflow => workflowSchema.parse(parse(text.replace(THRESHOLD, `kb.topConfidence >= ${threshold} `)))
  const workflow = flowOf(0.2)
  const store = new SignalStore()
  const session = new SimulationSession({
    workflow, program: compileProgram(workflow), agents: agentCatalog, tickets: manyTickets(), knowledgeDigest: '', signals: store, models: [], zones: intlZoneOffsets(), replyBank: null, keepTickets: false,
    scenario: emptyScenario,
  })
  const preparing = timed(session.prepare(), store)
  const first = timed(session.replicate(0), store)
  const further = timed(session.replicate(1), store)
  for (let round = 0; round < 3; round++) timed(session.replicate(round % 2), store)

  const before = heapBytes()
  const again = Array.from({ length: REPLICATIONS }, (_, index) => timed(session.replicate(index % 2), store))
  const growth = (heapBytes() - before) / REPLICATIONS / 1_000_000

  // Reading the text of the flow is the editor's work and not counted; compiling and planning are.
  const point = (threshold: number): number => {
    const form = flowOf(threshold)
    const start = processorMs()
    const varied = session.vary({ flow: { workflow: form, program: compileProgram(form) } })
    return processorMs() - start + timed(both(varied), store)
  }
  const slider = point(0.31)
  const thresholds = Array.from({ length: SWEEP_POINTS }, (_, index) => Math.round((0.1 + index * 0.02) * 100) / 100)
  const unseen = thresholds.reduce((sum, threshold) => sum + point(threshold), 0)
  const sweep = thresholds.reduce((sum, threshold) => sum + point(threshold), 0)

  return {
    name: 'simulation',
    figures: {
      tickets: TICKETS, prepareMs: preparing, firstReplicationMs: first, secondReplicationMs: further, replicationMs: middle(again), twentyReplicationsMs: again.reduce((sum, ms) => sum + ms, 0),
      heapGrowthMb: growth, collected: globalThis.gc === undefined ? 0 : 1, sliderMs: slider, sweepOfUnseenMs: unseen, sweepMs: sweep,
    },
    ratios: {},
    bars: [
      { name: 'milliseconds for a replication of 10,000 tickets whose texts have been met', value: middle(again), atMost: 60 },
      { name: 'milliseconds for twenty of them', value: again.reduce((sum, ms) => sum + ms, 0), atMost: 1000 },
      { name: 'milliseconds for 21 points of a threshold, once their ways have been walked', value: sweep, atMost: 1500 },
      { name: 'megabytes by which the heap grows in a replication', value: growth, atMost: 5 },
      { name: 'milliseconds to the first point of a slider', value: slider, atMost: 100 },
    ],
  }
}
