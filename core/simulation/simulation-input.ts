import type { AgentCatalog } from '../engine/agent-contract.ts'
import type { Program } from '../engine/program.ts'
import type { ModelIdentity, SignalReader } from '../signals/signal-port.ts'
import type { SignalRequest } from '../signals/signal-request.ts'
import type { Workflow } from '../spec/workflow.ts'
import type { ScenarioDocument } from '../spec/scenario.ts'
import type { Ticket } from '../tickets/ticket.ts'
import type { ZoneOffsets } from '../calendars/zone-offsets.ts'
import type { CountsItem } from './replication-options.ts'
import type { ReplyBank } from './reply-bank.ts'
import type { RunReport, TicketRun } from './run-report.ts'

/** Everything that a run depends on; nothing else reaches its result. */
export type SimulationInput = {
  readonly workflow: Workflow
  /** The digest of the flow as it stands in its file, where `workflow` is that with learned examples put in. */
  readonly flowDigest?: string
  readonly program: Program
  readonly agents: AgentCatalog
  readonly tickets: readonly Ticket[]
  readonly knowledgeDigest: string
  /** Answers gathered so far; the driver adds those that the run asks for. */
  readonly signals: SignalReader
  readonly models: readonly ModelIdentity[]
  readonly scenario: ScenarioDocument | null
  readonly zones: ZoneOffsets
  readonly replyBank: ReplyBank | null
  /** Whether every ticket of the first replication is kept in full. */
  readonly keepTickets: boolean
  /** False: every step is computed, as if it were the first; the result is the same. */
  readonly rememberWays?: boolean
}

/** What a run says on its way. */
export type SimulationItem =
  /** Put the answers where `signals` reads them, then go on. */
  | { readonly kind: 'needs'; readonly requests: readonly SignalRequest[] }
  | { readonly kind: 'progress'; readonly phase: SimulationPhase; readonly done: number; readonly total: number }
  | CountsItem

/** The phases of a run, in order. */
export type SimulationPhase = 'reading' | 'flow' | 'today'

/** The result of a run. */
export type SimulationResult = { readonly report: RunReport; readonly tickets: readonly TicketRun[] }
