import type { Workflow } from '../../core/spec/workflow.ts'
import { useCurrentFlow, useFlows } from '../state/flow-store.ts'
import { useRuns } from '../state/run-store.ts'
import type { FlowCounts, FlowRun } from '../state/run-store.ts'
import { useView } from '../state/view-store.ts'

/** How often a place was passed, and how often for each ticket; above 1 where tickets come back. */
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
  const flow = useCurrentFlow()
  const run = useRuns((state) => (flow === undefined ? undefined : state.byFlow[flow.docId]))
  const counts = countsOf(run)
  if (!shows || counts === null || flow === undefined) return null
  const count = read(counts)
  const total = ticketsOf(counts, flow.history.present.workflow)
  return { count, share: total === 0 ? 0 : count / total }
}

const totals = new WeakMap<FlowCounts, number>()

/** How many tickets entered: all visits of the cards where tickets begin. */
function ticketsOf(counts: FlowCounts, workflow: Workflow): number {
  const known = totals.get(counts)
  if (known !== undefined) return known
  const total = Object.entries(workflow.spec.flow.nodes).reduce((sum, [id, node]) => sum + (node.kind === 'start' ? (counts.nodes[id] ?? 0) : 0), 0)
  totals.set(counts, total)
  return total
}
