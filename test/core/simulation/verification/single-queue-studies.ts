import type { Distribution } from '../../../../core/simulation/variates.ts'
import { lognormalFromMean } from '../../../../core/simulation/variates.ts'
import { erlangA, erlangB, md1Quantile, md1Within, mdcWait, mmc, pollaczekKhinchine } from './closed-forms.ts'
import { customers, equal, exponential, plainQueue, UNIT, waitsWithin } from './plain-queue.ts'
import type { PlainFigure } from './plain-queue.ts'
import type { Study, StudySet } from './study.ts'

/** A hyperexponential of two phases with balanced means. */
export function balancedHyperexponential(mean: number, cv2: number): Distribution {
  const share = (1 + Math.sqrt((cv2 - 1) / (cv2 + 1))) / 2
  return { kind: 'hyperexponential', share, first: mean / (2 * share), second: mean / (2 * (1 - share)) }
}

const fixed = (units: number): Distribution => ({ kind: 'deterministic', value: units * UNIT })

type Line = { readonly people: number; readonly rate: number; readonly set: StudySet; readonly customers: number; readonly seed?: number; readonly printed: readonly string[] }

// Printed: P(wait), Wq, W, Lq, L, p90, p95; empty where the design prints nothing.
const lines: readonly (Line & { readonly id: string })[] = [
  { id: 'V01', people: 1, rate: 0.5, set: 'ci', customers: 50_000, printed: ['', '1.0000', '2.0000', '0.5000', '1.0000', '3.2189', '4.6052'] },
  { id: 'V01', people: 1, rate: 0.8, set: 'ci', customers: 220_000, printed: ['', '4.0000', '5.0000', '3.2000', '4.0000', '10.3972', '13.8629'] },
  { id: 'V01', people: 1, rate: 0.9, set: 'slow', customers: 900_000, printed: ['', '9.0000', '10.0000', '8.1000', '9.0000', '21.9722', '28.9037'] },
  { id: 'V02', people: 3, rate: 2, set: 'ci', customers: 170_000, printed: ['0.4444', '0.4444', '', '0.8889', '', '1.4917', '2.1848'] },
  { id: 'V02', people: 20, rate: 18, set: 'slow', customers: 1_500_000, printed: ['0.5508', '0.2754', '', '4.9569', '', '0.8531', '1.1996'] },
  // 80 million customers a replication were too few: the half-width of Wq and Lq came out at 1.503 % and 1.507 %, and was refused.
  { id: 'V02', people: 100, rate: 99, set: 'slow', customers: 120_000_000, printed: ['0.8828', '0.8828', '', '87.3941', '', '2.1779', '2.8710'] },
]

function waitLine(line: (typeof lines)[number]): Study {
  const exact = mmc(line.rate, 1, line.people)
  const p90 = exact.quantile(0.9)
  const p95 = exact.quantile(0.95)
  const measured = ({ run }: { run: { pool: { availableMs: number } } }): number => run.pool.availableMs / line.people
  const [waiting, wait, sojourn, queue, number, tenth, twentieth] = line.printed
  const all: readonly (PlainFigure | null)[] = [
    waiting === '' || waiting === undefined ? null : equal('share that finds all busy (V14 iv)', waiting, exact.waiting, ({ run }) => run.cohort.foundAllBusy / run.cohort.arrived),
    line.people === 20 ? equal('share of time all are busy (V14 iv)', waiting ?? '', exact.waiting, ({ run }) => run.numberAt.filter((n) => n >= line.people).length / run.numberAt.length) : null,
    equal('Wq', wait ?? '', exact.wait, (result) => result.wait()),
    sojourn === '' || sojourn === undefined ? null : equal('W', sojourn, exact.wait + 1, (result) => result.sojourn()),
    equal('Lq', queue ?? '', exact.wait * line.rate, (result) => result.run.pool.queueArea / measured(result)),
    number === '' || number === undefined ? null : equal('L', number, (exact.wait + 1) * line.rate, ({ run, ...result }) => (run.pool.queueArea + run.pool.busyMs) / measured({ run, ...result })),
    equal(`share with Wq ≤ p90 = ${tenth}`, '0.9000', 0.9, waitsWithin(0)),
    equal(`share with Wq ≤ p95 = ${twentieth}`, '0.9500', 0.95, waitsWithin(1)),
    line.people === 1 ? equal('share with W ≤ 3 (SLA)', (1 - Math.exp(-3 * (1 - line.rate))).toFixed(4), 1 - Math.exp(-3 * (1 - line.rate)), ({ sojourns }) => sojourns[0]?.within(0) ?? NaN) : null,
  ]
  return plainQueue({
    id: line.id, model: `M/M/${line.people}, λ ${line.rate}, μ 1`, set: line.set, people: line.people, customers: line.customers, classes: [customers(line.rate, exponential(1))],
    waitLimits: [p90, p95], sojournLimits: [3], ...(line.people === 20 ? { probeEvery: 0.5 } : {}), figures: all.filter((figure) => figure !== null), ...(line.seed === undefined ? {} : { seed: line.seed }),
  })
}

