import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Value } from '../../../core/conditions/value.ts'
import { compileProgram } from '../../../core/engine/compile-program.ts'
import type { EngineEvent } from '../../../core/engine/engine-event.ts'
import type { EngineState } from '../../../core/engine/engine-state.ts'
import type { Program } from '../../../core/engine/program.ts'
import { step } from '../../../core/engine/step.ts'
import { AgentDesk } from '../../../core/simulation/agent-desk.ts'
import { DecisionMemo } from '../../../core/simulation/decision-memo.ts'
import { PathLibrary } from '../../../core/simulation/path-library.ts'
import { PathWalker } from '../../../core/simulation/path-walker.ts'
import { planRun } from '../../../core/simulation/run-plan.ts'
import { resolveScenario } from '../../../core/simulation/resolve-scenario.ts'
import { emptyScenario } from '../../../core/simulation/scenario.ts'
import { SignalGate } from '../../../core/simulation/signal-gate.ts'
import { TicketCase } from '../../../core/simulation/ticket-case.ts'
import { SignalStore } from '../../../core/signals/signal-store.ts'
import type { Workflow } from '../../../core/spec/workflow.ts'
import { workflowSchema } from '../../../core/spec/workflow.ts'
import { intlZoneOffsets } from '../../../host/intl-zone-offsets.ts'
import { awaitedWork } from '../engine/log-invariants.ts'
import { monday } from '../engine/ticket-drive.ts'
import { filesOf, randomFlow } from '../engine/random-flow.ts'
import { smallFlow, ticketOf } from './small-flow.ts'

/** What happens next, and how long after. */
type Push = { readonly pick: number; readonly how: 'done' | 'fails' | 'timer' | 'says' | 'sla' | 'due' | 'again'; readonly number: number; readonly yes: boolean; readonly wait: number }

const push: fc.Arbitrary<Push> = fc.record({
  pick: fc.nat(3),
  how: fc.oneof(
    { arbitrary: fc.constant('done' as const), weight: 12 },
    { arbitrary: fc.constantFrom('fails' as const, 'timer' as const, 'sla' as const, 'due' as const, 'again' as const), weight: 5 },
    { arbitrary: fc.constant('says' as const), weight: 3 },
  ),
  number: fc.constantFrom(0.2, 0.6, 0.9),
  yes: fc.boolean(),
  wait: fc.constantFrom(1_000, 60_000, 400_000),
})
/** Several lives of one ticket: many of them begin alike. */
const lives = fc.tuple(fc.array(push, { maxLength: 25, size: 'max' }), fc.array(fc.tuple(fc.nat(20), fc.array(push, { maxLength: 15, size: 'max' })), { minLength: 3, maxLength: 6 }))
  .map(([first, others]) => [first, ...others.map(([kept, rest]) => [...first.slice(0, kept), ...rest]), first])

/** The conditions of the drawn flow, and others that ask for the time, for what is open and for clocks. */
const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  'size(message.text) > 5': ['size(message.text) > 5', 'now - message.at > duration("90s")', 'has(sla.firstResponse) && sla.firstResponse.remaining < duration("3m")', 'now - ticket.openedAt > duration("5m") || size(message.text) > 10'],
  'has(customer.id)': ['has(customer.id)', 'now - ticket.openedAt > duration("2m")', 'has(sla.firstResponse) && !sla.firstResponse.breached'],
}

type Rewriting = { readonly choice: number; readonly guard: number; readonly rests: boolean }

function rewritten(workflow: Workflow, { choice, guard, rests }: Rewriting): Workflow {
  const questions = [['size(message.text) > 5', choice], ['has(customer.id)', guard]] as const
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const [, index] = questions.find(([text]) => text === value) ?? []
      const other = QUESTIONS[value]
      return index === undefined || other === undefined ? value : other[index % other.length]
    }
    if (Array.isArray(value)) return value.map(visit)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).flatMap(([name, field]: [string, unknown]) => {
      if (!rests && (name === 'cooldown' || (name === 'sustain' && typeof field === 'object' && field !== null && 'for' in field))) return []
      return [[name, visit(field)]]
    }))
  }
  return workflowSchema.parse(visit(workflow))
}

const rewriting = fc.record({ choice: fc.nat(3), guard: fc.nat(2), rests: fc.boolean() })

function answers(number: number, yes: boolean): Readonly<Record<string, Value>> {
  return { label: yes ? 'yes1' : 'no1', score: number, anger: number, asks: yes && number > 0.8, found: yes }
}

const plan = planRun(smallFlow, compileProgram(smallFlow), [ticketOf('T-1', monday)], resolveScenario(emptyScenario), intlZoneOffsets())
const [arrival] = plan.arrivals
if (arrival === undefined) throw new Error('One ticket comes in.')

