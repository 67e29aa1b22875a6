import type { RunFacts } from './ticket-facts.ts'

/** Units of figures: milliseconds, shares of 1, numbers, money in the scenario's currency. */
export type MetricUnit = 'ms' | 'share' | 'count' | 'money'

/** The statistics of a figure; shares, counts and money only have a mean. */
export type Statistic = 'mean' | 'p50' | 'p90' | 'p95'

/** Whether every hour counts, or business hours only. */
export type MetricClock = 'calendar' | 'business'

/** Whose definitions are used where those of the products differ. */
export type KpiStyle = 'lumos' | 'zendesk' | 'intercom'

/** What one replication says: single observations, a share with its denominator, or one number. */
export type MetricSample =
  | { readonly kind: 'values'; readonly values: readonly number[] }
  | { readonly kind: 'share'; readonly part: number; readonly whole: number }
  | { readonly kind: 'number'; readonly value: number | null; readonly n: number }

/** One way to define a metric, where products differ. */
export type MetricVariant = {
  readonly id: string
  readonly definition: string
  readonly fold: (run: RunFacts) => MetricSample
  readonly clock?: MetricClock
  readonly cohort?: string
}

/** One number of the dashboard: what it is called, what exactly it means, and how it is computed. */
export type Metric = {
  readonly id: string
  readonly title: string
  readonly unit: MetricUnit
  /** The statistic that stands for it when only one can be shown. */
  readonly statistic: Statistic
  /** Null where no time is measured. */
  readonly clock: MetricClock | null
  /** Which tickets it is about. */
  readonly cohort: string
  /** The exact meaning, in the words that a hover shows. */
  readonly definition: string
  /** What is easily misread. */
  readonly caveat: string | null
  readonly better: 'lower' | 'higher'
  readonly fold: (run: RunFacts) => MetricSample
  /** Which of its definitions this is. */
  readonly variant: string
  /** Other definitions, and which of them a product's style takes. */
  readonly variants: readonly MetricVariant[]
  readonly styles: Readonly<Partial<Record<KpiStyle, string>>>
}

/** The name of a metric's own definition among its variants. */
export const STANDARD_VARIANT = 'standard'

/** The statistics that a metric has: times have all of them, shares, counts and money only their mean. */
export function knownStatistics({ unit }: Pick<Metric, 'unit'>): readonly Statistic[] {
  return unit === 'ms' ? ['mean', 'p50', 'p90', 'p95'] : ['mean']
}

type Given = Pick<Metric, 'id' | 'title' | 'unit' | 'cohort' | 'definition' | 'better' | 'fold'> & Partial<Pick<Metric, 'statistic' | 'clock' | 'caveat' | 'variant' | 'variants' | 'styles'>>

/** Declares a metric: times are shown by their median on all hours, everything else by its mean, unless it says otherwise. */
export function defineMetric(given: Given): Metric {
  const isTime = given.unit === 'ms'
  return { statistic: isTime ? 'p50' : 'mean', clock: isTime ? 'calendar' : null, caveat: null, variant: STANDARD_VARIANT, variants: [], styles: {}, ...given }
}
