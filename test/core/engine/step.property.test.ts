import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Value } from '../../../core/conditions/value.ts'
import type { EngineState } from '../../../core/engine/engine-state.ts'
import type { Program } from '../../../core/engine/program.ts'
import { step } from '../../../core/engine/step.ts'
import { exampleProgram } from './example-program.ts'
import { awaitedWork, brokenInvariants, openWork, replayLog } from './log-invariants.ts'
import { programOf, randomFlow } from './random-flow.ts'
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
  else if (how === 'stale') ticket.done('gone.1.1', outputs(number, yes))
  else if (how === 'timer' && timer !== undefined) ticket.timer(timer)
  else if (task === undefined) ticket.says('Hello?')
  else finish(ticket, state, task, how === 'fails', outputs(number, yes))
}

function finish(ticket: TicketDrive, state: EngineState, task: string, fails: boolean, outputs: Readonly<Record<string, Value>>): void {
  const person = ticket.commands.find((command) => command.kind === 'startHuman' && command.taskId === task)
  if (person?.kind === 'startHuman') ticket.person(task, person.outcomes[state.position % person.outcomes.length] ?? 'resolved')
  else if (fails) ticket.fails(task, state.position % 2 === 0 ? 'LUMOS.ModelFailed' : 'app.Refused')
  else ticket.done(task, outputs)
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
          const timer = timers[0]
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
})
