import type { Ticket } from '../tickets/ticket.ts'
import type { TimesFit } from './fit-times.ts'
import { fitTimes } from './fit-times.ts'

/** How long people work on a ticket, where the file names them. */
export type HandleTimeFit = {
  /** Distinct people in the file. */
  readonly people: number
  /** People who did something on an average day on which anybody did. */
  readonly peopleADay: number
  readonly all: TimesFit | null
  /** Where there are enough of them, by team and issue type as the file names them. */
  readonly byTeamAndType: readonly { readonly team: string; readonly type: string; readonly times: TimesFit }[]
  readonly byTeam: readonly { readonly team: string; readonly times: TimesFit }[]
  readonly byType: readonly { readonly type: string; readonly times: TimesFit }[]
}

/** Fewer measured times than this are no distribution. */
export const FEWEST_TIMES = 50
const DAY_MS = 86_400_000
/** A longer gap is a break or the end of a day, not one piece of work. */
const LONGEST_MS = 4 * 3_600_000

/**
 * Work is not in exports, but its traces are: when a person answers one ticket and then another that was already waiting at that time,
 * what lies between is work on the second, with whatever interrupted it. It is an upper bound, and the calibration scales it. Null where the file names nobody.
 */
export function fitHandleTimes(tickets: readonly Ticket[]): HandleTimeFit | null {
  const byAgent = new Map<string, Ticket[]>()
  for (const ticket of tickets) {
    const { agent, firstResponseAt, isSpam } = ticket.history
    if (agent === undefined || firstResponseAt === undefined || isSpam === true) continue
    const list = byAgent.get(agent) ?? []
    list.push(ticket)
    byAgent.set(agent, list)
  }
  if (byAgent.size === 0) return null
  const gaps: { readonly ms: number; readonly team: string; readonly type: string }[] = []
  const days = new Map<number, Set<string>>()
  for (const [agent, answered] of [...byAgent].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const inOrder = [...answered].sort((a, b) => answeredAt(a) - answeredAt(b) || (a.id < b.id ? -1 : 1))
    inOrder.forEach((ticket, index) => {
      const at = answeredAt(ticket)
      const day = Math.floor(at / DAY_MS)
      days.set(day, (days.get(day) ?? new Set()).add(agent))
      const before = inOrder[index - 1]
      if (before === undefined) return
      const since = answeredAt(before)
      if (ticket.createdAt <= since && at > since && at - since <= LONGEST_MS) gaps.push({ ms: at - since, team: ticket.history.team ?? '', type: ticket.history.topic ?? '' })
    })
  }
  return {
    people: byAgent.size,
    peopleADay: [...days.values()].reduce((sum, agents) => sum + agents.size, 0) / days.size,
    all: enough(gaps.map((gap) => gap.ms)),
    byTeamAndType: grouped(gaps.filter((gap) => gap.team !== '' && gap.type !== ''), (gap) => `${gap.team}\u0000${gap.type}`).flatMap(([key, times]) => {
      const [team = '', type = ''] = key.split('\u0000')
      return [{ team, type, times }]
    }),
    byTeam: grouped(gaps.filter((gap) => gap.team !== ''), (gap) => gap.team).map(([team, times]) => ({ team, times })),
    byType: grouped(gaps.filter((gap) => gap.type !== ''), (gap) => gap.type).map(([type, times]) => ({ type, times })),
  }
}

function grouped<T extends { readonly ms: number }>(gaps: readonly T[], keyOf: (gap: T) => string): readonly (readonly [string, TimesFit])[] {
  const groups = new Map<string, number[]>()
  for (const gap of gaps) groups.set(keyOf(gap), appended(groups.get(keyOf(gap)), gap.ms))
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([key, times]) => {
    const fit = enough(times)
    return fit === null ? [] : [[key, fit] as const]
  })
}

function enough(times: readonly number[]): TimesFit | null {
  return times.length < FEWEST_TIMES ? null : fitTimes(times)
}

function answeredAt(ticket: Ticket): number {
  return ticket.history.firstResponseAt ?? ticket.createdAt
}

function appended(list: number[] | undefined, value: number): number[] {
  if (list === undefined) return [value]
  list.push(value)
  return list
}
