import type { Value } from '../conditions/value.ts'
import { isRecord } from '../conditions/value.ts'
import type { EngineContext, EngineState, SlaFact, Token } from '../engine/engine-state.ts'
import { hashName } from './keyed-random.ts'
import { sameValue } from './same-value.ts'

/**
 * Whether two states of one ticket differ in nothing but the times of what has happened: they then go the same ways from here, in any
 * program whose steps depend on time through conditions alone.
 */
export function sameState(a: EngineState, b: EngineState): boolean {
  return alike(a, b, repliesAwaited(a) > 1)
}

// Which question was asked last matters only where several wait for the reply.
function repliesAwaited(state: EngineState): number {
  return state.tokens.filter((token) => token.wait.kind === 'reply').length + state.subflows.reduce((sum, run) => sum + repliesAwaited(run.state), 0)
}

function alike(a: EngineState, b: EngineState, orderOfQuestions: boolean): boolean {
  return a.status === b.status && a.agentCalls === b.agentCalls && a.costUsd === b.costUsd && a.lifetimeRuns === b.lifetimeRuns
    && a.nextToken === b.nextToken && a.priority === b.priority && a.outcome === b.outcome
    && sameTokens(a.tokens, b.tokens, orderOfQuestions)
    && sameContext(a.context, b.context)
    && sameFact(a.sla.firstResponse, b.sla.firstResponse) && sameFact(a.sla.resolution, b.sla.resolution)
    && a.forks.length === b.forks.length && a.forks.every((fork, index) => sameRecord(fork, b.forks[index] ?? {}))
    && a.monitors.length === b.monitors.length && a.monitors.every((monitor, index) => sameRecord(monitor, b.monitors[index] ?? {}))
    && a.triggers.length === b.triggers.length && a.triggers.every((trigger, index) => {
      const other = b.triggers[index]
      return other !== undefined && trigger.armed === other.armed && trigger.checks === other.checks && trigger.count === other.count && trigger.timerId === other.timerId
    })
    && a.subflows.length === b.subflows.length && a.subflows.every((run, index) => {
      const other = b.subflows[index]
      return other !== undefined && run.id === other.id && run.nodeId === other.nodeId && run.parentToken === other.parentToken && alike(run.state, other.state, orderOfQuestions)
    })
}

/** A number that is the same for states that are the same; most that differ have different ones. */
export function stateMark(state: EngineState): number {
  let mark = state.agentCalls + 31 * state.nextToken
  for (const token of state.tokens) {
    mark = Math.imul(mark, 31) + token.id * 7 + token.visit
    for (let index = 0; index < token.nodeId.length; index++) mark = Math.imul(mark, 33) + token.nodeId.charCodeAt(index)
    mark = Math.imul(mark, 31) + token.wait.kind.length
  }
  // What the customer wrote last is what most often tells two places apart that look alike.
  const message = state.context['message']
  const text = isRecord(message) ? message['text'] : undefined
  if (typeof text === 'string') mark = hashName(text, mark | 0)
  for (const run of state.subflows) mark = Math.imul(mark, 31) + stateMark(run.state)
  return mark | 0
}

function sameTokens(a: readonly Token[], b: readonly Token[], orderOfQuestions: boolean): boolean {
  if (a.length !== b.length) return false
  return a.every((token, index) => {
    const other = b[index]
    return other !== undefined && token.id === other.id && token.nodeId === other.nodeId && token.visit === other.visit && token.timerId === other.timerId
      && token.forkId === other.forkId && token.armId === other.armId && token.side === other.side && (token.error === other.error || sameRecord(token.error ?? {}, other.error ?? {}))
      && ((!orderOfQuestions && token.wait.kind === 'reply' && other.wait.kind === 'reply') || token.wait === other.wait || sameRecord(token.wait, other.wait))
  })
}

function sameContext(a: EngineContext, b: EngineContext): boolean {
  let names = 0
  for (const name in a) {
    names += 1
    if (name === 'now' || name === 'sla') continue
    const own = a[name]
    const other = b[name]
    if (own === other) continue
    if (name === 'message' ? !sameBut('at', own, other) : name === 'ticket' ? !sameBut('openedAt', own, other) : !sameValue(own, other)) return false
  }
  for (const name in b) if (b[name] !== undefined) names -= 1
  return names === 0
}

function sameBut(left: string, a: Value | undefined, b: Value | undefined): boolean {
  if (!isRecord(a) || !isRecord(b)) return sameValue(a, b)
  for (const name in a) if (name !== left && a[name] !== b[name] && !sameValue(a[name], b[name])) return false
  for (const name in b) if (name !== left && b[name] !== undefined && a[name] === undefined) return false
  return true
}

function sameFact(a: SlaFact | undefined, b: SlaFact | undefined): boolean {
  return (a === undefined) === (b === undefined) && a?.breached === b?.breached
}

type Fields = Readonly<Record<string, Value | undefined>>

/** Whether two records of a state hold the same; what is undefined counts as left out. */
function sameRecord(a: Fields, b: Fields): boolean {
  for (const name in a) {
    const own = a[name]
    const other = b[name]
    if (own === other) continue
    if (own === undefined || other === undefined || !sameValue(own, other)) return false
  }
  for (const name in b) if (b[name] !== undefined && a[name] === undefined) return false
  return true
}
