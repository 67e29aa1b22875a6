import type { Value } from '../../../core/conditions/value.ts'
import type { EngineCommand } from '../../../core/engine/engine-command.ts'
import type { EngineEvent, ErrorCode } from '../../../core/engine/engine-event.ts'
import type { EngineState } from '../../../core/engine/engine-state.ts'
import type { Program } from '../../../core/engine/program.ts'
import { step, type StepResult } from '../../../core/engine/step.ts'
import type { TraceEntry } from '../../../core/engine/trace-entry.ts'

/** Monday, 2 March 2026, 09:00 UTC. */
export const monday = 1_772_442_000_000

/** One ticket driven by hand: every call is one event, everything that came of it is kept. */
export class TicketDrive {
  readonly #program: Program
  state: EngineState | undefined
  at = monday
  readonly log: EngineEvent[] = []
  readonly trace: TraceEntry[] = []
  readonly commands: EngineCommand[] = []
  last: StepResult | undefined

  constructor(program: Program) {
    this.#program = program
  }

  send(event: EngineEvent): StepResult {
    const result = step(this.#program, this.state, event)
    this.state = result.state
    this.last = result
    this.log.push(event)
    this.trace.push(...result.trace)
    this.commands.push(...result.commands)
    return result
  }

  start(options: { readonly id?: string; readonly channel?: string; readonly customer?: { readonly id?: string; readonly tier?: string; readonly locale?: string }; readonly text?: string } = {}): StepResult {
    const ticket = { id: options.id ?? 'T1', channel: options.channel ?? 'email', subject: 'Help', language: 'en', openedAt: this.at, reopenCount: 0 }
    return this.send({ kind: 'start', at: this.at, ticket, customer: options.customer ?? {}, text: options.text ?? 'Something is wrong.' })
  }

  done(taskId: string, outputs: Readonly<Record<string, Value>> = {}, reasons?: readonly string[], costUsd?: number): StepResult {
    return this.send({ kind: 'task.completed', at: this.at, taskId, outputs, reasons, costUsd })
  }

  fails(taskId: string, code: ErrorCode, message = 'it broke.', costUsd?: number): StepResult {
    return this.send({ kind: 'task.failed', at: this.at, taskId, code, message, costUsd })
  }

  person(taskId: string, outcome: string): StepResult {
    return this.send({ kind: 'human.completed', at: this.at, taskId, outcome })
  }

  says(text: string, choice?: string): StepResult {
    return this.send({ kind: 'message.inbound', at: this.at, text, choice })
  }

  timer(timerId: string): StepResult {
    return this.send({ kind: 'timer', at: this.at, timerId })
  }

  wait(ms: number): this {
    this.at += ms
    return this
  }

  /** The links that tokens took, in order. */
  get way(): readonly string[] {
    return this.trace.flatMap((entry) => (entry.edge === undefined ? [] : [entry.edge]))
  }
}
