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
  readonly #fewest: number
  readonly #rule: RunStopRule | null
  readonly #values: (number | null)[] = []
  #isOver = false

  constructor(scenario: Pick<Scenario, 'stop' | 'replications' | 'kpis'>) {
    this.#fewest = scenario.replications
    this.#rule = stopRuleOf(scenario)
  }

  /** Whether there are enough; once there are, further ones change nothing about it. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** Looks at the next replication, whose figure it asks for where there is a rule. */
  add(figure: (rule: RunStopRule) => number | null): void {
    const rule = this.#rule
    this.#values.push(rule === null ? null : figure(rule))
    if (this.#values.length < this.#fewest) return
    this.#isOver ||= rule === null || shouldStop(this.#values, rule).stop
  }
}

/** The figure of one replication that a rule is about. */
export function figureOf(facts: RunFacts, { kpis: { choice } }: Pick<Scenario, 'kpis'>, { kpi, statistic }: RunStopRule): number | null {
  const metric = metricOf(kpi, choice)
  return metric === undefined ? null : statisticsOf(metric.fold(facts))[statistic]
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
