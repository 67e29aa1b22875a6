import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { parse } from 'yaml'
import { agentCatalog } from '../../../../agents/registry.ts'
import { compileProgram } from '../../../../core/engine/compile-program.ts'
import type { ScenarioDocument } from '../../../../core/spec/scenario.ts'
import { workflowSchema } from '../../../../core/spec/workflow.ts'
import { SignalStore } from '../../../../core/signals/signal-store.ts'
import { simulateNetwork } from '../../../../core/simulation/simulate-network.ts'
import { simulateQueue } from '../../../../core/simulation/simulate-queue.ts'
import type { SimulationItem } from '../../../../core/simulation/simulation-input.ts'
import { simulate } from '../../../../core/simulation/simulate.ts'
import { lognormalFromMean } from '../../../../core/simulation/variates.ts'
import { parseTickets } from '../../../../core/tickets/parse-tickets.ts'
import { intlZoneOffsets } from '../../../../host/intl-zone-offsets.ts'
import { answerSignal, plainScenario, runSimulation, ticketOf } from '../small-flow.ts'

/** Reads a file of the repository by its path from the root. */
export type ReadText = (path: string) => string

/** Whole runs, each as one text of everything that came out. */
export const goldenRuns: Readonly<Record<string, (read: ReadText) => string>> = { 'a template flow': templateFlow, 'queues that interrupt, pause and join': queues, 'many replications of variants': variants }

/** The SHA-256 of every golden run, by name. */
export function goldenHashes(read: ReadText): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(goldenRuns).map(([name, run]) => [name, bytesToHex(sha256(utf8ToBytes(run(read))))]))
}

// Two dozen tickets of the template with signals made of the words alone; every sentence of every ticket counts.
function templateFlow(read: ReadText): string {
  const workflow = workflowSchema.parse(parse(read('flows/customer-support/customer-support.lumos.yaml')))
  const { tickets } = parseTickets(read('flows/customer-support/tickets.jsonl'), 'jsonl', 'tickets.jsonl')
  const store = new SignalStore()
  const scenario: ScenarioDocument = { apiVersion: 'lumos/v1', kind: 'Scenario', metadata: { name: 'golden' }, spec: { seed: 11, replications: 2, shrinkage: 0.3 } }
  return finish(simulate({
    workflow, program: compileProgram(workflow), agents: agentCatalog, tickets: tickets.slice(0, 24), knowledgeDigest: 'golden', signals: store, models: [], scenario, zones: intlZoneOffsets(), replyBank: null, keepTickets: true,
  }), store)
}

function finish(run: Generator<SimulationItem, unknown, void>, store: SignalStore): string {
  for (;;) {
    const next = run.next()
    if (next.done === true) return JSON.stringify(next.value)
    if (next.value.kind === 'needs') for (const request of next.value.requests) store.put(request, answerSignal(request))
  }
}

const HOUR = 3_600_000

// Urgent work interrupts, shifts end with pauses, customers leave, arrivals vary by the hour; then queues in series and in parallel.
function queues(): string {
  const { pool, ...queue } = simulateQueue({
    seed: 5, replication: 3, shiftEnd: 'pause', from: 0, until: 480 * HOUR, probes: Array.from({ length: 400 }, (_, index) => index * HOUR),
    staff: Array.from({ length: 40 }, (_, half) => ({ at: half * 12 * HOUR, headcount: half % 2 === 0 ? 4 : 1, people: half % 2 === 0 ? 4 : 1 })),
    line: { discipline: 'aging', weights: [], ageAfterMs: HOUR, above: [0, 0, 1], preemption: { by: new Set([0]), of: new Set([1, 2]), level: (rank) => rank } },
    classes: [
      { rank: 0, service: { kind: 'erlang', k: 3, mean: HOUR / 3 }, peakRate: 1 / HOUR },
      { rank: 1, service: lognormalFromMean(HOUR / 2, 1.5), patience: { kind: 'exponential', mean: 4 * HOUR }, peakRate: 2 / HOUR, rateAt: (now) => (now % (24 * HOUR) < 10 * HOUR ? 2 : 1) / HOUR },
      { rank: 2, service: { kind: 'hyperexponential', share: 0.8, first: HOUR / 4, second: HOUR }, patience: { kind: 'uniform', from: HOUR, to: 20 * HOUR }, peakRate: 2 / HOUR },
    ],
  })
  const network = simulateNetwork({
    seed: 6, replication: 1, rate: 3 / HOUR, from: 0, until: 200 * HOUR,
    stages: [[{ people: 2, service: { kind: 'exponential', mean: HOUR / 2 } }], [{ people: 1, service: lognormalFromMean(HOUR / 5, 1) }, { people: 4, service: { kind: 'empirical', sorted: [HOUR / 10, HOUR / 3, HOUR] } }]],
  })
  return JSON.stringify({ queue, pool: [pool.busyMs, pool.availableMs, pool.queueArea, pool.executedMs, pool.overtimeMs], network })
}

// Six replications of a small flow under four scenarios that stretch demand, work and people.
function variants(): string {
  const tickets = Array.from({ length: 60 }, (_, index) => ticketOf(`t${index}`, Date.UTC(2026, 2, 2, 8) + index * 1_740_000, {
    channel: index % 3 === 0 ? 'chat' : 'email', subject: index % 7 === 0 ? 'urgent' : 'hello', description: index % 4 === 0 ? 'hard' : `easy ${index}`, customer: index % 5 === 0 ? { tier: 'gold' } : {},
  }))
  const base: ScenarioDocument['spec'] = { ...plainScenario.spec, replications: 6, handleTime: { default: { mean: '25m', cv: 1.2 } }, customer: { replyProbability: { resolved: 0.4, unresolved: 0.8 }, comebackProbability: 0.2, reopenProbability: 0.1 } }
  const specs: readonly ScenarioDocument['spec'][] = [base, { ...base, volume: 2, seed: 3 }, { ...base, shrinkage: 0.35 }, { ...base, handleTime: { default: { mean: '90m', cv: 0.5 } }, seed: 4 }]
  return JSON.stringify(specs.map((spec) => runSimulation({ tickets, scenario: { ...plainScenario, spec } })))
}
