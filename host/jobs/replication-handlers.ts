import { agentCatalog } from '../../agents/registry.ts'
import type { Handlers } from '../../api/server.ts'
import { SignalStore } from '../../core/signals/signal-store.ts'
import type { ReplicationResult } from '../../core/simulation/replication-result.ts'
import { SimulationSession } from '../../core/simulation/simulation-session.ts'
import type { SimulationItem } from '../../core/simulation/simulation-input.ts'
import { SessionRunner } from '../../core/simulation/what-if/session-runner.ts'
import type { Variant } from '../../core/simulation/what-if/what-if-step.ts'
import { intlZoneOffsets } from '../intl-zone-offsets.ts'
import type { ReplicationItem, replicationContract } from './replication-contract.ts'
import { compileFor } from './simulate-job.ts'

const MOST_VARIANTS = 4

/** Runs replications on a session of its own; models are asked by whoever opened it. */
export function createReplicationHandlers(): Handlers<typeof replicationContract> {
  const store = new SignalStore()
  const variants = new Map<number, Variant>()
  let runner: SessionRunner | null = null
  let answered: () => void = () => undefined
  return {
    open({ input: { subflows, ...input }, answers }) {
      for (const [request, answer] of answers) store.put(request, answer)
      const compile = compileFor({ subflows, examples: () => undefined })
      runner = new SessionRunner(new SimulationSession({ ...input, program: compile(input.workflow), agents: agentCatalog, signals: store, zones: intlZoneOffsets(), keepTickets: false }), compile)
      return null
    },
    answer({ answers }) {
      for (const [request, answer] of answers) store.put(request, answer)
      answered()
      return null
    },
    async *replicate({ name, variant: sent, index, want }): AsyncGenerator<ReplicationItem> {
      if (runner === null) throw new Error('A worker must be opened before it runs replications.')
      const variant = variants.get(name) ?? sent
      variants.delete(name)
      variants.set(name, variant)
      for (const oldest of variants.keys()) if (variants.size > MOST_VARIANTS) variants.delete(oldest)
      if (want === 'figures') {
        const [figures] = yield* follow(runner.figures(variant, index, index + 1))
        if (figures !== undefined) yield { kind: 'figures', figures }
      } else {
        const [result] = yield* follow(runner.results(variant, index, index + 1))
        if (result !== undefined) yield { kind: 'result', result: sendable(result), unanswered: [...runner.unanswered] }
      }
    },
  }

  async function* follow<Result>(running: Generator<SimulationItem, Result, void>): AsyncGenerator<ReplicationItem, Result> {
    for (;;) {
      const next = running.next()
      if (next.done === true) return next.value
      if (next.value.kind !== 'needs') continue
      const waiting = new Promise<void>((resolve) => { answered = resolve })
      yield next.value
      await waiting
    }
  }
}

// The estimate of ratings is a function, which the other side has of its own.
function sendable(result: ReplicationResult): ReplicationResult {
  return { ...result, facts: { ...result.facts, csatProxy: null } }
}
