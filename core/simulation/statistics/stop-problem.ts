import { nearestName } from '../../conditions/nearest-name.ts'
import { chosenMetrics, metrics } from '../../metrics/registry.ts'
import type { ScenarioDocument } from '../../spec/scenario.ts'
import { resolveKpis } from '../resolve-kpis.ts'
import { kpiAliases } from '../what-if/kpi-reference.ts'

/** What is wrong with the stop rule of a scenario, and how to put it right; null where nothing is. */
export function stopProblem({ spec }: ScenarioDocument): { readonly message: string; readonly hint: string } | null {
  const { stop } = spec
  if (stop === undefined) return null
  const metric = chosenMetrics(resolveKpis(spec.kpis).choice).find(({ id }) => id === stop.kpi)
  if (metric === undefined) {
    const ids = metrics.map(({ id }) => id)
    const near = kpiAliases[stop.kpi.toLowerCase()] ?? nearestName(stop.kpi, ids)
    return { message: `stop.kpi is ${stop.kpi}, and there is no such KPI.`, hint: near === undefined ? `Write one of ${ids.join(', ')}.` : `Write ${near}.` }
  }
  if (metric.unit !== 'ms' && (stop.statistic ?? 'mean') !== 'mean') return { message: `stop.statistic is ${stop.statistic ?? ''}, and ${metric.title} has none: it is one number of each replication.`, hint: 'Delete statistic, or choose a KPI that is a time.' }
  if (metric.id === 'csatProxy' && spec.csatProxy === undefined) return { message: 'stop.kpi is csatProxy, and the scenario has no formula for it, so that it is never known.', hint: 'Add csatProxy to the scenario, or choose another KPI.' }
  return null
}
