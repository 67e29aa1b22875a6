import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import * as z from 'zod'
import { compileProgram } from '../../../core/engine/compile-program.ts'
import type { EngineCommand } from '../../../core/engine/engine-command.ts'
import type { EngineState } from '../../../core/engine/engine-state.ts'
import type { ErrorCode } from '../../../core/engine/engine-event.ts'
import type { Program } from '../../../core/engine/program.ts'
import { workflowSchema, type Workflow } from '../../../core/spec/workflow.ts'
import { durationMs } from '../../../core/spec/duration.ts'
import { TicketDrive } from './ticket-drive.ts'

const folder = new URL('../../fixtures/conformance/', import.meta.url)

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json }
const json: z.ZodType<Json> = z.lazy(() => z.union([z.string(), z.number(), z.boolean(), z.array(json), z.record(z.string(), json)]))
const outputs = z.record(z.string(), json)
const errorCode = z.custom<ErrorCode>((value) => typeof value === 'string' && /^(LUMOS|app)\./.test(value))
const clock = z.enum(['firstResponse', 'resolution'])

/** One event in the short form of the fixtures; `after` moves the clock first. */
const eventSchema = z.strictObject({
  after: z.string().optional(),
  start: z.strictObject({ id: z.string().optional(), channel: z.string().optional(), text: z.string().optional(), customer: z.strictObject({ id: z.string().optional(), tier: z.string().optional() }).optional() }).optional(),
  done: z.string().optional(),
  with: outputs.optional(),
  fails: z.string().optional(),
  code: errorCode.optional(),
  person: z.string().optional(),
  outcome: z.string().optional(),
  says: z.string().optional(),
  choice: z.string().optional(),
  timer: z.string().optional(),
  due: clock.optional(),
  warning: clock.optional(),
  breach: clock.optional(),
  dueIn: z.string().optional(),
  cancel: z.string().optional(),
  costUsd: z.number().optional(),
})

const flowParts = {
  flow: z.record(z.string(), z.unknown()),
  triggers: z.array(z.unknown()).optional(),
  monitors: z.record(z.string(), z.unknown()).optional(),
  vars: z.record(z.string(), z.unknown()).optional(),
  /** `policies` of the workflow. */
  policies: z.record(z.string(), z.unknown()).optional(),
}

const caseSchema = z.strictObject({
  title: z.string(),
  ...flowParts,
  /** The other workflows that subflows name, by name; version 1.0.0 unless it says otherwise. */
  subflows: z.record(z.string(), z.strictObject({ version: z.string().optional(), ...flowParts })).optional(),
  events: z.array(eventSchema),
  expect: z.strictObject({
    /** Every link that a token took, in order. */
    way: z.array(z.string()).optional(),
    /** How the ticket stands at the end: finished resolved, parked CODE, or running at nodes. */
    outcome: z.string(),
    /** Parts of trace entries (`kind node: text`) that come in this order. */
    trace: z.array(z.string()).optional(),
    /** Commands in short form that come in this order. */
    commands: z.array(z.string()).optional(),
    /** Commands in short form that never come. */
    never: z.array(z.string()).optional(),
    /** How often commands come that begin so. */
    times: z.record(z.string(), z.number()).optional(),
    /** Values that conditions see at the end; `absent` for none. */
    context: z.record(z.string(), json).optional(),
  }),
})

/** One case of the conformance suite. */
export type ConformanceCase = z.infer<typeof caseSchema>

/** The cases of all files, with the name of the file as topic. */
export function conformanceCases(): readonly { readonly topic: string; readonly cases: readonly ConformanceCase[] }[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'base-workflow.yaml').sort()
  return files.map((name) => ({ topic: name.replace('.yaml', ''), cases: z.array(caseSchema).parse(parse(readFileSync(new URL(name, folder), 'utf8'))) }))
}

type FlowParts = Pick<ConformanceCase, 'flow' | 'triggers' | 'monitors' | 'vars' | 'policies'>

const base = z.looseObject({ metadata: z.looseObject({}), spec: z.looseObject({ flow: z.looseObject({}) }) }).parse(parse(readFileSync(new URL('base-workflow.yaml', folder), 'utf8')))

/** The whole workflow of a case: its flow in the common one. */
export function caseWorkflow(example: FlowParts, metadata: { readonly name?: string; readonly version?: string } = {}): Workflow {
  const nodes = Object.fromEntries(Object.entries(example.flow).map(([id, node]) => [id, typeof node === 'object' ? { stage: 'main', ...node } : node]))
  const spec = {
    ...base.spec,
    ...(example.vars === undefined ? {} : { context: { vars: example.vars } }),
    ...(example.policies === undefined ? {} : { policies: example.policies }),
    ...(example.triggers === undefined ? {} : { triggers: example.triggers }),
    ...(example.monitors === undefined ? {} : { monitors: example.monitors }),
    flow: { ...base.spec.flow, nodes: { ...z.record(z.string(), z.unknown()).parse(base.spec.flow['nodes']), ...nodes } },
  }
  return workflowSchema.parse({ ...base, metadata: { ...base.metadata, ...metadata }, spec })
}

