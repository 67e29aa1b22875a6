import type { Station } from '../../../../core/simulation/simulate-network.ts'
import { simulateNetwork } from '../../../../core/simulation/simulate-network.ts'
import { forkJoinSojourn, mmc } from './closed-forms.ts'
import { exponential, UNIT } from './plain-queue.ts'
import type { Figure, Study } from './study.ts'
import { seedOf } from './study.ts'

type NetworkStudy = { readonly id: string; readonly model: string; readonly rate: number; readonly stages: readonly (readonly Station[])[]; readonly customers: number; readonly figures: readonly Figure[]; readonly seed?: number }

/** Enough people that nobody ever waits. */
const ENDLESS = 10_000

/** The first figure is the whole sojourn, the others those of the stages in turn. */
function network({ id, model, rate, stages, customers, figures, seed }: NetworkStudy): Study {
  const until = Math.round((customers / rate) * UNIT)
  return {
    id, model, set: 'ci', seed: seed ?? seedOf(id, model), replications: 20, figures,
    replicate: (chosen, replication) => {
      const run = simulateNetwork({ seed: chosen, replication, rate: rate / UNIT, stages, from: Math.round(until / 10), until })
      return [run.sojourns, ...run.stageSojourns].slice(0, figures.length).map((times) => times.reduce((sum, time) => sum + time, 0) / times.length / UNIT)
    },
  }
}

const equals = (quantity: string, printed: string, exact: number): Figure => ({ quantity, printed, rule: { kind: 'equals', exact }, unit: '' })
const first = mmc(1, 0.8, 2).wait + 1 / 0.8
const second = mmc(1, 0.5, 3).wait + 1 / 0.5
const parallel = (branches: number, people: number): readonly (readonly Station[])[] => [Array.from({ length: branches }, () => ({ people, service: exponential(1) }))]

/** V07 and V10: queues in series and in parallel. */
export const networkStudies: readonly Study[] = [
  network({
    id: 'V07', model: 'Jackson: M/M/2 μ 0.8, then M/M/3 μ 0.5, λ 1', rate: 1, customers: 60_000,
    stages: [[{ people: 2, service: exponential(1 / 0.8) }], [{ people: 3, service: exponential(2) }]],
    figures: [equals('W', '4.9402', first + second), equals('W of the first', '2.0513', first), equals('W of the second', '2.8889', second)],
  }),
  network({ id: 'V10', model: 'fork and join, 2 branches, no queues', rate: 1, customers: 20_000, stages: parallel(2, ENDLESS), figures: [equals('T', '1.5000', 1.5)] }),
  network({ id: 'V10', model: 'fork and join, 3 branches, no queues', rate: 1, customers: 20_000, stages: parallel(3, ENDLESS), figures: [equals('T', '1.8333', 11 / 6)] }),
  network({ id: 'V10', model: 'fork and join, 2 parallel M/M/1, λ 0.5', rate: 0.5, customers: 40_000, stages: parallel(2, 1), figures: [equals('T', '2.8750', forkJoinSojourn(0.5))] }),
  network({ id: 'V10', model: 'fork and join, 2 parallel M/M/1, λ 0.8', rate: 0.8, customers: 150_000, stages: parallel(2, 1), figures: [equals('T', '7.0000', forkJoinSojourn(0.8))] }),
]
