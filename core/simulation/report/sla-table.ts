import type { RunFacts, SlaResult } from '../../metrics/ticket-facts.ts'

/** The upper ends of the classes by which targets were missed, in milliseconds of the calendar of the SLA; a last class has no end. */
export const OVER_CLASSES_MS = [15, 60, 240, 1440, 4320].map((minutes) => minutes * 60_000)

/** How the targets of one metric and priority came out, as means over replications. */
export type SlaRow = {
  readonly metric: string
  readonly priority: string | null
  readonly achieved: number
  readonly breached: number
  readonly active: number
  readonly activeBreached: number
  /** Missed targets by how far they were missed: one count for each class of `OVER_CLASSES_MS`, and one beyond. */
  readonly over: readonly number[]
}

const RESULTS = ['achieved', 'breached', 'active', 'activeBreached'] as const

type Counts = Record<NonNullable<SlaResult>, number> & { readonly metric: string; readonly priority: string | null; readonly over: number[] }

/** How the targets of one replication came out, by metric and priority. */
export type SlaCounts = ReadonlyMap<string, Readonly<Counts>>

/** Counts the targets of one replication. */
export function slaCounts({ tickets }: Pick<RunFacts, 'tickets'>): SlaCounts {
  const rows = new Map<string, Counts>()
  const note = (metric: string, priority: string | null, result: SlaResult, overMs: number): void => {
    if (result === null) return
    const key = `${metric}\u0000${priority ?? '~'}`
    const row = rows.get(key) ?? { metric, priority, achieved: 0, breached: 0, active: 0, activeBreached: 0, over: new Array<number>(OVER_CLASSES_MS.length + 1).fill(0) }
    rows.set(key, row)
    row[result] += 1
    if (result !== 'breached' && result !== 'activeBreached') return
    const found = OVER_CLASSES_MS.findIndex((end) => overMs <= end)
    const index = found < 0 ? OVER_CLASSES_MS.length : found
    row.over[index] = (row.over[index] ?? 0) + 1
  }
  for (const ticket of tickets) {
    note('firstResponse', ticket.priority, ticket.slaFirstResponse, ticket.slaFirstResponseOverMs)
    note('resolution', ticket.priority, ticket.slaResolution, ticket.slaResolutionOverMs)
    for (const clock of ticket.clocks) note(clock.metric, ticket.priority, clock.result, clock.overMs)
  }
  return rows
}

/** Every target by metric and priority: those of first response and resolution first, then the others by name. */
export function slaTable(runs: readonly SlaCounts[]): readonly SlaRow[] {
  const rows = new Map<string, Counts>()
  for (const run of runs) {
    for (const [key, counts] of run) {
      const row = rows.get(key)
      if (row === undefined) {
        rows.set(key, { ...counts, over: [...counts.over] })
        continue
      }
      for (const result of RESULTS) row[result] += counts[result]
      counts.over.forEach((count, index) => { row.over[index] = (row.over[index] ?? 0) + count })
    }
  }
  const place = (metric: string): number => ['firstResponse', 'resolution'].indexOf(metric) >>> 0
  return [...rows]
    .sort(([a, first], [b, second]) => place(first.metric) - place(second.metric) || (a < b ? -1 : 1))
    .map(([, row]) => ({
      metric: row.metric, priority: row.priority, achieved: row.achieved / runs.length, breached: row.breached / runs.length, active: row.active / runs.length, activeBreached: row.activeBreached / runs.length,
      over: row.over.map((count) => count / runs.length),
    }))
}
