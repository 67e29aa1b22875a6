import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Value } from '../../../core/conditions/value.ts'
import { compileProgram } from '../../../core/engine/compile-program.ts'
import type { EngineEvent } from '../../../core/engine/engine-event.ts'
import type { EngineState } from '../../../core/engine/engine-state.ts'
import { isLifetimeTimer } from '../../../core/engine/lifetime.ts'
import type { Program } from '../../../core/engine/program.ts'
import { step } from '../../../core/engine/step.ts'
import { fnv1a } from '../../../core/fnv1a.ts'
import { workflowSchema, type Workflow } from '../../../core/spec/workflow.ts'
import { exampleProgram } from './example-program.ts'
import { awaitedWork, brokenInvariants, openWork, replayLog } from './log-invariants.ts'
import { filesOf, programOf, randomFlow } from './random-flow.ts'
import { TicketDrive } from './ticket-drive.ts'

/** What happens next: which of the open things ends, and how. */
type Push = { readonly pick: number; readonly how: 'done' | 'fails' | 'timer' | 'says' | 'sla' | 'stale'; readonly number: number; readonly yes: boolean }

const push: fc.Arbitrary<Push> = fc.record({
  pick: fc.nat(20),
  how: fc.oneof(
    { arbitrary: fc.constant('done' as const), weight: 12 },
    { arbitrary: fc.constantFrom('fails' as const, 'timer' as const, 'sla' as const, 'stale' as const), weight: 4 },
    { arbitrary: fc.constant('says' as const), weight: 3 },
  ),
  number: fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20),
  yes: fc.boolean(),
})
const pushes = fc.array(push, { maxLength: 60, size: 'max' })

function answers(number: number, yes: boolean): Readonly<Record<string, Value>> {
  return {
    verdict: yes ? 'genuine' : 'spam', confidence: number, issueType: yes ? 'billing' : 'security', urgency: 'normal', priority: yes ? 'P2' : 'P4',
    topConfidence: number, solutions: [], text: 'Do this.', needsApproval: yes, frustration: number, confusion: 1 - number, asksForHuman: yes && number > 0.7,
    resolved: yes, team: 'second', label: yes ? 'yes1' : 'no1', score: number, anger: number, asks: yes && number > 0.8, found: yes,
  }
}

function exampleAnswers(number: number, yes: boolean): Readonly<Record<string, Value>> {
  return { ...answers(number, yes), team: yes ? 'tier1' : 'tier2' }
}

/** Pushes a ticket along, checking after every event that nothing was lost, doubled or left behind. */
function drive(program: Program, events: readonly Push[], outputs: typeof answers): TicketDrive {
  const ticket = new TicketDrive(program)
  ticket.start({ customer: { id: 'C1', tier: 'premium' } })
  check(ticket)
  for (const event of events) {
    const state = ticket.state
    if (state === undefined || state.status !== 'running') break
    apply(ticket.wait(60_000), state, event, outputs)
    check(ticket)
  }
  return ticket
}

function apply(ticket: TicketDrive, state: EngineState, { pick, how, number, yes }: Push, outputs: typeof answers): void {
  const { tasks, timers } = awaitedWork(state)
  const task = tasks[pick % Math.max(tasks.length, 1)]
  const timer = timers[pick % Math.max(timers.length, 1)]
  if (how === 'says') ticket.says(yes ? 'enough' : 'It still does not work.')
  else if (how === 'sla') ticket.send({ kind: yes ? 'sla.warning' : 'sla.breach', at: ticket.at, clock: 'firstResponse', dueAt: ticket.at + 60_000 })
  else if (how === 'stale') ticket.done(staleTask(ticket, tasks, pick), outputs(number, yes))
  else if (how === 'timer' && timer !== undefined) ticket.timer(timer)
  else if (task === undefined) ticket.says('Hello?')
  else finish(ticket, state, task, how === 'fails', outputs(number, yes))
}

