import type { AgentDesk } from './agent-desk.ts'
import type { AnswerCalibration } from './answer-evidence.ts'
import type { WalkingOrders } from './path-walker.ts'
import type { ReplyBank } from './reply-bank.ts'
import type { SignalGate } from './signal-gate.ts'

/** The picture of a run while it is made. */
export type CountsItem = { readonly kind: 'counts'; readonly nodes: Readonly<Record<string, number>>; readonly edges: Readonly<Record<string, number>>; readonly simulatedUntil: number }

/** What a replication needs besides the plan. */
export type ReplicationOptions = {
  readonly index: number
  readonly desk: AgentDesk
  /** The flow, with the ways through it that are remembered. */
  readonly orders: WalkingOrders
  readonly gate: SignalGate
  readonly replyBank: ReplyBank
  readonly calibration: AnswerCalibration
  /** Whether whole conversations and traces are kept. */
  readonly keep: boolean
  /** `real`: tickets share the teams. The others look for texts: each ticket is alone with people enough, so that any subset can be run. */
  readonly mode: ReplicationMode
}

/** How a pass is run; an exploring one draws its customers, or has none of them helped, or all of them, or ends each ticket at its first answer. */
export type ReplicationMode = 'real' | 'drawn' | 'unhelped' | 'helped' | 'firstAnswer'
