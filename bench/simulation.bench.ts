import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { parse } from 'yaml'
import { agentCatalog } from '../agents/registry.ts'
import { compileProgram } from '../core/engine/compile-program.ts'
import { hashName } from '../core/simulation/keyed-random.ts'
import { simulate } from '../core/simulation/simulate.ts'
import { simulateQueue } from '../core/simulation/simulate-queue.ts'
import { emptyScenario } from '../core/simulation/scenario.ts'
import type { SignalAnswer } from '../core/signals/signal-answer.ts'
import type { SignalRequest } from '../core/signals/signal-request.ts'
import { SignalStore } from '../core/signals/signal-store.ts'
import { workflowSchema } from '../core/spec/workflow.ts'
import { parseTickets } from '../core/tickets/parse-tickets.ts'
import type { Ticket } from '../core/tickets/ticket.ts'
import { intlZoneOffsets } from '../host/intl-zone-offsets.ts'
import type { BenchResult } from './bench-result.ts'

const UNIT = 1_000_000
const TEMPLATE = new URL('../flows/customer-support/', import.meta.url)
const TICKETS = 10_000
const REPLICATIONS = 3

/** Events a second of the time layer on M/M/20 at load .9, best of five after warming up. */
function queueEventsPerSecond(): number {
  let best = 0
  for (let replication = 0; replication < 6; replication++) {
    const start = performance.now()
    const { events } = simulateQueue({
      seed: 1, replication, shiftEnd: 'finish', from: 0, until: 20_000 * UNIT, staff: [{ at: 0, headcount: 20, people: 20 }],
      classes: [{ rank: 0, service: { kind: 'exponential', mean: UNIT }, peakRate: 18 / UNIT }],
    })
    const seconds = (performance.now() - start) / 1000
    if (replication > 0) best = Math.max(best, events / seconds)
  }
  return best
}

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

/** Seconds of a whole run of many tickets: finding the texts and the first replication, and each further one. */
function flowSeconds(): { readonly first: number; readonly further: number } {
  const workflow = workflowSchema.parse(parse(readFileSync(new URL('customer-support.lumos.yaml', TEMPLATE), 'utf8')))
  const tickets = manyTickets()
  const store = new SignalStore()
  const timed = (replications: number): number => {
    const start = performance.now()
    const run = simulate({
      workflow, program: compileProgram(workflow), agents: agentCatalog, tickets, knowledgeDigest: '', signals: store, models: [], zones: intlZoneOffsets(), replyBank: null, keepTickets: false,
      scenario: { ...emptyScenario, spec: { replications } },
    })
    for (let next = run.next(); next.done !== true; next = run.next()) {
      if (next.value.kind === 'needs') for (const request of next.value.requests) store.put(request, standIn(request))
    }
    return (performance.now() - start) / 1000
  }
  timed(REPLICATIONS)
  const first = timed(1)
  return { first, further: Math.max(0, timed(REPLICATIONS) - first) / (REPLICATIONS - 1) }
}

/** Measures the simulation: the time layer alone, and the support template with signals that are already answered. */
export async function run(): Promise<BenchResult> {
  const eventsPerSecond = queueEventsPerSecond()
  const { first, further } = flowSeconds()
  return {
    name: 'simulation',
    figures: { queueEventsPerSecond: Math.round(eventsPerSecond), tickets: TICKETS, firstReplicationSeconds: first, furtherReplicationSeconds: further },
    ratios: {},
    bars: [
      { name: 'events a second on M/M/20 at load .9', value: eventsPerSecond, atLeast: 1_000_000 },
      { name: 'seconds for each further replication of 10,000 tickets', value: further, atMost: 20 },
    ],
  }
}
