import fc from 'fast-check'
import type { EngineEvent } from '../../core/engine/engine-event.ts'
import type { Program } from '../../core/engine/program.ts'
import { exampleProgram } from '../../test/core/engine/example-program.ts'
import { awaitedWork, brokenInvariants, openWork, replayLog } from '../../test/core/engine/log-invariants.ts'
import { programOf, randomFlow } from '../../test/core/engine/random-flow.ts'
import { TicketDrive } from '../../test/core/engine/ticket-drive.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { mustHold } from '../fuzz-target.ts'

const programs = new Map<number, Program>()

function programFor(flow: number): Program {
  const known = programs.get(flow)
  if (known !== undefined) return known
  const [drawn] = flow === 0 ? [] : fc.sample(randomFlow, { seed: flow, numRuns: 1 })
  const program = drawn === undefined ? exampleProgram() : programOf(drawn)
  if (programs.size > 300) programs.clear()
  programs.set(flow, program)
  return program
}

function outputs(number: number, yes: boolean): Extract<EngineEvent, { kind: 'task.completed' }>['outputs'] {
  return {
    verdict: yes ? 'genuine' : 'spam', confidence: number, issueType: yes ? 'billing' : 'security', urgency: 'normal', priority: yes ? 'P2' : 'P4', topConfidence: number, solutions: [], text: 'Do this.', needsApproval: yes,
    frustration: number, confusion: 1 - number, asksForHuman: yes && number > 0.7, resolved: yes, team: yes ? 'tier1' : 'second', label: yes ? 'yes1' : 'no1', score: number, anger: number, asks: yes && number > 0.8, found: yes,
  }
}

const oddIds = ['', 'gone.1.1', '__proto__', 'constructor', 'a.b.c', '\u0000', '😀', 'monitor:x.1', 'x'.repeat(500), '-1', 'NaN'] as const
const oddTexts = ['', 'enough', 'accept', 'Hello?', '{{draft.text}}', '__proto__', '\u202e', 'x'.repeat(3000), '\ud800'] as const
const oddOutputs: readonly Extract<EngineEvent, { kind: 'task.completed' }>['outputs'][] = [
  {}, { score: 2 }, { score: 'x' }, { score: Number.NaN }, { solutions: 'many' }, { constructor: 'x', toString: 1 }, JSON.parse('{"__proto__":{"score":1}}'), { team: '__proto__' }, { solutions: [{}, { confidence: 0.5 }] }, { score: Infinity },
]

/** Numbers of a line of the input; what is no number counts as 0. */
function numbersOf(line: string): (index: number) => number {
  const words = line.split(/\s+/).map((word) => Math.abs(Math.trunc(Number(word))) || 0)
  return (index) => Math.min(words[index] ?? 0, 1e9)
}

/** One line is one event: what it is, which of the open things it is about, how it comes out, and how much later. */
function apply(ticket: TicketDrive, line: string): boolean {
  const state = ticket.state
  if (state === undefined) return false
  const number = numbersOf(line)
  const [pick, how, wait] = [number(1), number(2), number(3)]
  const word = /^\s*([a-z]+)/.exec(line)?.[1] ?? ''
  const backwards = /\bback\b/.test(line)
  ticket.wait((backwards ? -1 : 1) * (wait % 1000) * 60_000)
  const { tasks, timers } = awaitedWork(state)
  const task = tasks[pick % Math.max(1, tasks.length)]
  const timer = timers[pick % Math.max(1, timers.length)]
  const share = (how % 21) / 20
  const person = ticket.commands.find((command) => command.kind === 'startHuman' && command.taskId === task)
  switch (word) {
    case 'done':
      if (task === undefined) return false
      // A driver answers a person's task with an outcome, and an agent's with outputs.
      if (task.includes('approval:')) ticket.person(task, how % 2 === 0 ? 'approved' : 'rejected')
      else if (person?.kind === 'startHuman') ticket.person(task, person.outcomes[how % Math.max(1, person.outcomes.length)] ?? 'resolved')
      else ticket.done(task, outputs(share, how % 2 === 0))
      return true
    case 'odd':
      if (task === undefined || person !== undefined || task.includes('approval:')) return false
      ticket.done(task, oddOutputs[how % oddOutputs.length] ?? {})
      return true
    case 'fails':
      if (task === undefined || person !== undefined || task.includes('approval:')) return false
      ticket.fails(task, how % 3 === 0 ? 'app.Refused' : how % 3 === 1 ? 'LUMOS.ModelFailed' : 'LUMOS.Timeout', oddTexts[how % oddTexts.length])
      return true
    case 'timer':
      if (timer === undefined) return false
      ticket.timer(timer)
      return true
    case 'says':
      ticket.says(oddTexts[pick % oddTexts.length] ?? '', how % 3 === 0 ? oddIds[how % oddIds.length] : undefined)
      return true
    case 'stale': {
      const id = oddIds[pick % oddIds.length] ?? ''
      if (how % 4 === 0) ticket.timer(id)
      else if (how % 4 === 1) ticket.fails(id, 'LUMOS.Timeout')
      else if (how % 4 === 2) ticket.person(id, oddIds[how % oddIds.length] ?? '')
      else ticket.done(id, oddOutputs[how % oddOutputs.length] ?? {})
      return true
    }
    case 'sla':
      ticket.send({ kind: how % 3 === 0 ? 'sla.due' : how % 3 === 1 ? 'sla.warning' : 'sla.breach', at: ticket.at, clock: pick % 2 === 0 ? 'firstResponse' : 'resolution', dueAt: ticket.at + 60_000 * (pick - 5) })
      return true
    case 'again':
      ticket.start({ id: 'again' })
      return true
    case 'cancel':
      ticket.send({ kind: 'cancel', at: ticket.at, reason: oddTexts[pick % oddTexts.length] ?? '' })
      return true
    default:
      return false
  }
}

