import type { Patience } from './scenario.ts'
import type { Distribution } from './variates.ts'

/** How long a customer waits before leaving: the patience of the team that is waited for before that of the issue type before that of the channel; undefined where nobody leaves. */
export function patienceOf({ channels, issueTypes, teams }: Patience, team: string | null, issueType: string | null, channel: string): Distribution | undefined {
  return (team === null ? undefined : teams[team]) ?? (issueType === null ? undefined : issueTypes[issueType]) ?? channels[channel]
}
