import type { ServiceTotals } from '../agent-service.ts'

/** What the limited service behind an agent did, as means over replications; times in milliseconds. */
export type ServiceFigures = {
  readonly calls: number
  /** With those that were made again after a failure. */
  readonly tries: number
  /** Calls that failed for good. */
  readonly failed: number
  readonly meanWaitMs: number
  /** Of the time that calls took, the share in which they waited for the limits or after a failure. */
  readonly waitShare: number
  readonly maxQueue: number
}

/** The services of a run, by agent. */
export function serviceFigures(runs: readonly ReadonlyMap<string, ServiceTotals>[]): Readonly<Record<string, ServiceFigures>> {
  const names = [...new Set(runs.flatMap((run) => [...run.keys()]))].sort((a, b) => (a < b ? -1 : 1))
  return Object.fromEntries(names.map((name) => {
    const sum = (pick: (totals: ServiceTotals) => number): number => runs.reduce((total, run) => { const totals = run.get(name); return totals === undefined ? total : total + pick(totals) }, 0)
    const waited = sum((one) => one.waitMs + one.backOffMs)
    const took = waited + sum((one) => one.busyMs)
    const calls = sum((one) => one.calls)
    return [name, {
      calls: calls / runs.length, tries: sum((one) => one.tries) / runs.length, failed: sum((one) => one.failed) / runs.length,
      meanWaitMs: calls === 0 ? 0 : waited / calls, waitShare: took === 0 ? 0 : waited / took, maxQueue: sum((one) => one.maxQueue) / runs.length,
    }]
  }))
}
