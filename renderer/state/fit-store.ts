import { create } from 'zustand'
import { toErrorData } from '../../api/app-error.ts'
import type { AppErrorData } from '../../api/app-error.ts'
import { documentText } from '../../core/document/flow-document.ts'
import type { HistoryFit } from '../../core/history/fit-history.ts'
import { scenarioText } from '../../core/history/scenario-text.ts'
import { parseScenario } from '../../core/simulation/parse-scenario.ts'
import { host } from '../host.ts'
import { dataOf, setScenario } from './data-store.ts'
import type { FlowData, Importing } from './data-store.ts'
import { flowOf } from './flow-store.ts'
import { relativePath } from './relative-path.ts'
import { notify, notifyError } from './toast-store.ts'

/** The scenario that a fit was built upon. */
export type FitBaseText = { readonly text: string | null; readonly path: string | null }

/** What fitting today to the tickets of a flow has come to. */
export type FlowFit =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: Importing }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'impossible'; readonly message: string; readonly hint: string }
  | { readonly kind: 'done'; readonly fit: HistoryFit; readonly datasetId: string; readonly tickets: string; readonly base: FitBaseText }

const idle: FlowFit = { kind: 'idle' }

type FitState = { readonly byFlow: Readonly<Record<string, FlowFit>> }

/** The fits by open flow. */
export const useFits = create<FitState>(() => ({ byFlow: {} }))

const aborts = new Map<string, AbortController>()
/** What a scenario that came from a fit was built upon, by its text: fitting again begins there, not at its own result. */
const basesOf = new Map<string, FitBaseText>()

/** Follows the fit of one flow. */
export function useFlowFit(docId: string): FlowFit {
  return useFits((state) => state.byFlow[docId] ?? idle)
}

function put(docId: string, fit: FlowFit): void {
  useFits.setState((state) => ({ byFlow: { ...state.byFlow, [docId]: fit } }))
}

/** Fits today to the tickets of a flow; people are estimated where nobody says how many they are. */
export async function fitToday(docId: string, people?: number): Promise<void> {
  const flow = flowOf(docId)
  const { tickets, scenarioText: text, scenarioPath: path } = dataOf(docId)
  if (flow === undefined || tickets === null || aborts.has(docId)) return
  const base = (text === null ? undefined : basesOf.get(text)) ?? { text, path }
  const document = flow.history.present
  const [first] = Object.values(document.workflow.spec.calendars ?? {})
  const abort = new AbortController()
  aborts.set(docId, abort)
  put(docId, { kind: 'running', progress: { what: 'Reading the history', done: 0, total: 0 } })
  try {
    const input = { datasetId: tickets.datasetId, flowText: documentText(document), scenarioText: base.text, scenarioPath: base.path, timezone: first?.timezone ?? 'UTC', ...(people === undefined ? {} : { people }) }
    for await (const item of host().stream('history.fit', input, { signal: abort.signal })) {
      if (item.kind === 'progress') put(docId, { kind: 'running', progress: item })
      else if (item.kind === 'refused') put(docId, { kind: 'impossible', message: item.problem.message, hint: item.problem.hint })
      else put(docId, { kind: 'done', fit: item.fit, datasetId: tickets.datasetId, tickets: tickets.name, base })
    }
  } catch (thrown) {
    put(docId, failed(toErrorData(thrown)))
  } finally {
    aborts.delete(docId)
  }
}

function failed({ code, message, hint }: AppErrorData): FlowFit {
  return code === 'cancelled' ? { kind: 'cancelled' } : { kind: 'impossible', message, hint }
}

/** Stops a fit that goes. */
export function cancelFit(docId: string): void {
  aborts.get(docId)?.abort()
}

/** Puts a fit away. */
export function dropFit(docId: string): void {
  put(docId, idle)
}

/** Takes a fit as the scenario of the next run: a new file beside the flow, built upon the present scenario; the one before can be taken back. */
export async function takeFit(docId: string, withArrivals: boolean): Promise<void> {
  const fitted = useFits.getState().byFlow[docId]
  const flow = flowOf(docId)
  if (fitted?.kind !== 'done' || flow === undefined) return
  const before = dataOf(docId)
  const text = fittedText(fitted, flow.path, withArrivals)
  try {
    const written = flow.path === null ? null : await host().call('scenario.writeBeside', { flowPath: flow.path, name: 'today', text })
    await setScenario(docId, text, written?.path ?? null)
    basesOf.set(text, fitted.base)
    put(docId, idle)
    notify({ kind: 'done', title: 'The next run has today as it was fitted', hint: written === null ? 'It goes with this window: save the flow first, and it is written as a file beside it.' : `It is in ${written.name}, beside the flow.`, action: { label: 'Undo', run: () => void putBack(docId, before, written?.name ?? null) } })
  } catch (thrown) {
    notifyError(thrown)
  }
}

async function putBack(docId: string, { scenarioText: text, scenarioPath: path }: FlowData, written: string | null): Promise<void> {
  await setScenario(docId, text, path)
  notify({ kind: 'info', title: 'The scenario is the one before', hint: written === null ? '' : `${written} is still there; delete it if you do not want it.` })
}

function fittedText({ fit, tickets, base }: Extract<FlowFit, { readonly kind: 'done' }>, flowPath: string | null, withArrivals: boolean): string {
  const { arrivals: _profile, ...asTheyCame } = fit.scenario.spec
  const said = withArrivals ? fit : { ...fit, scenario: { ...fit.scenario, spec: asTheyCame } }
  if (base.path !== null && flowPath !== null) return scenarioText(said, { tickets, extends: relativePath(flowPath, base.path) })
  const onTop = base.text === null ? null : parseScenario(base.text).scenario
  return scenarioText(said, { tickets, ...(onTop === null ? {} : { onTop }) })
}
