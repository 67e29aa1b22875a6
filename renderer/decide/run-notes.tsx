import { TriangleAlert } from 'lucide-react'
import { formatFigure, formatInterval, formatWithin } from '../../core/metrics/format-figure.ts'
import { sayStop } from '../../core/simulation/report/say-stop.ts'
import { notComparable, sayNotSaid } from '../../core/simulation/report/times-faster.ts'
import type { RunReport } from '../../core/simulation/run-report.ts'
import { startUpWords } from './start-up-words.ts'
import { unfinishedWords } from './unfinished-words.ts'

/** What stands between the numbers and a decision: more work than people, a model of today that is off, and tickets without an end. */
export function RunNotes({ report }: { readonly report: RunReport }) {
  const { overload, baseline } = report
  const unfinished = unfinishedWords(report)
  const because = notComparable(baseline)
  const start = startUpWords(report)
  const isDependent = Object.values(report.batchMeans).some((means) => means.dependent)
  return (
    <>
      {overload.badge ? (
        <div className="decide-bar" data-tone="warning" role="status">
          <span>
            <span className="badge warning">
              <TriangleAlert size={12} aria-hidden /> Demand exceeds capacity
            </span>{' '}
            The backlog grows by {formatWithin(overload.slopePerDay, overload.ci95, 'count')} tickets a day{overload.ci95 === null ? '' : ` (95 %: ${formatInterval(overload.ci95, 'count')})`}. Averages depend on how long the run is: add people or hours before you read them.
          </span>
        </div>
      ) : null}
      {because !== null && because !== 'baselineUnknown' ? (
        <div className="decide-bar" data-tone="warning" role="status">
          <span>
            <span className="badge warning">
              <TriangleAlert size={12} aria-hidden /> No “times faster”
            </span>{' '}
            {because === 'baselineOff'
              ? `Today simulated is off by ${formatFigure(Math.abs(baseline.calibration.off ?? 0), 'share')} at the median from what your tickets say; more than 20 % is not compared. Fit people and handle times in the scenario.`
              : sentence(sayNotSaid(because))}
          </span>
        </div>
      ) : null}
      {unfinished === null ? null : <p className="muted small decide-note">{unfinished}</p>}
      {start === null ? null : <p className="muted small decide-note">{start}</p>}
      {isDependent ? <p className="muted small decide-note">There is one replication, and its tickets depend on each other too much for an interval. Run more replications.</p> : null}
      {report.stopped === undefined ? null : <p className="muted small decide-note">{sayStop(report.stopped)}</p>}
    </>
  )
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
