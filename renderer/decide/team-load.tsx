import { ChartCard } from '../charts/chart-card.tsx'
import { formatDuration } from '../../core/metrics/format-figure.ts'
import type { RunReport } from '../../core/simulation/run-report.ts'
import { formatCount, formatShare } from '../format/format-number.ts'
import { TeamBars } from './team-bars.tsx'

/** How busy the teams are, and the services behind the agents that have limits. */
export function TeamLoad({ report }: { readonly report: RunReport }) {
  const teams = [{ ...report.baseline.team, title: 'Today, everyone' }, ...Object.values(report.teams)]
  const services = Object.entries(report.services)
  const share = (value: number | null): string => (value === null ? '–' : formatShare(value))
  return (
    <ChartCard
      title="How busy the teams are"
      note="Handling time by time on shift; above 85 % queues grow quickly."
      table={{
        columns: ['Team', 'People', 'Occupancy', 'Utilisation', 'Handled', 'Mean wait', '9 in 10 wait', 'Mean queue', 'Longest queue', 'Overtime'],
        rows: teams.map((team) => [team.title, formatCount(team.headcount), share(team.occupancy), share(team.utilisation), formatCount(team.handled), team.meanWaitMs === null ? '–' : formatDuration(team.meanWaitMs), team.p90WaitMs === null ? '–' : formatDuration(team.p90WaitMs), formatCount(team.meanQueue), formatCount(team.maxQueue), formatDuration(team.overtimeMs)]),
      }}
    >
      <TeamBars report={report} />
      {services.length === 0 ? null : (
        <ul className="services small">
          {services.map(([agent, service]) => (
            <li key={agent}>
              <span className="nowrap">{agent}</span>{' '}
              <span className="muted">
                {formatCount(service.calls)} calls, {formatShare(service.waitShare)} of their time waiting for its limits, {formatDuration(service.meanWaitMs)} each; {service.failed > 0 ? `${formatCount(service.failed)} failed for good; ` : ''}longest queue {formatCount(service.maxQueue)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </ChartCard>
  )
}
