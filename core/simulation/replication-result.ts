import type { Assumption } from '../engine/agent-contract.ts'
import type { RunFacts } from '../metrics/ticket-facts.ts'
import type { EvidenceKind } from './answer-evidence.ts'
import type { ServiceTotals } from './agent-service.ts'
import type { TeamTotals } from './people.ts'
import type { TicketRun } from './run-report.ts'

/** Everything that one replication leaves behind. */
export type ReplicationResult = {
  readonly facts: RunFacts
  readonly teams: readonly TeamTotals[]
  readonly nodes: ReadonlyMap<string, number>
  readonly edges: ReadonlyMap<string, number>
  /** People at work, by half hour of the window. */
  readonly busy: { readonly startAt: number; readonly values: Float64Array }
  /** How often work waited for people at a node, and how long in all. */
  readonly waits: ReadonlyMap<string, { readonly n: number; readonly waitedMs: number }>
  /** Open tickets at the end of each step of the series. */
  readonly backlog: readonly number[]
  readonly tickets: readonly TicketRun[]
  /** What limited services of agents did, by agent. */
  readonly services: ReadonlyMap<string, ServiceTotals>
  readonly evidence: Readonly<Record<EvidenceKind, number>>
  readonly assumptions: ReadonlyMap<string, Assumption>
  readonly parked: ReadonlyMap<string, number>
  /** Genuine requests, by the history, that the flow dropped. */
  readonly droppedGenuine: number
}
