import type { Value } from '../../core/conditions/value.ts'
import { compileProgram } from '../../core/engine/compile-program.ts'
import type { EngineEvent } from '../../core/engine/engine-event.ts'
import type { Program } from '../../core/engine/program.ts'
import { parseSpec } from '../../core/spec/parse-spec.ts'
import { exampleProgram } from '../core/engine/example-program.ts'
import { brokenInvariants } from '../core/engine/log-invariants.ts'
import { TicketDrive } from '../core/engine/ticket-drive.ts'
import type { HostileCase, HostileOutcome } from './hostile-case.ts'
import { bareWorkflow, manyArms, nestedBlocks, nodeIds, waitChain } from './hostile-flows.ts'

function programOf(text: string): Program {
  const { workflow, findings } = parseSpec(text)
  if (workflow === undefined) throw new Error(JSON.stringify(findings[0]))
  return compileProgram(workflow)
}

/** The state's status, or what is broken in it. */
function outcomeOf(ticket: TicketDrive): HostileOutcome {
  if (ticket.state === undefined) throw new Error('The ticket was never started.')
  const broken = brokenInvariants(ticket.state)
  const again: unknown = JSON.parse(JSON.stringify(ticket.state))
  if (JSON.stringify(again) !== JSON.stringify(ticket.state)) throw new Error('The state does not survive JSON.')
  return { errors: broken.length > 0 ? broken : ticket.state.status === 'parked' ? ['parked'] : [], others: [] }
}

function started(program: Program): TicketDrive {
  const ticket = new TicketDrive(program)
  ticket.start({ customer: { id: 'C1', tier: 'premium' } })
  return ticket
}

function flooded(count: number, event: (ticket: TicketDrive, index: number) => void): () => HostileOutcome {
  return () => {
    const ticket = started(exampleProgram())
    for (let index = 0; index < count; index += 1) {
      event(ticket, index)
      // What a drive remembers for its tests is not part of the engine.
      ticket.log.length = 0
      ticket.trace.length = 0
      ticket.commands.length = 0
    }
    return outcomeOf(ticket)
  }
}

/** Lets every timer run out until the ticket has left the flow. */
function toTheEnd(program: Program, most: number): HostileOutcome {
  const ticket = started(program)
  for (let turn = 0; turn < most && ticket.state?.status === 'running'; turn += 1) {
    const timers = ticket.state.tokens.flatMap((token) => token.timerId ?? [])
    if (timers.length === 0) throw new Error('The ticket runs and waits for nothing.')
    for (const timer of timers) ticket.wait(60_000).timer(timer)
  }
  if (ticket.state?.status === 'running') throw new Error('The ticket never left the flow.')
  return outcomeOf(ticket)
}

const odd = ['', '__proto__', 'constructor', 'toString', 'a.b.c', '\u0000', '\ud800', '😀', 'x'.repeat(100_000), '-1', 'NaN', '../x'] as const
const oddOutputs: readonly Readonly<Record<string, Value>>[] = [
  {}, JSON.parse('{"__proto__":{"verdict":"genuine"}}'), { constructor: 'x' }, { verdict: 'nope' }, { verdict: 3 }, { confidence: Number.NaN }, { confidence: Infinity }, { confidence: 7 }, { verdict: [['genuine']] }, { extra: 'x'.repeat(1_000_000) },
]

function mini(event: EngineEvent): () => HostileOutcome {
  return () => {
    const ticket = started(exampleProgram())
    ticket.send(event)
    return outcomeOf(ticket)
  }
}

/** Floods, odd events and programs of extreme shape: no exception, no invariant broken, and a state that survives JSON. */
export const hostileCases: readonly HostileCase[] = [
  { name: 'a hundred thousand messages', errors: [], run: flooded(100_000, (ticket) => ticket.says('Hello?')) },
  { name: 'a hundred thousand results of tasks that never were', errors: [], run: flooded(100_000, (ticket, index) => ticket.done(`gone.${index}.1`, { verdict: 'spam' })) },
  { name: 'a hundred thousand timers that were never set', errors: [], run: flooded(100_000, (ticket, index) => ticket.timer(`timeout:filter.${index}`)) },
  { name: 'a hundred thousand starts of one ticket', errors: [], run: flooded(100_000, (ticket) => ticket.start()) },
  { name: 'a hundred thousand events that go back in time', errors: [], run: flooded(100_000, (ticket) => ticket.wait(-3_600_000).says('Earlier.')) },
  { name: 'events far in the future', errors: [], run: flooded(10, (ticket) => ticket.wait(8e15).says('Later.')) },
  { name: 'a message of a million characters', errors: [], run: flooded(3, (ticket) => ticket.says('x'.repeat(1_000_000))) },
  { name: 'a thousand service clocks', errors: [], run: flooded(1000, (ticket, index) => ticket.send({ kind: index % 2 === 0 ? 'sla.warning' : 'sla.breach', at: ticket.at, clock: 'firstResponse', dueAt: -8.64e15 })) },
  ...odd.map((id, index): HostileCase => ({ name: `a result for a task with odd id ${index}`, errors: [], run: mini({ kind: 'task.completed', at: 0, taskId: id, outputs: { verdict: 'spam' } }) })),
  ...odd.map((id, index): HostileCase => ({ name: `a person's answer for a task with odd id ${index}`, errors: [], run: mini({ kind: 'human.completed', at: 0, taskId: id, outcome: id }) })),
  ...odd.map((id, index): HostileCase => ({ name: `a timer with odd id ${index}`, errors: [], run: mini({ kind: 'timer', at: 0, timerId: id }) })),
  ...oddOutputs.map((outputs, index): HostileCase => ({ name: `odd outputs ${index}`, errors: [], run: mini({ kind: 'task.completed', at: 0, taskId: 'filter.1.1', outputs }) })),
  { name: 'a chain of a thousand waits', errors: [], run: () => toTheEnd(programOf(bareWorkflow(waitChain(1000))), 1001) },
  { name: 'two thousand decisions in a row', errors: ['parked'], run: () => outcomeOf(started(programOf(bareWorkflow(nodeIds(2000).map((id, index) => `      ${id}: { kind: decision, stage: main, branches: [{ id: never, when: 'false', then: done }], default: ${index < 1999 ? `n${index + 1}` : 'n0'} }\n`).join(''))))) },
  { name: 'a parallel block with a thousand arms', errors: ['parked'], run: () => outcomeOf(started(programOf(bareWorkflow(manyArms(1000))))) },
  { name: 'a parallel block with nine hundred arms', errors: [], run: () => toTheEnd(programOf(bareWorkflow(manyArms(900))), 10) },
  { name: 'fifty parallel blocks in one another', errors: [], run: () => toTheEnd(programOf(bareWorkflow(nestedBlocks(50))), 100) },
]
