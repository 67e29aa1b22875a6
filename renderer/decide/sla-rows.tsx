import { ChartCard } from '../charts/chart-card.tsx'
import { OVER_CLASSES_MS } from '../../core/simulation/report/sla-table.ts'
import type { SlaRow } from '../../core/simulation/report/sla-table.ts'
import type { RunReport } from '../../core/simulation/run-report.ts'
import { formatKpi } from '../format/format-kpi.ts'
import { formatCount, formatShare } from '../format/format-number.ts'

const names: Readonly<Record<string, string>> = {
  firstResponse: 'First response', firstResponseAny: 'First response by anyone', firstReplyHuman: 'First reply by a person', nextReply: 'Next reply', resolution: 'Resolution',
  totalResolution: 'Total resolution', requesterWait: 'Requester wait', agentWork: 'Work of the desk', pausableUpdate: 'Update',
}

const results = [['achieved', 'achieved'], ['breached', 'missed'], ['active', 'still running'], ['activeBreached', 'still running, already late']] as const

/** The promises: by metric and priority, how many were kept, missed or are still running. */
export function SlaRows({ report }: { readonly report: RunReport }) {
  const rows = report.slaTable
  return (
    <ChartCard
      title="Promises kept"
      note="Targets, as means over replications. The share is of those that have come to an end."
      table={{
        columns: ['Target', 'Kept', 'Achieved', 'Missed', 'Running', 'Running, late', ...OVER_CLASSES_MS.map((ms) => `Late up to ${formatKpi(ms, 'ms')}`), 'Later'],
        rows: rows.map((row) => [nameOf(row), keptWords(row), ...results.map(([key]) => formatCount(row[key])), ...row.over.map(formatCount)]),
      }}
    >
      {rows.length === 0 ? (
        <p className="muted">No ticket has a target. Set one under SLA in the flow or the scenario, and its share appears here.</p>
      ) : (
        <>
          <ul className="sla">
            {rows.map((row) => (
              <li key={nameOf(row)}>
                <span>{nameOf(row)}</span>
                <span className="sla-bar" aria-hidden>
                  {results.map(([key]) => (row[key] <= 0 ? null : <i key={key} data-result={key} style={{ flexGrow: row[key] }} />))}
                </span>
                <strong>{keptWords(row)}</strong>
                <span className="muted small">{results.filter(([key]) => row[key] > 0).map(([key, words]) => `${formatCount(row[key])} ${words}`).join(', ')}</span>
              </li>
            ))}
          </ul>
          <div className="parts-legend small muted" aria-hidden>
            {results.map(([key, words]) => (
              <span key={key}>
                <i className="sla-key" data-result={key} /> {words}
              </span>
            ))}
          </div>
        </>
      )}
    </ChartCard>
  )
}

function nameOf({ metric, priority }: SlaRow): string {
  return `${names[metric] ?? metric}${priority === null ? ', no priority' : `, ${priority}`}`
}

function keptWords({ achieved, breached }: SlaRow): string {
  return achieved + breached <= 0 ? '–' : formatShare(achieved / (achieved + breached))
}
