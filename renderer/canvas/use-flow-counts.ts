import { useFlows } from '../state/flow-store.ts'
import { useRuns } from '../state/run-store.ts'
import type { FlowCounts, FlowRun } from '../state/run-store.ts'
import { useView } from '../state/view-store.ts'

/** How many tickets passed a place, and as what share of all. */
export type PlaceCount = { readonly count: number; readonly share: number }

/** The counts that the canvas shows now: live ones while a run goes, the last run's afterwards, none while designing. */
export function countsOf(run: FlowRun | undefined): FlowCounts | null {
  if (run === undefined) return null
  if (run.running !== null) return run.live
  return run.finished?.report.flow ?? null
}

/** Whether cards carry figures now. */
export function useShowsCounts(): boolean {
  const docId = useFlows((state) => state.currentId)
  const showing = useView((state) => state.mode !== 'design')
  const has = useRuns((state) => {
    const run = docId === null ? undefined : state.byFlow[docId]
    return countsOf(run) !== null
  })
  return showing && has
}

/** The figure of one card. */
export function useCardCount(nodeId: string): PlaceCount | null {
  return usePlace((counts) => counts.nodes[nodeId] ?? 0)
}

/** The figure of one way. */
export function useWayCount(edgeId: string): PlaceCount | null {
  return usePlace((counts) => counts.edges[edgeId] ?? 0)
}

function usePlace(read: (counts: FlowCounts) => number): PlaceCount | null {
  const shows = useShowsCounts()
  const docId = useFlows((state) => state.currentId)
  const count = useRuns((state) => {
    const counts = docId === null ? null : countsOf(state.byFlow[docId])
    return counts === null ? null : read(counts)
  })
  const total = useRuns((state) => (docId === null ? 0 : largest(countsOf(state.byFlow[docId]))))
  if (!shows || count === null) return null
  return { count, share: total === 0 ? 0 : Math.min(1, count / total) }
}

const maxima = new WeakMap<FlowCounts, number>()

function largest(counts: FlowCounts | null): number {
  if (counts === null) return 0
  const known = maxima.get(counts)
  if (known !== undefined) return known
  const max = Math.max(0, ...Object.values(counts.nodes))
  maxima.set(counts, max)
  return max
}
