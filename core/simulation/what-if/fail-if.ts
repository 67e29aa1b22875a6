import { formatFigure } from '../../metrics/format-figure.ts'
import type { KpiTable } from '../run-report.ts'
import type { Level } from './figure-over-replications.ts'
import { holds } from './figure-over-replications.ts'
import type { KpiReference } from './kpi-reference.ts'
import { kpiTitle } from './kpi-reference.ts'
import type { Requirement } from './requirement.ts'

/** What came of one `--fail-if`; one about a figure that the run does not have counts as failed. */
export type FailIfOutcome = { readonly requirement: Requirement; readonly level: Level; readonly outcome: 'failed' | 'passed' | 'noValue' }

/** Checks statements about a run; `confidently`: only where the whole 95 % interval is on the failing side. */
export function checkFailIf(requirements: readonly Requirement[], levelOf: (reference: KpiReference) => Level, confidently: boolean): readonly FailIfOutcome[] {
  return requirements.map((requirement) => {
    const level = levelOf(requirement.reference)
    const { comparison, limit } = requirement
    if (level.value === null) return { requirement, level, outcome: 'noValue' }
    const nearer = comparison === '>' || comparison === '>=' ? level.ci95?.[0] : level.ci95?.[1]
    const value = confidently ? nearer : level.value
    return { requirement, level, outcome: value !== undefined && holds(value, comparison, limit) ? 'failed' : 'passed' }
  })
}

/** The level of a figure as a report has it. */
export function reportedLevel(kpis: KpiTable): (reference: KpiReference) => Level {
  return ({ metric, statistic }) => {
    const figure = kpis[metric.id]
    return figure === undefined ? { value: null, ci95: null } : { value: figure[statistic], ci95: figure.ci95[statistic] }
  }
}

/** One line about a statement, for people and logs. */
export function sayFailIf({ requirement, level, outcome }: FailIfOutcome): string {
  const { reference, text } = requirement
  const { unit } = reference.metric
  const side = reference.side === null ? '' : reference.side === 'delta' ? ' (difference)' : ` (${reference.side.toUpperCase()})`
  const name = `${kpiTitle(reference)}${side}`
  if (outcome === 'noValue') return `failed  ${text}: ${name} has no value in this run, so nothing shows that it holds.`
  const range = level.ci95 === null ? 'no interval with one replication' : `95 % interval ${formatFigure(level.ci95[0], unit)} to ${formatFigure(level.ci95[1], unit)}`
  return `${outcome === 'failed' ? 'failed' : 'passed'}  ${text}: ${name} is ${formatFigure(level.value, unit)} (${range}).`
}