function check(ticket: TicketDrive): void {
  if (ticket.state === undefined) return
  const broken = brokenInvariants(ticket.state)
  mustHold(broken.length === 0, () => broken.join(' '))
  const open = JSON.stringify(openWork(ticket.log, ticket.commands))
  const awaited = JSON.stringify(awaitedWork(ticket.state))
  mustHold(open === awaited, () => `The driver has ${open} open, the state waits for ${awaited}.`)
}

function run(text: string): string {
  const [head = '', ...lines] = text.split('\n').slice(0, 200)
  const program = programFor(numbersOf(head)(1) % 5000)
  const ticket = new TicketDrive(program)
  ticket.start({ ...(numbersOf(head)(2) % 2 === 1 ? { customer: { id: 'C1', tier: 'premium' } } : {}), text: oddTexts[numbersOf(head)(2) % oddTexts.length] ?? '' })
  check(ticket)
  for (const line of lines) if (apply(ticket, line)) check(ticket)
  const again = replayLog(program, ticket.log, true)
  mustHold(JSON.stringify(again.trace) === JSON.stringify(ticket.trace) && JSON.stringify(again.commands) === JSON.stringify(ticket.commands), () => 'Replayed through JSON, the log gives another trace.')
  const state = ticket.state
  const trace = ticket.trace.map((entry) => entry.kind)
  return `${state?.status ?? ''} ${state?.outcome ?? ''} ${Math.min(6, state?.tokens.length ?? 0)} ${Math.min(4, state?.forks.length ?? 0)} ${[...new Set(trace)].sort().join(',')} ${Math.min(15, Math.floor(trace.length / 5))}`
}

const sample = [
  'flow 0 1', 'done 0 4 1', 'done 0 18 1', 'done 0 10 1', 'done 1 12 1', 'says 3 0 5', 'timer 0 0 60', 'fails 0 1 1', 'done 0 20 1', 'sla 1 1 3', 'stale 1 3 0', 'odd 0 2 0', 'done 2 1 1',
]

/** Random legal flows and the complete example under random events: every invariant after every event, no exception, and the log replays to the same trace. */
export const engineTarget: FuzzTarget = {
  name: 'engine',
  seeds: () => [
    sample.join('\n'), ['flow 7 0', ...sample.slice(1)].join('\n'), ['flow 19 1', ...Array.from({ length: 40 }, (_, index) => `done ${index % 3} ${index % 21} 1`)].join('\n'),
    ...Array.from({ length: 12 }, (_, index) => [`flow ${index * 37 + 3} ${index}`, ...Array.from({ length: 25 }, (_step, step) => `${['done', 'done', 'timer', 'says', 'done', 'fails'][(index + step) % 6] ?? 'done'} ${step % 4} ${(index * step) % 21} ${step % 7}`)].join('\n')),
  ],
  words: ['flow', 'done', 'odd', 'fails', 'timer', 'says', 'stale', 'sla', 'again', 'cancel', 'back', '\ndone 0 4 1', '\ndone 1 20 1', '\ntimer 0 0 30', '\nfails 0 1 1', '\nsays 1 1 1', '\nodd 0 3 1', '\nsla 0 2 9', '\nstale 1 2 0', ...Array.from({ length: 24 }, (_, index) => String(index))],
  longest: 4000,
  run,
}
