import { assertNever } from '../assert-never.ts'
import type { OpenTime } from '../calendars/calendar.ts'
import { bizAdd, compileCalendar, isOpenAt } from '../calendars/calendar.ts'
import type { ZoneOffsets } from '../calendars/zone-offsets.ts'
import type { EngineCommand } from '../engine/engine-command.ts'
import type { EngineEvent, ErrorCode } from '../engine/engine-event.ts'
import type { EngineState } from '../engine/engine-state.ts'
import type { Program } from '../engine/program.ts'
import { programsIn, withPorts } from '../engine/programs-in.ts'
import { step } from '../engine/step.ts'
import type { TraceEntry } from '../engine/trace-entry.ts'
import { durationMs } from '../spec/duration.ts'
import type { JsonValue } from '../spec/json-value.ts'
import type { ScriptStep, TestScenario } from '../spec/test-scenario.ts'
import type { TypeExpr, WorkflowSpec } from '../spec/workflow.ts'
import { parseTime } from '../tickets/parse-time.ts'
import { calendarKey } from './run-plan.ts'
import { scriptValues } from './script-value.ts'

type Outputs = Readonly<Record<string, TypeExpr>>
type Task = { readonly id: string; readonly node: string; readonly kind: 'work' | 'person'; readonly outputs: Outputs }
type Due = { readonly at: number; readonly order: number; readonly id: string; readonly event: EngineEvent }

/** Monday, 2 March 2026, 09:00 UTC. */
const usualStart = 1_772_442_000_000
const beforeMs = 60 * 86_400_000
const afterMs = 800 * 86_400_000

function isErrorCode(text: string): text is ErrorCode {
  return text.startsWith('LUMOS.') || text.startsWith('app.')
}

/** One scripted ticket in a program: answers come when work is asked for, timers fire when a script lets time pass. */
export class ScriptDrive {
  readonly #program: Program
  readonly #calendars: ReadonlyMap<string, OpenTime>
  readonly #answers: NonNullable<TestScenario['spec']['answers']>
  readonly trace: TraceEntry[] = []
  readonly commands: EngineCommand[] = []
  #open: readonly Task[] = []
  #due: readonly Due[] = []
  #order = 0
  state: EngineState | undefined
  at: number

