import type { QueueModel, QueueRun } from '../../../../core/simulation/simulate-queue.ts'
import { simulateQueue } from '../../../../core/simulation/simulate-queue.ts'
import type { StaffStep } from '../../../../core/simulation/staffing.ts'
import type { Check } from './check.ts'
import { exactly } from './check.ts'
import { customers, exponential, UNIT } from './plain-queue.ts'

const always = (people: number): readonly StaffStep[] => [{ at: 0, headcount: people, people }]
const onAndOff = Array.from({ length: 100 }, (_, index) => ({ at: index * 20 * UNIT, headcount: index % 2 === 0 ? 5 : 0, people: index % 2 === 0 ? 5 : 0 }))

/** Queues whose books must balance to the millisecond; measured from time 0, so that everything is counted. */
export const balancedQueues: readonly { readonly name: string; readonly model: Omit<QueueModel, 'replication'> }[] = [
  { name: 'one person, load 0.9', model: { seed: 1, classes: [customers(0.9, exponential(1))], staff: always(1), shiftEnd: 'finish', from: 0, until: 5000 * UNIT } },
  { name: 'three people, impatient customers', model: { seed: 2, classes: [customers(5, exponential(1), { patience: exponential(1) })], staff: always(3), shiftEnd: 'finish', from: 0, until: 3000 * UNIT } },
  { name: 'three people, no waiting room', model: { seed: 4, classes: [customers(5, exponential(1))], staff: always(3), shiftEnd: 'finish', from: 0, until: 1000 * UNIT, waitingRoom: 0 } },
  { name: 'shifts that pause work', model: { seed: 3, classes: [customers(2, exponential(1))], staff: onAndOff, shiftEnd: 'pause', from: 0, until: 2000 * UNIT } },
  {
    name: 'shifts that pause work, and urgent work that interrupts', model: {
      seed: 5, classes: [customers(0.5, exponential(1), { rank: 0 }), customers(1.5, exponential(1), { rank: 1, patience: exponential(40) })], staff: onAndOff, shiftEnd: 'pause', from: 0, until: 2000 * UNIT,
      line: { discipline: 'priority', weights: [], ageAfterMs: 1, above: [], preemption: { by: new Set([0]), of: new Set([1]), level: (rank) => rank } },
    },
  },
  ...(['fifo', 'sla', 'weighted', 'aging'] as const).map((discipline) => ({
    name: `two people, two classes, line ${discipline}`, model: {
      seed: 6, classes: [customers(0.7, exponential(1), { rank: 0, dueIn: UNIT }), customers(1, exponential(1), { rank: 1, dueIn: 4 * UNIT })], staff: always(2), shiftEnd: 'finish' as const, from: 0, until: 1500 * UNIT,
      line: { discipline, weights: [3, 1], ageAfterMs: 2 * UNIT, above: [0, 0], preemption: null },
    },
  })),
]

const REPLICATIONS = 3

function capacity(model: Omit<QueueModel, 'replication'>): number {
  return model.staff.reduce((sum, step, index) => sum + step.people * (Math.min(model.until, model.staff[index + 1]?.at ?? model.until) - step.at), 0)
}

const identities: readonly { readonly quantity: string; readonly unit: string; readonly miss: (run: QueueRun, model: Omit<QueueModel, 'replication'>) => number }[] = [
  { quantity: '(i) Little, whole system: Σ time in the system − ∫N dt', unit: 'ms', miss: (run) => run.timeInSystem - run.systemArea },
  { quantity: '(i) Little, queue: Σ time in the queue − ∫Q dt', unit: 'ms', miss: (run) => run.timeInQueue - run.pool.queueArea },
  { quantity: '(ii) flow: arrived − (served + abandoned + turned away + inside)', unit: 'customers', miss: (run) => run.arrived - run.served - run.abandoned - run.blocked - run.left },
  { quantity: '(iii) busy time − work executed', unit: 'ms', miss: (run) => run.busyMs - run.executedMs },
  { quantity: '(iii) capacity − Σ shifts', unit: 'ms', miss: (run, model) => run.pool.availableMs - capacity(model) },
]

/** V14 (i) to (iii) on plain queues: the largest miss of three replications. */
export const identityChecks: readonly Check[] = balancedQueues.flatMap(({ name, model }) => {
  let runs: readonly QueueRun[] | undefined
  return identities.map(({ quantity, unit, miss }) => exactly('V14', name, quantity, `0 ${unit}`, () => {
    runs ??= Array.from({ length: REPLICATIONS }, (_, replication) => simulateQueue({ ...model, replication }))
    if (runs.some((run) => run.arrived < 1000)) return 'too few customers to say anything'
    return `${Math.max(...runs.map((run) => Math.abs(miss(run, model))))} ${unit}`
  }))
})
