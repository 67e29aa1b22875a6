import { cancelTimer, cancelToken } from './cancel.ts'
import type { Token, TriggerState } from './engine-state.ts'
import { explainTrue, valuesRead } from './explain-decision.ts'
import { evaluate, type Evaluated, type Expression } from './expression.ts'
import type { ProgramTrigger } from './program.ts'
import { describeDuration } from './reason.ts'
import { sendToken } from './send-token.ts'
import { addToken } from './tokens.ts'
import { issue, nodeOf, note, quoted, type Work } from './work.ts'

/** Every trigger at the start of a ticket. */
export const freshTrigger: TriggerState = { armed: true, checks: 0, count: 0 }

/**
 * Checks the triggers in document order. A trigger with an event is checked when that event comes; any other when something it
 * reads has been written, so that one reading is one check however many steps look at it.
 */
export function checkTriggers(work: Work, events: readonly string[]): void {
  const { triggers } = work.program
  for (let index = 0; index < triggers.length; index++) {
    const trigger = triggers[index]
    if (trigger === undefined || work.status !== 'running') continue
    rearm(work, trigger, index)
    if (isDue(work, trigger, events)) check(work, trigger, index)
  }
  work.changed.clear()
}

function isDue(work: Work, trigger: ProgramTrigger, events: readonly string[]): boolean {
  if (trigger.event !== undefined) return events.includes(trigger.event)
  if (trigger.when === undefined) return false
  return trigger.whenKeys.length === 0 ? events.length > 0 : wasWritten(work, trigger.whenKeys)
}

function wasWritten(work: Work, keys: readonly string[]): boolean {
  if (work.changed.size === 0) return false
  for (const key of keys) if (work.changed.has(key)) return true
  return false
}

function rearm(work: Work, trigger: ProgramTrigger, index: number): void {
  const state = stateOf(work, index)
  if (state.armed) return
  // An event is an occasion of its own; only an explicit `rearm` keeps such a trigger quiet.
  if (trigger.event !== undefined && trigger.rearm === undefined) {
    write(work, index, { ...state, armed: true })
    return
  }
  if (!wasWritten(work, trigger.rearmKeys)) return
  const expression = trigger.rearm ?? trigger.when
  if (expression === undefined) return
  const outcome = evaluateFor(work, trigger, expression)
  if (outcome?.kind === 'value' && outcome.value === (trigger.rearm !== undefined)) write(work, index, { ...state, armed: true, checks: 0, trueSince: undefined })
}

function check(work: Work, trigger: ProgramTrigger, index: number): void {
  if (matchingTokens(work, trigger).length === 0) return
  const outcome = trigger.when === undefined ? undefined : evaluateFor(work, trigger, trigger.when)
  if (trigger.when !== undefined && outcome === undefined) return
  if (outcome?.kind === 'failed') {
    note(work, trigger.link.to, 'error', `Trigger ${quoted(trigger.id)} could not be checked: ${outcome.message}.`, { rule: trigger.id, condition: trigger.when?.text })
    return
  }
  const state = stateOf(work, index)
  if (outcome !== undefined && outcome.value !== true) {
    cancelTimer(work, state.timerId)
    if (state.checks > 0 || state.trueSince !== undefined) write(work, index, { ...state, checks: 0, trueSince: undefined, timerId: undefined })
    return
  }
  // While a trigger is not armed, what it sees belongs to the firing before.
  if (!state.armed) return
  const since = state.trueSince ?? work.at
  const seen = write(work, index, { ...state, checks: state.checks + 1, trueSince: since })
  if (seen.checks < trigger.sustainChecks) {
    note(work, trigger.link.to, 'trigger', () => `Trigger ${quoted(trigger.id)} ${trigger.when === undefined ? 'was called' : 'has seen its condition'} ${seen.checks} of ${trigger.sustainChecks} times${because(work, trigger)}.`, () => ({ rule: trigger.id, condition: trigger.when?.text, values: values(work, trigger) }))
    return
  }
  if (trigger.sustainMs !== undefined && work.at - since < trigger.sustainMs) {
    watch(work, trigger, index, trigger.sustainMs - (work.at - since))
    return
  }
  fire(work, trigger, index)
}

function watch(work: Work, trigger: ProgramTrigger, index: number, delayMs: number): void {
  const state = stateOf(work, index)
  if (state.timerId !== undefined) return
  const timerId = `sustain:${trigger.id}.${state.count + 1}.${work.position}`
  issue(work, { kind: 'setTimer', timerId, delayMs })
  write(work, index, { ...state, timerId })
  note(work, trigger.link.to, 'trigger', () => `Trigger ${quoted(trigger.id)} fires if its condition holds for another ${describeDuration(delayMs)}${because(work, trigger)}.`, () => ({ rule: trigger.id, condition: trigger.when?.text, values: values(work, trigger) }))
}

