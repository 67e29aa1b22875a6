import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { parse } from 'yaml'
import { compileProgram } from '../core/engine/compile-program.ts'
import type { EngineEvent } from '../core/engine/engine-event.ts'
import type { EngineState } from '../core/engine/engine-state.ts'
import type { Program } from '../core/engine/program.ts'
import { step } from '../core/engine/step.ts'
import { workflowSchema } from '../core/spec/workflow.ts'
import type { BenchResult } from './bench-result.ts'

const at = Date.UTC(2026, 2, 2, 9)
const calm = { frustration: 0.1, confusion: 0.1, satisfaction: 0.6, asksForHuman: false }
const angry = { frustration: 0.82, confusion: 0.1, satisfaction: 0.1, asksForHuman: false }
const triage = { issueType: 'billing', urgency: 'normal', requestedResolution: 'information', priorityScore: 40, priority: 'P3', confidence: 0.92 }
const hit = { title: 'Invoices', body: 'See Billing.', confidence: 0.81, source: 'helpCenter', thirdParty: false }

function completed(taskId: string, outputs: Extract<EngineEvent, { kind: 'task.completed' }>['outputs'] = {}): EngineEvent {
  return { kind: 'task.completed', at, taskId, outputs }
}

function opening(id: string, mood: typeof calm): readonly EngineEvent[] {
  return [
    { kind: 'start', at, ticket: { id, channel: 'email', subject: 'Invoice', language: 'en', openedAt: at, reopenCount: 0 }, customer: { id: 'C1', tier: 'premium' }, text: 'Where is my invoice?' },
    completed('monitor:sentiment.1', mood),
    completed('filter.1.1', { verdict: 'genuine', confidence: 0.97 }),
    completed('triage.1.1', triage),
    completed('account.1.1', { contractLevel: 'premium', openInvoices: 1 }),
    completed('lookUp.1.1', { solutions: [hit, hit, hit], topConfidence: 0.81 }),
    completed('draft.1.1', { text: 'You find it under Billing.', confidence: 0.81, needsApproval: false }),
  ]
}

/** The log of a ticket that is answered, and of one that ends with people. */
const logs: readonly (readonly EngineEvent[])[] = [
  [
    ...opening('bench-1', calm),
    { kind: 'message.inbound', at, text: 'Thanks, found it!' },
    completed('monitor:sentiment.2', calm),
    completed('check.1.1', { resolved: true, confidence: 0.9 }),
    completed('qa.1.1', { score: 0.9, findings: [] }),
    completed('close.1.1'),
  ],
  [
    ...opening('bench-2', angry),
    { kind: 'message.inbound', at, text: 'This does not help.' },
    completed('monitor:sentiment.2', angry),
    { kind: 'message.inbound', at, text: 'accept' },
    completed('monitor:sentiment.3', calm),
    completed('bookCallback.1.1', { slot: at }),
    completed('escalate.1.1', { team: 'billing', summary: 'Charged twice.' }),
    completed('assist:handoff.1', { nextSteps: ['Refund.'] }),
    { kind: 'human.completed', at, taskId: 'handoff.1', outcome: 'resolved' },
    completed('qa.1.1', { score: 0.9, findings: [] }),
    completed('close.1.1'),
  ],
]

function replay(program: Program, log: readonly EngineEvent[]): EngineState | undefined {
  let state: EngineState | undefined
  for (const event of log) state = step(program, state, event).state
  return state
}

/** Milliseconds of this process's own time since the clock was made: what else runs on the machine does not count. */
function cpuClock(): () => number {
  const begin = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(begin)
    return (user + system) / 1000
  }
}

function stepsPerSecond(program: Program, tickets: number): number {
  let steps = 0
  const spent = cpuClock()
  for (let ticket = 0; ticket < tickets; ticket++) {
    const log = logs[ticket % logs.length] ?? []
    replay(program, log)
    steps += log.length
  }
  return (steps * 1000) / spent()
}

/** How many states a second go through JSON and back: what a step would cost at least if it cloned its state. */
function clonesPerSecond(program: Program, clones: number): number {
  const state = replay(program, (logs[1] ?? []).slice(0, 9))
  const spent = cpuClock()
  for (let clone = 0; clone < clones; clone++) JSON.parse(JSON.stringify(state))
  return (clones * 1000) / spent()
}

/** How many events a second of processor time the engine takes through the complete example, conditions, triggers and readable trace included. */
export function run(): Promise<BenchResult> {
  const text = readFileSync(new URL('../test/fixtures/acme-support.lumos.yaml', import.meta.url), 'utf8')
  const workflow = workflowSchema.parse(parse(text))
  const begin = performance.now()
  const program = compileProgram(workflow)
  const compileMs = performance.now() - begin
  for (const log of logs) {
    const end = replay(program, log)
    if (end?.status !== 'finished') throw new Error(`A ticket of the bench is ${end?.status ?? 'missing'}; its log must reach an end.`)
  }
  stepsPerSecond(program, 5000)
  const rates = [1, 2, 3, 4, 5].map(() => stepsPerSecond(program, 5000))
  const best = Math.round(Math.max(...rates))
  const clones = Math.max(...[1, 2, 3].map(() => clonesPerSecond(program, 5000)))
  const stepsPerClone = Math.round((best / clones) * 100) / 100
  return Promise.resolve({
    name: 'engine',
    figures: { stepsPerSecond: best, compileMs: Math.round(compileMs * 10) / 10 },
    ratios: { stepsPerClone },
    bars: [
      { name: 'steps a second on the complete example', value: best, atLeast: 200_000 },
      { name: 'steps in the time of cloning one state through JSON', value: stepsPerClone, atLeast: 3 },
    ],
  })
}
