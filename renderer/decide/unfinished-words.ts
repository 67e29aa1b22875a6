import { formatFigure } from '../../core/metrics/format-figure.ts'
import type { RunReport } from '../../core/simulation/run-report.ts'

/** How many tickets the times leave out because their end is not known; null where there are none. */
export function unfinishedWords({ censored: { neverReplied, neverRepliedByPerson, open } }: Pick<RunReport, 'censored'>): string | null {
  const parts = [
    [neverReplied.mean, 'never replied to'],
    [neverRepliedByPerson.mean, 'given to people and not answered by one'],
    [open.mean, 'still open at the end'],
  ] as const
  const known = parts.filter(([count]) => count > 0).map(([count, words]) => `${formatFigure(count, 'count').replace(/\.0$/, '')} ${words}`)
  return known.length === 0 ? null : `In each replication: ${known.join(', ')}. Their times are not known, so no time holds them.`
}
