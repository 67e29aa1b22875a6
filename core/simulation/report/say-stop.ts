import { formatFigure } from '../../metrics/format-figure.ts'
import { metricOf } from '../../metrics/registry.ts'
import type { RunStop } from '../statistics/run-stop.ts'

/** Why a run under a stop rule has as many replications as it has, in a sentence. */
export function sayStop({ kpi, statistic, within, because, replications, share, halfWidth }: RunStop): string {
  const metric = metricOf(kpi)
  const figure = metric === undefined ? kpi : metric.unit === 'ms' ? `${metric.title}, ${statistic === 'p50' ? 'median' : statistic}` : metric.title
  const asked = `${formatFigure(within, 'share')} asked for`
  const known = share === null ? (halfWidth === 0 ? `${figure} is the same in all of them` : `${figure} has no figure that an interval could be narrow for`) : `${figure} is known to ± ${formatFigure(share, 'share')}`
  switch (because) {
    case 'narrow':
      return `Stopped after ${replications} replications: ${known}, within the ± ${asked}.`
    case 'atMost':
      return `Stopped at ${replications} replications, the most that the scenario allows: ${known}, and ± ${asked}.`
    case null:
      return `Ended at ${replications} replications before the stop rule was met: ${known}, and ± ${asked}.`
  }
}
