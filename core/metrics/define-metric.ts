import type { RunFacts } from './ticket-facts.ts'

/** Units of figures: milliseconds, shares of 1, numbers, money in the scenario's currency. */
export type MetricUnit = 'ms' | 'share' | 'count' | 'money'

/** What one replication says: single observations, a share with its denominator, or one number. */
export type MetricSample =
  | { readonly kind: 'values'; readonly values: readonly number[] }
  | { readonly kind: 'share'; readonly part: number; readonly whole: number }
  | { readonly kind: 'number'; readonly value: number | null; readonly n: number }

/** One number of the dashboard: what it is called, what exactly it means, and how it is computed. */
export type Metric = {
  readonly id: string
  readonly title: string
  readonly unit: MetricUnit
  /** The exact meaning, in the words that a hover shows. */
  readonly definition: string
  readonly better: 'lower' | 'higher'
  readonly fold: (run: RunFacts) => MetricSample
}

/** Declares a metric. */
export function defineMetric(metric: Metric): Metric {
  return metric
}