  constructor(test: TestScenario, program: Program, zones: ZoneOffsets) {
    this.at = test.spec.at === undefined ? usualStart : (parseTime(test.spec.at)?.at ?? usualStart)
    this.#answers = test.spec.answers ?? {}
    const { at } = this
    const workflows = [{ key: undefined, workflow: program.workflow }, ...programsIn(program).values()]
    this.#calendars = new Map(workflows.flatMap(({ key, workflow }) =>
      Object.entries(workflow.spec.calendars ?? {}).map(([id, calendar]) => [calendarKey(key, id), compileCalendar(calendar, at - beforeMs, at + afterMs, zones)] as const)))
    this.#program = withPorts(program, (each) => ({
      isOpen: (calendar, time) => {
        const open = this.#calendars.get(calendarKey(each === program ? undefined : each.key, calendar))
        return open !== undefined && isOpenAt(open, time)
      },
      zoneOffsetMs: (zone, time) => zones.offsetAt(zone, time),
    }))
  }

  /** The nodes and monitors whose work nobody has done yet. */
  get waitingFor(): readonly string[] {
    return this.#open.map((task) => task.node)
  }

  /** Plays one event of a script; answers why it cannot happen here, if it cannot. */
  play(event: ScriptStep): string | undefined {
    switch (event.event) {
      case 'start':
        return this.#start(event)
      case 'message.inbound':
        return this.#send({ kind: 'message.inbound', at: this.at, text: event.text, ...(event.choice === undefined ? {} : { choice: event.choice }) })
      case 'task.completed':
        return this.#finish('work', event.node, (task) => this.#completed(task, event.outputs ?? {}))
      case 'task.failed':
        return this.#finish('work', event.node, (task) => this.#failed(task, event.error, event.message))
      case 'human.completed':
        return this.#finish('person', event.node, (task) => ({ kind: 'human.completed', at: this.at, taskId: task.id, outcome: event.outcome }))
      case 'wait':
        return this.#passTo(this.at + (durationMs(event.for) ?? 0))
      case 'sla.due':
      case 'sla.warning':
      case 'sla.breach':
        return this.#send({ kind: event.event, at: this.at, clock: event.clock, dueAt: this.at + (durationMs(event.dueIn ?? '0s') ?? 0) })
      case 'cancel':
        return this.#send({ kind: 'cancel', at: this.at, reason: event.reason ?? 'The test cancels the ticket.' })
      default:
        return assertNever(event)
    }
  }

  #start(event: Extract<ScriptStep, { event: 'start' }>): string | undefined {
    const ticket = { id: 'T1', channel: event.channel, subject: event.subject ?? '', language: event.language ?? 'en', openedAt: this.at, reopenCount: event.reopenCount ?? 0 }
    const customer = scriptValues(event.customer ?? {}, this.#program.workflow.spec.context?.customer ?? {})
    return this.#send({ kind: 'start', at: this.at, ticket, customer, text: event.text })
  }

  #completed(task: Task, outputs: Readonly<Record<string, JsonValue>>): EngineEvent {
    return { kind: 'task.completed', at: this.at, taskId: task.id, outputs: scriptValues(outputs, task.outputs) }
  }

  #failed(task: Task, code: string, message: string | undefined): EngineEvent {
    return { kind: 'task.failed', at: this.at, taskId: task.id, code: isErrorCode(code) ? code : `app.${code}`, message: message ?? 'the test lets it fail.' }
  }

  #finish(kind: Task['kind'], node: string, event: (task: Task) => EngineEvent): string | undefined {
    const task = this.#open.find((each) => each.kind === kind && each.node === node)
    if (task === undefined) {
      const open = this.#open.map((each) => each.node)
      const whom = kind === 'person' ? 'nobody is asked' : 'nothing is asked of it'
      return `${whom} at ${node} here; ${open.length === 0 ? 'no work is open' : `work is open at ${[...new Set(open)].join(', ')}`}`
    }
    return this.#send(event(task))
  }

  #send(event: EngineEvent): string | undefined {
    if (event.kind !== 'start' && this.state === undefined) return 'the ticket has not come in yet'
    this.#take(event)
    return this.#passTo(this.at)
  }

  #passTo(time: number): undefined {
    for (;;) {
      const next = this.#due.toSorted((a, b) => a.at - b.at || a.order - b.order)[0]
      if (next === undefined || next.at > time) break
      this.#due = this.#due.filter((due) => due !== next)
      this.at = Math.max(this.at, next.at)
      this.#take({ ...next.event, at: this.at })
    }
    this.at = time
  }

  #take(event: EngineEvent): void {
    if ('taskId' in event) this.#open = this.#open.filter((task) => task.id !== event.taskId)
    const result = step(this.#program, this.state, event)
    this.state = result.state
    this.trace.push(...result.trace)
    this.commands.push(...result.commands)
    for (const command of result.commands) this.#obey(command)
  }

  #obey(command: EngineCommand): void {
    switch (command.kind) {
      case 'startAgent':
        return this.#ask({ id: command.taskId, node: command.owner.id, kind: 'work', outputs: this.#specOf(command.workflow).agents[command.agentId]?.outputs ?? {} })
      case 'startTool':
        return this.#ask({ id: command.taskId, node: command.nodeId, kind: 'work', outputs: this.#specOf(command.workflow).tools?.[command.toolId]?.output ?? {} })
      case 'startHuman':
      case 'startApproval':
        this.#open = [...this.#open, { id: command.taskId, node: command.nodeId, kind: 'person', outputs: {} }]
        return
      case 'cancelTask':
        this.#open = this.#open.filter((task) => task.id !== command.taskId)
        this.#due = this.#due.filter((due) => due.id !== command.taskId)
        return
      case 'setTimer':
        this.#plan(command.timerId, this.#timeAfter(command.delayMs, command.calendar, command.workflow), { kind: 'timer', at: this.at, timerId: command.timerId })
        return
      case 'cancelTimer':
        this.#due = this.#due.filter((due) => due.id !== command.timerId)
        return
      default:
        return
    }
  }

  #ask(task: Task): void {
    this.#open = [...this.#open, task]
    const answer = this.#answers[task.node]
    if (answer === undefined) return
    const event = answer.error === undefined ? this.#completed(task, answer.outputs ?? {}) : this.#failed(task, answer.error, undefined)
    this.#plan(task.id, this.at + (durationMs(answer.after ?? '0s') ?? 0), event)
  }

  #specOf(key: string | undefined): WorkflowSpec {
    return (key === undefined ? this.#program : (programsIn(this.#program).get(key) ?? this.#program)).workflow.spec
  }

  #timeAfter(delayMs: number, calendar: string | undefined, workflow: string | undefined): number {
    const open = calendar === undefined ? undefined : this.#calendars.get(calendarKey(workflow, calendar))
    return open === undefined ? this.at + delayMs : bizAdd(open, this.at, delayMs)
  }

  #plan(id: string, at: number, event: EngineEvent): void {
    this.#order += 1
    this.#due = [...this.#due, { at, order: this.#order, id, event }]
  }
}