const desk = mmc(100, 6, 20)
const helpDesk = plainQueue({
  id: 'V02', model: 'help desk M/M/20, 100 an hour, 10 min each', set: 'ci', people: 20, customers: 950_000, classes: [customers(100, exponential(1 / 6))], waitLimits: [60 / 3600, 300 / 3600, desk.quantile(0.9)],
  figures: [
    equal('share that finds all busy', '0.3381', desk.waiting, ({ run }) => run.cohort.foundAllBusy / run.cohort.arrived),
    equal('Wq', '60.8625', desk.wait * 3600, (result) => result.wait() * 3600, 's'),
    equal('service level 60 s', '0.7577', desk.within(60 / 3600), waitsWithin(0)),
    equal('service level 5 min', '0.9361', desk.within(300 / 3600), waitsWithin(1)),
    equal('share with Wq ≤ p90 = 219.2841 s', '0.9000', 0.9, waitsWithin(2)),
  ],
})

const general: readonly { readonly name: string; readonly service: Distribution; readonly cv2: number; readonly printed: string; readonly customers: number; readonly set?: StudySet; readonly seed?: number }[] = [
  { name: 'D', service: fixed(1), cv2: 0, printed: '1.1667', customers: 60_000 },
  { name: 'Erlang-4', service: { kind: 'erlang', k: 4, mean: UNIT }, cv2: 1 / 4, printed: '1.4583', customers: 70_000 },
  { name: 'U(0,2)', service: { kind: 'uniform', from: 0, to: 2 * UNIT }, cv2: 1 / 3, printed: '1.5556', customers: 80_000 },
  { name: 'exponential', service: exponential(1), cv2: 1, printed: '2.3333', customers: 130_000 },
  { name: 'lognormal cv 1.5', service: lognormalFromMean(UNIT, 1.5), cv2: 2.25, printed: '3.7917', customers: 400_000 },
  { name: 'H2 cv² 3', service: balancedHyperexponential(UNIT, 3), cv2: 3, printed: '4.6667', customers: 300_000 },
  { name: 'lognormal cv 2', service: lognormalFromMean(UNIT, 2), cv2: 4, printed: '5.8333', customers: 3_000_000, set: 'slow' },
]