/** Leads a ticket through its life by what the engine says, and holds what the walker says against it after every event. */
function live(program: Program, walker: PathWalker, ticket: TicketCase, delay: number, stretch: number, pushes: readonly Push[]): void {
  let at = monday + delay
  let state: EngineState | undefined
  let reopens = 0
  const both = (event: EngineEvent): void => {
    const expected = step(program, state, event, 'moves')
    state = expected.state
    if (event.kind === 'start') ticket.state = undefined
    const walked = walker.step(ticket, event)
    expect(walked.commands).toEqual(expected.commands)
    expect(walker.namesOf(walked)).toEqual(expected.trace.flatMap(({ edge, kind, node }) => [...(edge === undefined ? [] : [edge]), ...(kind === 'entered' || kind === 'started' || kind === 'join' ? [node] : [])]))
    expect(ticket.state?.status).toBe(expected.state.status)
    expect(walker.contextNow(ticket, event.at)).toEqual(expected.state.context)
  }
  const enter = (): void => {
    both({ kind: 'start', at, text: 'It does not work.', customer: { id: 'C1', tier: 'premium' }, ticket: { id: 'T-1', channel: 'email', subject: 'Broken', language: 'en', openedAt: monday + delay, reopenCount: reopens } })
  }
  enter()
  for (const { pick, how, number, yes, wait } of pushes) {
    at += wait * stretch
    if (state?.status !== 'running') {
      if (how !== 'again') continue
      reopens += 1
      state = undefined
      enter()
      continue
    }
    const { tasks, timers } = awaitedWork(state)
    const taskId = tasks[pick % Math.max(tasks.length, 1)]
    const timerId = timers[pick % Math.max(timers.length, 1)]
    if (how === 'says') both({ kind: 'message.inbound', at, text: yes ? 'enough' : 'It still does not work.' })
    else if (how === 'sla') both({ kind: yes ? 'sla.warning' : 'sla.breach', at, clock: 'firstResponse', dueAt: at + 60_000 })
    else if (how === 'due') both({ kind: 'sla.due', at, clock: yes ? 'firstResponse' : 'resolution', dueAt: at + wait * 2 })
    else if (how === 'timer' && timerId !== undefined) both({ kind: 'timer', at, timerId })
    else if (taskId === undefined) both({ kind: 'message.inbound', at, text: 'Hello?' })
    else if (taskId.includes('approval:')) both({ kind: 'human.completed', at, taskId, outcome: yes ? 'approved' : 'rejected' })
    else if (taskId.includes('person') || taskId.includes('takeOver') ? !taskId.includes('assist:') : false) both({ kind: 'human.completed', at, taskId, outcome: 'resolved' })
    else if (how === 'fails') both({ kind: 'task.failed', at, taskId, code: yes ? 'LUMOS.ModelFailed' : 'app.Refused', message: 'No.' })
    else both({ kind: 'task.completed', at, taskId, outputs: answers(number, yes) })
  }
}

function walkerOf(library: PathLibrary, program: Program): PathWalker {
  const desk = new AgentDesk(program, { runtimeOf: () => undefined }, new SignalGate(new SignalStore()), new DecisionMemo())
  return new PathWalker(library.ordersFor(program, true), desk, 'moves')
}

describe('a remembered way through any flow', () => {
  it('is the way that the engine goes, whatever happens in whatever order and at whatever times', () => {
    fc.assert(fc.property(randomFlow, rewriting, lives, (flow, how, all) => {
      const { workflow, atHand } = filesOf(flow)
      const program = compileProgram(rewritten(workflow, how), plan.program.ports, undefined, atHand.map((other) => rewritten(other, how)))
      const library = new PathLibrary()
      all.forEach((pushes, index) => { live(program, walkerOf(library, program), new TicketCase(arrival, 0), index * 7_000, 1 + (index % 3), pushes) })
    }), { numRuns: 60 })
  })

  it('serves a flow whose conditions have changed, and is not led astray by it', () => {
    fc.assert(fc.property(randomFlow, rewriting, rewriting, lives, (flow, one, two, all) => {
      const { workflow, atHand } = filesOf(flow)
      const programs = [one, { ...two, rests: one.rests }].map((how) => compileProgram(rewritten(workflow, how), plan.program.ports, undefined, atHand.map((other) => rewritten(other, how))))
      const library = new PathLibrary()
      const walkers = programs.map((program) => walkerOf(library, program))
      for (const round of [0, 1]) for (const pushes of all) programs.forEach((program, index) => {
        const walker = walkers[index]
        if (walker !== undefined) live(program, walker, new TicketCase(arrival, 0), 0, 1 + round, pushes)
      })
    }), { numRuns: 60 })
  })
})
