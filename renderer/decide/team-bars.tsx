import { formatDuration } from '../../core/metrics/format-figure.ts'
import type { RunReport, TeamFigures } from '../../core/simulation/run-report.ts'
import { formatCount, formatShare } from '../format/format-number.ts'
import { Tip } from '../ui/tip.tsx'

/** How much of its time each team is at work, with the line above which queues grow quickly. */
export function TeamBars({ report }: { readonly report: RunReport }) {
  const teams = Object.entries(report.teams)
  return (
    <ul className="teams">
      <Row title="Today, everyone" team={report.baseline.team} baseline />
      {teams.map(([id, team]) => (
        <Row key={id} title={team.title} team={team} />
      ))}
    </ul>
  )
}

function Row({ title, team, baseline = false }: { readonly title: string; readonly team: TeamFigures; readonly baseline?: boolean }) {
  const share = team.occupancy ?? 0
  const wait = team.meanWaitMs === null ? 'no waiting' : `waits ${formatDuration(team.meanWaitMs)} on average`
  return (
    <Tip text={`${formatCount(team.handled)} tickets handled, ${wait}; longest queue ${formatCount(team.maxQueue)}. Occupancy is handling time divided by time on shift.`} side="top">
      <li className="team" tabIndex={0}>
        <span className="team-name">
          <span className="truncate">{title}</span> <span className="muted small nowrap">{formatCount(team.headcount)} {team.headcount === 1 ? 'person' : 'people'}</span>
        </span>
        <span className="team-bar">
          <span style={{ width: `${Math.min(1, share) * 100}%` }} data-tone={baseline ? 'baseline' : share > 0.85 ? 'over' : 'flow'} />
          <span className="team-guide" />
        </span>
        <strong>{team.occupancy === null ? '–' : formatShare(team.occupancy)}</strong>
      </li>
    </Tip>
  )
}
