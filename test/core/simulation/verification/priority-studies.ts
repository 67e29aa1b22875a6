import type { LineRules } from '../../../../core/simulation/queue-order.ts'
import { preemptiveSojourns, priorityWaits, weightedWaits } from './closed-forms.ts'
import { customers, equal, exponential, plainQueue, UNIT } from './plain-queue.ts'
import type { PlainFigure } from './plain-queue.ts'
import type { Study, StudySet } from './study.ts'

type Discipline = LineRules['discipline']
type Mix = { readonly name: string; readonly rates: readonly number[]; readonly set: StudySet; readonly customers: number; readonly conserved: string; readonly byPriority: readonly string[] }

const mixes: readonly Mix[] = [
  { name: 'A', rates: [0.3, 0.4], set: 'ci', customers: 130_000, conserved: '1.6333', byPriority: ['1.0000', '3.3333'] },
  { name: 'C', rates: [0.2, 0.3, 0.4], set: 'slow', customers: 1_000_000, conserved: '8.1000', byPriority: ['1.1250', '2.2500', '18.0000'] },
]
const WEIGHTS = [4, 2, 1]
const line = (discipline: Discipline, preemption: LineRules['preemption'] = null): LineRules => ({ discipline, weights: WEIGHTS, ageAfterMs: 2 * UNIT, above: [0, 0, 1], preemption })

const called: Readonly<Record<Discipline, string>> = {
  priority: 'by priority', fifo: 'in order of arrival', sla: 'by deadline (2, 6, 20 after arrival)', weighted: 'by weighted wait (4, 2, 1)', aging: 'by priority that rises every 2',
}

/** What is known of the waits of each class; of deadlines and ageing only their weighted sum is. */
function known(discipline: Discipline, mix: Mix): readonly PlainFigure[] {
  const load = mix.rates.reduce((sum, rate) => sum + rate, 0)
  const exact: Readonly<Record<Discipline, readonly number[]>> = { priority: priorityWaits(mix.rates), fifo: mix.rates.map(() => load / (1 - load)), weighted: weightedWaits(mix.rates, WEIGHTS), sla: [], aging: [] }
  return exact[discipline].map((wait, index) => equal(`Wq of class ${index + 1}`, discipline === 'priority' ? (mix.byPriority[index] ?? '') : wait.toFixed(4), wait, (result) => result.wait(index)))
}

function studyOf(discipline: Discipline, mix: Mix): Study {
  const { rates } = mix
  const conserved = priorityWaits(rates).reduce((sum, wait, index) => sum + wait * (rates[index] ?? 0), 0)
  return plainQueue({
    id: 'V06', model: `${mix.name}: M/M/1, λ (${rates.join(', ')}), ${called[discipline]}`, set: mix.set, people: 1, customers: mix.customers, change: { line: line(discipline) },
    classes: rates.map((rate, rank) => customers(rate, exponential(1), { rank, dueIn: ([2, 6, 20][rank] ?? 20) * UNIT })),
    figures: [...known(discipline, mix), equal('Σ ρᵢ·Wqᵢ (conservation)', mix.conserved, conserved, (result) => rates.reduce((sum, rate, index) => sum + rate * result.wait(index), 0))],
  })
}

const interrupting = [0.3, 0.4]
const sojourns = preemptiveSojourns(interrupting)

/** V06: priorities, interruption, and the law that every discipline keeps. */
export const priorityStudies: readonly Study[] = [
  ...mixes.flatMap((mix) => (['priority', 'fifo', 'sla', 'weighted', 'aging'] as const).map((discipline) => studyOf(discipline, mix))),
  plainQueue({
    id: 'V06', model: 'E: M/M/1, λ (0.3, 0.4), the first interrupts the second, which resumes', set: 'ci', people: 1, customers: 130_000,
    classes: interrupting.map((rate, rank) => customers(rate, exponential(1), { rank })), change: { line: line('priority', { by: new Set([0]), of: new Set([1]), level: (rank) => rank }) },
    figures: ['1.4286', '4.7619'].map((printed, index) => equal(`sojourn of class ${index + 1}`, printed, sojourns[index] ?? NaN, (result) => result.sojourn(index))),
  }),
]
