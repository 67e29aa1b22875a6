import type { HandleTimes } from './scenario.ts'
import type { Distribution } from './variates.ts'

/** How long work takes: what is said most exactly wins, team and issue type before team before issue type. */
export function handleTimeOf(times: HandleTimes, team: string, issueType: string | null): Distribution {
  const byType = issueType === null ? undefined : times.teamsAndIssueTypes[team]?.[issueType]
  return byType ?? times.teams[team] ?? (issueType === null ? undefined : times.issueTypes[issueType]) ?? times.standard
}
