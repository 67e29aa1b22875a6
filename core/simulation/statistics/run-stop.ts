import type { Metric, Statistic } from '../../metrics/define-metric.ts'
import { chosenMetrics } from '../../metrics/registry.ts'
import type { RunFacts } from '../../metrics/ticket-facts.ts'
import { statisticsOf } from '../figures.ts'
import type { Scenario } from '../scenario.ts'
import type { StopDecision } from './should-stop.ts'
import { shouldStop } from './should-stop.ts'

/** When a run has replications enough: not before `atLeast`, at `atMost` in any case, and between them as soon as a figure is known closely enough. */
export type RunStopRule = { readonly kpi: string; readonly statistic: Statistic; readonly within: number; readonly atLeast: number; readonly atMost: number }

/** Why a run with such a rule has as many replications as it has; `because` is null where it was ended before the rule was met. */
export type RunStop = RunStopRule & Omit<StopDecision, 'stop'>

/** The rule of a scenario; null where it says how many replications are run. */
export function stopRuleOf({ stop, replications, kpis: { choice } }: Pick<Scenario, 'stop' | 'replications' | 'kpis'>): RunStopRule | null {
  if (stop === null) return null
  const { kpi, within, atMost } = stop
  return { kpi, statistic: stop.statistic ?? metricOf(stop.kpi, choice)?.statistic ?? 'mean', within, atLeast: replications, atMost }
}

/** Decides after each replication, in their order, whether the run has enough of them; who finished first must not matter. */
export class StopWatch {
  readonly #scenario: Pick<Scenario, 'stop' | 'replications' | 'kpis'>
  readonly #rule: RunStopRule | null
  readonly #metric: Metric | undefined
  readonly #values: (number | null)[] = []
  #isOver = false

  constructor(scenario: Pick<Scenario, 'stop' | 'replications' | 'kpis'>) {
    this.#scenario = scenario
    this.#rule = stopRuleOf(scenario)
    this.#metric = scenario.stop === null ? undefined : metricOf(scenario.stop.kpi, scenario.kpis.choice)
  }

  /** Whether there are enough; once there are, further ones change nothing about it. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** Looks at the next replication. */
  add(facts: RunFacts): void {
    const rule = this.#rule
    this.#values.push(rule === null || this.#metric === undefined ? null : statisticsOf(this.#metric.fold(facts))[rule.statistic])
    if (this.#values.length < this.#scenario.replications) return
    this.#isOver ||= rule === null || shouldStop(this.#values, rule).stop
  }
}

/** How the rule of a scenario came out over the replications of a run; null without a rule. */
export function runStop(scenario: Pick<Scenario, 'stop' | 'replications' | 'kpis'>, values: (rule: RunStopRule) => readonly (number | null)[]): RunStop | null {
  const rule = stopRuleOf(scenario)
  return rule === null ? null : stopAt(rule, values(rule))
}

/** How a rule stands after some replications, by the figure of each. */
export function stopAt(rule: RunStopRule, values: readonly (number | null)[]): RunStop {
  const { stop: _stop, ...decision } = shouldStop(values, rule)
  return { ...rule, ...decision }
}

function metricOf(id: string, choice: Scenario['kpis']['choice']): Metric | undefined {
  return chosenMetrics(choice).find((metric) => metric.id === id)
}
