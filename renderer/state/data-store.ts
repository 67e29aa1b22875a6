import { create } from 'zustand'
import type { ImportProblem, KnowledgeSummary, ScenarioInfo, TicketsSummary } from '../../api/model.ts'
import type { RedactionKind } from '../../core/redaction/redaction-kind.ts'
import { host } from '../host.ts'
import { notify, notifyError } from './toast-store.ts'

/** One import that is under way. */
export type Importing = { readonly what: string; readonly done: number; readonly total: number }

/** What a flow is simulated with. */
export type FlowData = {
  readonly tickets: TicketsSummary | null
  readonly knowledge: KnowledgeSummary | null
  readonly scenarioText: string | null
  readonly scenarioPath: string | null
  readonly scenario: ScenarioInfo | null
  readonly importing: { readonly tickets: Importing | null; readonly knowledge: Importing | null }
}

const empty: FlowData = { tickets: null, knowledge: null, scenarioText: null, scenarioPath: null, scenario: null, importing: { tickets: null, knowledge: null } }

type DataState = { readonly byFlow: Readonly<Record<string, FlowData>> }

/** Tickets, knowledge and scenario by open flow. */
export const useData = create<DataState>(() => ({ byFlow: {} }))

/** The data of one flow. */
export function dataOf(docId: string): FlowData {
  return useData.getState().byFlow[docId] ?? empty
}

/** Follows the data of one flow. */
export function useFlowData(docId: string | undefined): FlowData {
  return useData((state) => (docId === undefined ? empty : (state.byFlow[docId] ?? empty)))
}

function change(docId: string, update: (data: FlowData) => FlowData): void {
  useData.setState((state) => ({ byFlow: { ...state.byFlow, [docId]: update(state.byFlow[docId] ?? empty) } }))
}

function setImporting(docId: string, which: 'tickets' | 'knowledge', importing: Importing | null): void {
  change(docId, (data) => ({ ...data, importing: { ...data.importing, [which]: importing } }))
}

/** Reads a ticket file for a flow; `redact` names what is taken out, as the settings say where it is left out. */
export async function importTickets(docId: string, path: string, redact?: readonly RedactionKind[] | null): Promise<TicketsSummary | null> {
  setImporting(docId, 'tickets', { what: 'Reading tickets', done: 0, total: 0 })
  let summary: TicketsSummary | null = null
  try {
    for await (const item of host().stream('tickets.import', importInput(path, redact))) {
      if (item.kind === 'progress') setImporting(docId, 'tickets', item)
      else summary = item.summary
    }
  } catch (thrown) {
    notifyError(thrown)
  } finally {
    setImporting(docId, 'tickets', null)
  }
  if (summary === null || tellEmpty(summary.tickets, 'ticket', summary)) return null
  change(docId, (data) => ({ ...data, tickets: summary }))
  return summary
}

/** Reads a knowledge base for a flow. */
export async function importKnowledge(docId: string, path: string, redact?: readonly RedactionKind[] | null): Promise<void> {
  setImporting(docId, 'knowledge', { what: 'Reading articles', done: 0, total: 0 })
  try {
    for await (const item of host().stream('knowledge.import', importInput(path, redact))) {
      if (item.kind === 'progress') setImporting(docId, 'knowledge', item)
      else if (!tellEmpty(item.summary.articles, 'article', item.summary)) change(docId, (data) => ({ ...data, knowledge: item.summary }))
    }
  } catch (thrown) {
    notifyError(thrown)
  } finally {
    setImporting(docId, 'knowledge', null)
  }
}

/** What is left out is decided by the settings, in the host. */
function importInput(path: string, redact: readonly RedactionKind[] | null | undefined): { readonly path: string; readonly redact?: RedactionKind[] | null } {
  return redact === undefined ? { path } : { path, redact: redact === null ? null : [...redact] }
}

/** A file that holds nothing of use takes the place of nothing; the first of its problems says why. */
function tellEmpty(count: number, what: string, { name, problems }: { readonly name: string; readonly problems: readonly ImportProblem[] }): boolean {
  if (count > 0) return false
  const why = problems.find((problem) => problem.severity === 'error') ?? problems[0]
  notify({ kind: 'error', title: `No ${what} was read from “${name}”`, hint: why === undefined ? 'Choose another one.' : `${why.message} ${why.hint}` })
  return true
}

/** Sets the scenario of a flow and reads what it assumes. */
export async function setScenario(docId: string, text: string | null, path: string | null): Promise<void> {
  if (text === null) return change(docId, (data) => ({ ...data, scenarioText: null, scenarioPath: null, scenario: null }))
  try {
    const scenario = await host().call('scenario.read', { text, path })
    change(docId, (data) => ({ ...data, scenarioText: text, scenarioPath: path, scenario }))
  } catch (thrown) {
    notifyError(thrown)
  }
}