/** A task that the ticket once had, or never. */
function staleTask(ticket: TicketDrive, open: readonly string[], pick: number): string {
  const past = startedTasks(ticket).filter((task) => !open.includes(task))
  return past[pick % Math.max(past.length, 1)] ?? 'gone.1.1'
}

function startedTasks(ticket: TicketDrive): readonly string[] {
  return ticket.commands.flatMap((command) => (command.kind === 'startAgent' || command.kind === 'startTool' || command.kind === 'startHuman' || command.kind === 'startApproval' ? [command.taskId] : []))
}

function finish(ticket: TicketDrive, state: EngineState, task: string, fails: boolean, outputs: Readonly<Record<string, Value>>): void {
  const person = ticket.commands.find((command) => command.kind === 'startHuman' && command.taskId === task)
  if (task.includes('approval:')) ticket.person(task, fails ? 'rejected' : 'approved')
  else if (person?.kind === 'startHuman') ticket.person(task, person.outcomes[state.position % person.outcomes.length] ?? 'resolved')
  else if (fails) ticket.fails(task, state.position % 2 === 0 ? 'LUMOS.ModelFailed' : 'app.Refused', undefined, 0.01)
  else ticket.done(task, outputs, undefined, 0.02)
}

function check(ticket: TicketDrive): void {
  if (ticket.state === undefined) throw new Error('The ticket was never started.')
  expect(brokenInvariants(ticket.state)).toEqual([])
  expect(openWork(ticket.log, ticket.commands)).toEqual(awaitedWork(ticket.state))
}

