import type { KpiReference } from './kpi-reference.ts'
import { kpiName } from './kpi-reference.ts'
import type { Level } from './figure-over-replications.ts'
import { differenceOf, judgeAll, levelOf, valuesOf } from './figure-over-replications.ts'
import type { ReplicationFigures } from './replication-figures.ts'
import type { Objective, Requirement } from './requirement.ts'
import type { SweepValue, ValueKind } from './sweep-range.ts'
import type { RunStop, RunStopRule } from '../statistics/run-stop.ts'
import { stopAt } from '../statistics/run-stop.ts'
import type { Search, Variant } from './what-if-step.ts'

/** One field that is varied: its present value and those that are tried. */
export type SweptField = { readonly path: string; readonly valueKind: ValueKind; readonly present: SweepValue; readonly values: readonly SweepValue[] }

/** What a sweep is about. `variantOf` writes one value for each field. */
export type SweepInput = {
  readonly fields: readonly [SweptField] | readonly [SweptField, SweptField]
  readonly present: Variant
  readonly variantOf: (values: readonly SweepValue[]) => Variant
  readonly kpis: readonly KpiReference[]
  readonly replications: number
  /** The present values are run until its figure is known closely enough, and every other point as often as they. */
  readonly stop?: RunStopRule | null
  readonly best: Objective | null
  readonly subjectTo: readonly Requirement[]
}

/** One figure at one point: its level, and its difference to the present value on the same tickets and seeds. */
export type SweepFigure = Level & { readonly delta: number | null; readonly deltaCi95: Level['ci95'] }

/** One point of a sweep. */
export type SweepPoint = {
  readonly values: readonly SweepValue[]
  readonly isPresent: boolean
  /** By the name of the figure. */
  readonly figures: Readonly<Record<string, SweepFigure>>
  /** Whether every condition is met with 95 % confidence; null where none was set. */
  readonly feasible: boolean | null
}

/** The best point, and whether it is surely better than the present values. */
export type BestPoint = { readonly point: SweepPoint; readonly betterThanPresent: 'yes' | 'no' | 'unsure' }

/** A whole sweep. */
export type SweepResult = { readonly fields: SweepInput['fields']; readonly kpis: readonly KpiReference[]; readonly replications: number; readonly stopped?: RunStop; readonly present: SweepPoint; readonly points: readonly SweepPoint[]; readonly best: BestPoint | null }

/** What a sweep says on its way: each point as soon as it is known. */
export type SweepItem = { readonly kind: 'point'; readonly point: SweepPoint; readonly done: number; readonly total: number }

const ERROR = 0.05
/** So many replications are asked for together, that threads have something to share; they are looked at one by one. */
const AT_A_TIME = 4

/**
 * Runs the same tickets with the same seeds at every point. The present values are run first, so that every point that follows
 * comes with its difference to them.
 */
export function* sweep(input: SweepInput): Search<SweepItem, SweepResult> {
  const { fields, kpis, best, subjectTo, stop = null } = input
  const [first, second] = fields
  const wanted = second === undefined ? first.values.map((value) => [value]) : second.values.flatMap((row) => first.values.map((value) => [value, row]))
  const presentValues = fields.map((field) => field.present)
  const total = wanted.length + (wanted.some((values) => isSame(fields, values, presentValues)) ? 0 : 1)
  const named = best === null ? kpis : [...kpis, best.reference].filter((kpi, index, all) => all.findIndex((other) => kpiName(other) === kpiName(kpi)) === index)

  let base = yield { kind: 'run', variant: input.present, from: 0, to: input.replications, what: 'present values', done: 0, total }
  if (stop !== null) {
    let enough = input.replications
    while (stoppedAt(base.slice(0, enough), stop).because === null) {
      if (enough === base.length) base = [...base, ...(yield { kind: 'run', variant: input.present, from: base.length, to: Math.min(stop.atMost, base.length + AT_A_TIME), what: 'present values', done: 0, total })]
      enough += 1
    }
    base = base.slice(0, enough)
  }
  const replications = base.length
  const present = pointOf(input, named, presentValues, base, base)
  let done = 1
  yield { kind: 'point', point: present, done, total }
  const points: SweepPoint[] = []
  const runsOf = new Map<SweepPoint, readonly ReplicationFigures[]>([[present, base]])
  for (const values of wanted) {
    if (isSame(fields, values, presentValues)) {
      points.push(present)
      continue
    }
    const runs = yield { kind: 'run', variant: input.variantOf(values), from: 0, to: replications, what: values.map((value) => String(value.written)).join(', '), done, total }
    const point = pointOf(input, named, values, runs, base)
    points.push(point)
    runsOf.set(point, runs)
    done += 1
    yield { kind: 'point', point, done, total }
  }
  return { fields, kpis: named, replications, ...(stop === null ? {} : { stopped: stoppedAt(base, stop) }), present, points, best: best === null ? null : bestOf(points, best, present, subjectTo) }
}

function stoppedAt(runs: readonly ReplicationFigures[], rule: RunStopRule): RunStop {
  return stopAt(rule, runs.map((run) => run.kpis[rule.kpi]?.[rule.statistic] ?? null))
}

function pointOf({ subjectTo }: SweepInput, kpis: readonly KpiReference[], values: readonly SweepValue[], runs: readonly ReplicationFigures[], base: readonly ReplicationFigures[]): SweepPoint {
  const figures = kpis.map((kpi): readonly [string, SweepFigure] => {
    const here = valuesOf(runs, kpi)
    const difference = differenceOf(valuesOf(base, kpi), here)
    return [kpiName(kpi), { ...levelOf(here, kpi.metric.unit), delta: difference.value, deltaCi95: difference.ci95 }]
  })
  return { values, isPresent: runs === base, figures: Object.fromEntries(figures), feasible: subjectTo.length === 0 ? null : judgeAll(runs, subjectTo, ERROR).says === 'yes' }
}

function bestOf(points: readonly SweepPoint[], { direction, reference }: Objective, present: SweepPoint, subjectTo: readonly Requirement[]): BestPoint | null {
  const name = kpiName(reference)
  let found: { readonly point: SweepPoint; readonly value: number } | null = null
  for (const point of points) {
    const value = point.figures[name]?.value ?? null
    if (value === null || (subjectTo.length > 0 && point.feasible !== true)) continue
    const better = found === null || (direction === 'max' ? value > found.value : value < found.value)
    // Of equally good points the present one needs no change.
    if (better || (found !== null && value === found.value && point.isPresent)) found = { point, value }
  }
  if (found === null) return null
  if (found.point === present) return { point: present, betterThanPresent: 'no' }
  const range = found.point.figures[name]?.deltaCi95 ?? null
  const sure = range !== null && (direction === 'max' ? range[0] > 0 : range[1] < 0)
  return { point: found.point, betterThanPresent: sure ? 'yes' : 'unsure' }
}

function isSame(fields: SweepInput['fields'], left: readonly SweepValue[], right: readonly SweepValue[]): boolean {
  return fields.every(({ valueKind }, index) => (valueKind === 'word' ? left[index]?.written === right[index]?.written : left[index]?.at === right[index]?.at))
}