const fixedLimits = [0, 0.5, 1, 2, 5, 10] as const
const fixedPrinted = ['0.2000', '0.2984', '0.4451', '0.6345', '0.8995', '0.9883']
const fixedWork: readonly Study[] = [
  plainQueue({
    id: 'V04', model: 'M/D/1, λ 0.8, D 1', set: 'ci', people: 1, customers: 160_000, classes: [customers(0.8, fixed(1))], waitLimits: [...fixedLimits, md1Quantile(0.8, 0.9), md1Quantile(0.8, 0.95)],
    figures: [
      equal('Wq', '2.0000', 2, (result) => result.wait()),
      ...fixedLimits.map((limit, place) => equal(`P(Wq ≤ ${limit})`, fixedPrinted[place] ?? '', md1Within(0.8, limit), waitsWithin(place))),
      equal('share with Wq ≤ p90 = 5.0115', '0.9000', 0.9, waitsWithin(6)),
      equal('share with Wq ≤ p95 = 6.6203', '0.9500', 0.95, waitsWithin(7)),
    ],
  }),
  plainQueue({ id: 'V04', model: 'M/D/4, λ 3.2, D 1', set: 'ci', people: 4, customers: 200_000, classes: [customers(3.2, fixed(1))], figures: [equal('Wq', '0.3861', mdcWait(3.2, 4), (result) => result.wait())] }),
  plainQueue({ id: 'V04', model: 'M/D/10, λ 9, D 1', set: 'slow', people: 10, customers: 900_000, classes: [customers(9, fixed(1))], figures: [equal('Wq', '0.3446', mdcWait(9, 10), (result) => result.wait())] }),
]

const impatient = [
  { rate: 48, service: 1, people: 50, leaving: 0.5, customers: 540_000, printed: ['.4678', '.0309', '.0618', '2.9676', '.9303', '.0603'] },
  { rate: 100, service: 6, people: 15, leaving: 2, customers: 120_000, printed: ['.8382', '.1282', '.0641', '6.4103', '.9687', '.0650'] },
].map(({ rate, service, people, leaving, customers: many, printed }) => {
  const exact = erlangA(rate, service, people, leaving)
  const classes = [customers(rate, exponential(1 / service), { patience: exponential(1 / leaving) })]
  return plainQueue({
    id: 'V05', model: `M/M/${people}+M, λ ${rate}, μ ${service}, θ ${leaving}`, set: 'ci', people, customers: many, classes,
    figures: [
      equal('P(W > 0)', printed[0] ?? '', exact.waiting, ({ run }) => run.cohort.foundAllBusy / run.cohort.arrived),
      equal('P(abandon)', printed[1] ?? '', exact.abandoned, ({ run }) => run.cohort.abandoned / run.cohort.arrived),
      equal('E[W] of all', printed[2] ?? '', exact.wait, (result) => result.wait()),
      equal('Lq', printed[3] ?? '', exact.queue, ({ run }) => run.pool.queueArea / (run.pool.availableMs / people)),
      equal('utilisation', printed[4] ?? '', exact.utilisation, ({ run }) => run.pool.busyMs / run.pool.availableMs),
      equal('ASA of the served', printed[5] ?? '', exact.waitOfServed, (result) => result.servedWait()),
    ],
  })
})

const loss = [{ load: 10, people: 12, printed: '.1197' }, { load: 5, people: 5, printed: '.2849' }].flatMap(({ load, people, printed }) =>
  ([['exponential', exponential(1)], ['D', fixed(1)], ['lognormal cv 1.5', lognormalFromMean(UNIT, 1.5)]] as const).map(([name, service]) => plainQueue({
    id: 'V09', model: `M/G/${people}/${people}, load ${load}, ${name} work`, set: 'ci', people, customers: 80_000, classes: [customers(load, service)], change: { waitingRoom: 0 },
    figures: [equal('P(turned away)', printed, erlangB(load, people), ({ run }) => run.cohort.blocked / run.cohort.arrived)],
  })))

/** V01 to V05 and V09: one team, one kind of customers. */
export const singleQueueStudies: readonly Study[] = [
  ...lines.slice(0, 4).map(waitLine), helpDesk, ...lines.slice(4).map(waitLine),
  ...general.map(({ name, service, cv2, printed, customers: many, set, seed }) => plainQueue({
    id: 'V03', model: `M/G/1, λ 0.7, ${name} work of mean 1`, set: set ?? 'ci', people: 1, customers: many, classes: [customers(0.7, service)],
    figures: [equal('Wq', printed, pollaczekKhinchine(0.7, cv2), (result) => result.wait())], ...(seed === undefined ? {} : { seed }),
  })),
  ...fixedWork, ...impatient, ...loss,
]
