import { kpiName } from './kpi-reference.ts'
import type { SweepPoint, SweepResult } from './sweep.ts'

/** A sweep as plain data for files: one entry for each point, figures by name. */
export function sweepJson({ fields, kpis, replications, stopped, present, points, best }: SweepResult): unknown {
  const valuesOf = (point: SweepPoint): Readonly<Record<string, string | number>> => Object.fromEntries(fields.map(({ path }, index) => [path, point.values[index]?.written ?? '']))
  const plain = (point: SweepPoint): unknown => ({ values: valuesOf(point), isPresent: point.isPresent, feasible: point.feasible, figures: point.figures })
  return {
    fields: fields.map(({ path, valueKind, present: now, values }) => ({ path, kind: valueKind, present: now.written, values: values.map((value) => value.written) })),
    kpis: kpis.map((kpi) => ({ name: kpiName(kpi), id: kpi.metric.id, title: kpi.metric.title, statistic: kpi.statistic, unit: kpi.metric.unit, better: kpi.metric.better })),
    replications,
    ...(stopped === undefined ? {} : { stopped }),
    present: plain(present),
    points: points.map(plain),
    best: best === null ? null : { values: valuesOf(best.point), betterThanPresent: best.betterThanPresent },
  }
}

/** A sweep as tidy CSV: one line for each point and figure. */
export function sweepCsv({ fields, kpis, replications, present, points }: SweepResult): string {
  const header = [...fields.map(({ path }) => path), 'kpi', 'unit', 'value', 'ci_low', 'ci_high', 'delta', 'delta_low', 'delta_high', 'replications', 'is_present', 'feasible']
  const all = points.includes(present) ? points : [present, ...points]
  const rows = all.flatMap((point) => kpis.map((kpi) => {
    const figure = point.figures[kpiName(kpi)]
    return [
      ...fields.map((_, index) => point.values[index]?.written ?? ''), kpiName(kpi), kpi.metric.unit, figure?.value ?? '', figure?.ci95?.[0] ?? '', figure?.ci95?.[1] ?? '', figure?.delta ?? '',
      figure?.deltaCi95?.[0] ?? '', figure?.deltaCi95?.[1] ?? '', replications, point.isPresent, point.feasible ?? '',
    ]
  }))
  return [header, ...rows].map((row) => `${row.map((cell) => quoted(String(cell))).join(',')}\n`).join('')
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
