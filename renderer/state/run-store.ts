import { create } from 'zustand'
import { AppError, toErrorData } from '../../api/app-error.ts'
import type { AppErrorData } from '../../api/app-error.ts'
import { documentText } from '../../core/document/flow-document.ts'
import { otherEngine } from '../../core/simulation/report/other-engine.ts'
import type { RunReport, TicketRun } from '../../core/simulation/run-report.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { host } from '../host.ts'
import { dataOf } from './data-store.ts'
import { flowOf } from './flow-store.ts'
import { notify, notifyError } from './toast-store.ts'

/** What flows where, while a run goes and after it. */
export type FlowCounts = { readonly nodes: Readonly<Record<string, number>>; readonly edges: Readonly<Record<string, number>> }

/** A finished run and the workflow it was made with. */
export type FinishedRun = { readonly runId: string; readonly report: RunReport; readonly workflow: Workflow }

/** The runs of one flow. */
export type FlowRun = {
  readonly running: { readonly phase: string; readonly done: number; readonly total: number; readonly simulatedAt: number | null } | null
  readonly live: FlowCounts | null
  readonly finished: FinishedRun | null
  readonly error: AppErrorData | null
  readonly ticket: TicketRun | null
}

const idle: FlowRun = { running: null, live: null, finished: null, error: null, ticket: null }

type RunState = { readonly byFlow: Readonly<Record<string, FlowRun>> }

/** The runs by open flow. */
export const useRuns = create<RunState>(() => ({ byFlow: {} }))

const aborts = new Map<string, AbortController>()

/** Follows the runs of one flow. */
export function useFlowRun(docId: string | undefined): FlowRun {
  return useRuns((state) => (docId === undefined ? idle : (state.byFlow[docId] ?? idle)))
}

/** The runs of one flow. */
export function runOf(docId: string): FlowRun {
  return useRuns.getState().byFlow[docId] ?? idle
}

function change(docId: string, update: (run: FlowRun) => FlowRun): void {
  useRuns.setState((state) => ({ byFlow: { ...state.byFlow, [docId]: update(state.byFlow[docId] ?? idle) } }))
}

/** Runs the flow's tickets through it; progress and counts arrive while it goes. */
export async function startRun(docId: string): Promise<boolean> {
  const flow = flowOf(docId)
  const data = dataOf(docId)
  if (flow === undefined || data.tickets === null || runOf(docId).running !== null) return false
  if (data.importing.tickets !== null || data.importing.knowledge !== null) {
    notify({ kind: 'info', title: 'A moment', hint: 'Tickets or articles are still being read; the run would miss them.' })
    return false
  }
  const document = flow.history.present
  const abort = new AbortController()
  aborts.set(docId, abort)
  change(docId, (run) => ({ ...run, running: { phase: 'Starting', done: 0, total: 0, simulatedAt: null }, live: null, error: null, ticket: null }))
  let finished = false
  try {
    const input = { flowText: documentText(document), path: flow.path, datasetId: data.tickets.datasetId, knowledgeId: data.knowledge?.knowledgeId ?? null, scenarioText: data.scenarioText, scenarioPath: data.scenarioPath }
    for await (const item of host().stream('runs.simulate', input, { signal: abort.signal })) {
      if (item.kind === 'phase') change(docId, (run) => ({ ...run, running: { simulatedAt: null, ...run.running, phase: item.phase, done: item.done, total: item.total } }))
      if (item.kind === 'counts') change(docId, (run) => ({ ...run, live: { nodes: item.nodes, edges: item.edges }, running: run.running === null ? null : { ...run.running, simulatedAt: item.at } }))
      if (item.kind === 'finished') {
        const other = otherEngine(item.report)
        if (other !== null) throw new AppError({ code: 'runs.otherEngine', kind: 'user', ...other })
        finished = true
        change(docId, (run) => ({ ...run, live: null, finished: { runId: item.runId, report: item.report, workflow: document.workflow } }))
      }
    }
  } catch (thrown) {
    const error = toErrorData(thrown)
    change(docId, (run) => ({ ...run, live: null, error: error.code === 'cancelled' ? null : error }))
  } finally {
    aborts.delete(docId)
    change(docId, (run) => ({ ...run, running: null }))
  }
  return finished
}

/** Stops a run that goes. */
export function cancelRun(docId: string): void {
  aborts.get(docId)?.abort()
}

/** Loads one ticket of the finished run, to be read step by step. */
export async function openTicket(docId: string, ticketId: string): Promise<void> {
  const { finished } = runOf(docId)
  if (finished === null) return
  try {
    const ticket = await host().call('runs.ticket', { runId: finished.runId, ticketId })
    change(docId, (run) => ({ ...run, ticket }))
  } catch (thrown) {
    notifyError(thrown)
  }
}

/** Puts the ticket away. */
export function closeTicket(docId: string): void {
  change(docId, (run) => ({ ...run, ticket: null }))
}