/** The time is over for which a trigger's condition had to hold. */
export function endSustain(work: Work, index: number): void {
  const trigger = work.program.triggers[index]
  const state = stateOf(work, index)
  if (trigger?.when === undefined) return
  const waiting = write(work, index, { ...state, timerId: undefined })
  const outcome = evaluateFor(work, trigger, trigger.when)
  const holds = outcome?.kind === 'value' && outcome.value === true && matchingTokens(work, trigger).length > 0
  if (holds && waiting.armed) fire(work, trigger, index)
  else write(work, index, { ...waiting, checks: 0, trueSince: undefined })
}

// A monitor that has not run, or left a value out, is the one absence that is no error.
function evaluateFor(work: Work, trigger: ProgramTrigger, expression: Expression): Evaluated | undefined {
  const outcome = evaluate(work, expression, work.context)
  if (outcome.kind === 'value' || outcome.absent === undefined) return outcome
  const root = outcome.absent.split('.')[0] ?? ''
  return trigger.monitors.includes(root) ? undefined : outcome
}

function fire(work: Work, trigger: ProgramTrigger, index: number): void {
  let state = stateOf(work, index)
  if (work.fired.includes(index) || (trigger.mode === 'interrupt' && work.share.interrupted)) return
  cancelTimer(work, state.timerId)
  if (state.timerId !== undefined) state = write(work, index, { ...state, timerId: undefined })
  if (trigger.limit !== undefined && state.count >= trigger.limit) {
    note(work, trigger.link.to, 'trigger', `Trigger ${quoted(trigger.id)} did not fire: it has reached its limit of ${trigger.limit}.`, { rule: trigger.id })
    write(work, index, { ...state, armed: false })
    return
  }
  if (trigger.cooldownMs !== undefined && state.firedAt !== undefined && work.at - state.firedAt < trigger.cooldownMs) {
    note(work, trigger.link.to, 'trigger', `Trigger ${quoted(trigger.id)} did not fire: it rests for another ${describeDuration(trigger.cooldownMs - (work.at - state.firedAt))}.`, { rule: trigger.id })
    return
  }
  const matching = matchingTokens(work, trigger)
  work.fired.push(index)
  write(work, index, { armed: false, checks: 0, count: state.count + 1, firedAt: work.at })
  const target = nodeOf(work, trigger.link.to).label
  const does = trigger.mode === 'interrupt' ? `interrupted the ticket and sent it to ${quoted(target)}` : `started ${quoted(target)} beside the ticket`
  note(work, trigger.link.to, 'trigger', () => `Trigger ${quoted(trigger.id)} ${does}${because(work, trigger)}.`, () => ({ rule: trigger.id, condition: trigger.when?.text, values: values(work, trigger) }))
  if (trigger.mode === 'interrupt') {
    work.share.interrupted = true
    const from = matching[0]?.nodeId ?? trigger.link.to
    for (const token of matching) cancelToken(work, token, `trigger ${trigger.id} interrupted it`)
    sendToken(work, addToken(work, from), trigger.link)
    return
  }
  sendToken(work, addToken(work, matching[0]?.nodeId ?? trigger.link.to, { side: trigger.id }), trigger.link)
}

function because(work: Work, trigger: ProgramTrigger): string {
  if (trigger.when !== undefined) return ` because ${explainTrue(trigger.when, work.context, work.program.ports)}`
  return trigger.event === undefined ? '' : ` because ${trigger.event} came`
}

function values(work: Work, trigger: ProgramTrigger): ReturnType<typeof valuesRead> | undefined {
  return trigger.when === undefined ? undefined : valuesRead([trigger.when], work.context)
}

function matchingTokens(work: Work, trigger: ProgramTrigger): readonly Token[] {
  return work.tokens.filter((token) => token.forkId === undefined && token.side === undefined && isInScope(work, token, trigger))
}

function isInScope(work: Work, token: Token, trigger: ProgramTrigger): boolean {
  if (trigger.stages === undefined && trigger.nodes === undefined) return true
  return trigger.nodes?.has(token.nodeId) === true || trigger.stages?.has(nodeOf(work, token.nodeId).stage) === true
}

function stateOf(work: Work, index: number): TriggerState {
  return work.triggers[index] ?? freshTrigger
}

function write(work: Work, index: number, state: TriggerState): TriggerState {
  work.triggers = work.triggers.map((other, at) => (at === index ? state : other))
  return state
}