/** The whole workflows that the subflows of a case name. */
export function caseSubflows(example: ConformanceCase): readonly Workflow[] {
  return Object.entries(example.subflows ?? {}).map(([name, { version = '1.0.0', ...parts }]) => caseWorkflow(parts, { name, version }))
}

/** The program of a case. */
export function caseProgram(example: ConformanceCase): Program {
  return compileProgram(caseWorkflow(example), undefined, undefined, caseSubflows(example))
}

/** Drives a case to its end. */
export function driveCase(example: ConformanceCase, program: Program): TicketDrive {
  const drive = new TicketDrive(program)
  for (const event of example.events) {
    if (event.after !== undefined) drive.wait(durationMs(event.after) ?? 0)
    send(drive, event)
  }
  return drive
}

function send(drive: TicketDrive, event: z.infer<typeof eventSchema>): void {
  const dueAt = drive.at + (durationMs(event.dueIn ?? '0s') ?? 0)
  if (event.start !== undefined) drive.start(event.start)
  else if (event.done !== undefined) drive.done(event.done, event.with, undefined, event.costUsd)
  else if (event.fails !== undefined) drive.fails(event.fails, event.code ?? 'LUMOS.ModelFailed', undefined, event.costUsd)
  else if (event.person !== undefined) drive.person(event.person, event.outcome ?? '')
  else if (event.says !== undefined) drive.says(event.says, event.choice)
  else if (event.timer !== undefined) drive.timer(event.timer)
  else if (event.due !== undefined) drive.send({ kind: 'sla.due', at: drive.at, clock: event.due, dueAt })
  else if (event.warning !== undefined) drive.send({ kind: 'sla.warning', at: drive.at, clock: event.warning, dueAt })
  else if (event.breach !== undefined) drive.send({ kind: 'sla.breach', at: drive.at, clock: event.breach, dueAt })
  else if (event.cancel !== undefined) drive.send({ kind: 'cancel', at: drive.at, reason: event.cancel })
  else throw new Error(`This event says nothing: ${JSON.stringify(event)}`)
}

/** How a ticket stands, in a line. */
export function standing(drive: TicketDrive): string {
  const { state } = drive
  if (state === undefined) return 'not started'
  if (state.status === 'finished') return `finished ${state.outcome ?? 'unresolved'}`
  if (state.status === 'parked') return `parked ${drive.commands.findLast((command) => command.kind === 'park')?.code ?? ''}`
  return `running at ${placesOf(state).join(', ')}`
}

function placesOf(state: EngineState): readonly string[] {
  return state.tokens.flatMap(({ id, nodeId }) => [nodeId, ...state.subflows.filter((run) => run.parentToken === id).flatMap((run) => placesOf(run.state).map((place) => `${nodeId}/${place}`))])
}

/** A command in a line. */
export function shortCommand(command: EngineCommand): string {
  switch (command.kind) {
    case 'startAgent':
      return `startAgent ${command.taskId}${Object.keys(command.input).length === 0 ? '' : ` ${JSON.stringify(command.input)}`}`
    case 'startTool':
      return `startTool ${command.taskId}${Object.keys(command.input).length === 0 ? '' : ` ${JSON.stringify(command.input)}`}`
    case 'startHuman':
      return `startHuman ${command.taskId} ${command.task} ${command.team}${command.carry.length === 0 ? '' : ` carries ${command.carry.join(', ')}`}`
    case 'startApproval':
      return `startApproval ${command.taskId} ${command.toolId} ${command.team} ${JSON.stringify(command.input)}`
    case 'cancelTask':
      return `cancelTask ${command.taskId}`
    case 'sendMessage':
      return `sendMessage ${command.nodeId}.${command.visit}: ${command.text}`
    case 'setTimer':
      return `setTimer ${command.timerId} ${command.delayMs}${command.calendar === undefined ? '' : ` on ${command.calendar}`}`
    case 'cancelTimer':
      return `cancelTimer ${command.timerId}`
    case 'ticketStatus':
      return `ticketStatus ${command.status}`
    case 'ticketPriority':
      return `ticketPriority ${command.priority}`
    case 'finish':
      return `finish ${command.outcome}`
    case 'park':
      return `park ${command.code}`
  }
}