describe('one ticket through any flow', () => {
  it('loses and doubles no token, and leaves no task or timer behind, whatever happens in whatever order', () => {
    fc.assert(fc.property(randomFlow, pushes, (flow, events) => void drive(programOf(flow), events, answers)), { numRuns: 400 })
  })

  it('does so through the complete example', () => {
    const program = exampleProgram()
    fc.assert(fc.property(pushes, (events) => void drive(program, events, exampleAnswers)), { numRuns: 400 })
  })

  it('gives the identical trace and commands when its log is replayed, also through JSON', () => {
    fc.assert(
      fc.property(randomFlow, pushes, (flow, events) => {
        const program = programOf(flow)
        const ticket = drive(program, events, answers)
        for (const throughJson of [false, true]) {
          const again = replayLog(program, ticket.log, throughJson)
          expect(JSON.stringify(again.trace)).toBe(JSON.stringify(ticket.trace))
          expect(JSON.stringify(again.commands)).toBe(JSON.stringify(ticket.commands))
        }
      }),
      { numRuns: 150 },
    )
  })

  it('ends when everything that it waits for comes', () => {
    fc.assert(
      fc.property(randomFlow, (flow) => {
        const ticket = new TicketDrive(programOf(flow))
        ticket.start()
        for (let turn = 0; turn < 2000 && ticket.state?.status === 'running'; turn++) {
          const { tasks, timers } = awaitedWork(ticket.state)
          const task = tasks[0]
          const timer = timers.find((id) => !isLifetimeTimer(id))
          if (task !== undefined) finish(ticket, ticket.state, task, false, { score: 0.5, anger: 0.1, asks: false })
          else if (timer !== undefined) ticket.timer(timer)
          else throw new Error('The ticket runs and waits for nothing.')
          check(ticket)
        }
        expect(ticket.state?.status).toBe('finished')
      }),
      { numRuns: 200 },
    )
  })

  it('changes no state that it was given', () => {
    fc.assert(
      fc.property(randomFlow, pushes, (flow, events) => {
        const program = programOf(flow)
        const ticket = drive(program, events, answers)
        let state: EngineState | undefined
        const seen: { readonly state: EngineState; readonly text: string }[] = []
        for (const event of ticket.log) {
          state = step(program, state, event).state
          seen.push({ state, text: JSON.stringify(state) })
        }
        for (const { state: kept, text } of seen) expect(JSON.stringify(kept)).toBe(text)
      }),
      { numRuns: 100 },
    )
  })

  it('takes no notice of results for tasks that it does not wait for', () => {
    fc.assert(
      fc.property(randomFlow, pushes, (flow, events) => {
        const program = programOf(flow)
        const ticket = drive(program, events, answers)
        if (ticket.state === undefined) throw new Error('The ticket was never started.')
        // Any event is the next one for a trigger that an event has fired; from here on only the results could change something.
        const { state } = step(program, ticket.state, { kind: 'task.completed', at: ticket.at, taskId: 'gone.1.1', outputs: {} })
        const { tasks: open } = awaitedWork(state)
        for (const taskId of new Set(startedTasks(ticket).filter((task) => !open.includes(task)))) {
          const results: readonly EngineEvent[] = [
            { kind: 'task.completed', at: ticket.at, taskId, outputs: answers(1, true), costUsd: 5 },
            { kind: 'task.failed', at: ticket.at, taskId, code: 'LUMOS.ModelFailed', message: 'late', costUsd: 5 },
            { kind: 'human.completed', at: ticket.at, taskId, outcome: 'resolved' },
          ]
          for (const result of results) {
            const after = step(program, state, result)
            expect(after.commands).toEqual([])
            expect(withoutPosition(after.state)).toBe(withoutPosition(state))
          }
        }
      }),
      { numRuns: 100 },
    )
  })

  it('keeps nothing of what an interrupt took it away from', () => {
    let interrupts = 0
    fc.assert(
      fc.property(randomFlow, pushes, (flow, events) => {
        const ticket = drive(programOf({ ...flow, watched: true }), events, answers)
        if (ticket.state?.status !== 'running') return
        const { trace, state } = ticket.send({ kind: 'sla.breach', at: ticket.at, clock: 'resolution', dueAt: ticket.at })
        check(ticket)
        if (!trace.some((entry) => entry.edge === 'trigger.stop#then')) return
        interrupts += 1
        const main = state.tokens.filter((token) => token.forkId === undefined && token.side === undefined)
        expect(main.map((token) => token.nodeId)).toEqual(['takeOver'])
        const beside = new Set(state.tokens.filter((token) => token.side !== undefined).map((token) => token.id))
        // A side path has neither blocks nor subflows here, so all of them belonged to what was interrupted.
        expect(state.forks).toEqual([])
        expect(state.subflows).toEqual([])
        expect(state.tokens.every((token) => beside.has(token.id) || token.nodeId === 'takeOver')).toBe(true)
      }),
      { numRuns: 300 },
    )
    expect(interrupts).toBeGreaterThan(30)
  })

  it('means the same however the keys of its maps are ordered', () => {
    fc.assert(
      fc.property(randomFlow, pushes, fc.nat(), (flow, events, seed) => {
        const { workflow, atHand } = filesOf(flow)
        const ticket = drive(programOf(flow), events, answers)
        const again = compileProgram(shuffled(workflow, seed), undefined, undefined, atHand.map((other) => shuffled(other, seed + 1)))
        const replayed = replayLog(again, ticket.log)
        expect(JSON.stringify(replayed.trace)).toBe(JSON.stringify(ticket.trace))
        expect(JSON.stringify(replayed.commands)).toBe(JSON.stringify(ticket.commands))
        expect(replayed.state).toEqual(ticket.state)
      }),
      { numRuns: 100 },
    )
  })
})

function withoutPosition(state: EngineState): string {
  return JSON.stringify(state, (key, value: unknown) => (key === 'position' || key === 'now' ? undefined : value))
}

/** The same workflow with the keys of all its maps in another order. */
function shuffled(workflow: Workflow, seed: number): Workflow {
  return workflowSchema.parse(reordered(JSON.parse(JSON.stringify(workflow)), seed))
}

function reordered(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => reordered(item, seed))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => fnv1a(`${seed}${a}`) - fnv1a(`${seed}${b}`)).map(([key, item]): [string, unknown] => [key, reordered(item, seed)]))
}
