import { AppError } from '../../api/app-error.ts'
import type { CancelSignal } from '../../api/cancel-source.ts'
import type { ImportItem, KnowledgeSummary, TicketsSummary } from '../../api/model.ts'
import type { RedactionKind } from '../../core/redaction/redaction-kind.ts'
import type { JobWorkerHost } from './job-worker-host.ts'

/** What was imported in this session, by the ids that the background worker gave: a new worker gets it again before it is asked for it. */
export type ImportedFiles = {
  importTickets(path: string, redact: readonly RedactionKind[] | null, signal: CancelSignal): AsyncGenerator<ImportItem<TicketsSummary>>
  importKnowledge(path: string, redact: readonly RedactionKind[] | null, signal: CancelSignal): AsyncGenerator<ImportItem<KnowledgeSummary>>
  /** Makes sure that the present worker holds a data set or a knowledge base. */
  ensureTickets(datasetId: string, signal: CancelSignal): Promise<void>
  ensureKnowledge(knowledgeId: string, signal: CancelSignal): Promise<void>
}

type Kept = { readonly path: string; readonly redact: readonly RedactionKind[] | null; readonly generation: number }

/** Remembers imports on behalf of the background worker. */
export function createImportedFiles(jobs: JobWorkerHost): ImportedFiles {
  const tickets = new Map<string, Kept>()
  const knowledge = new Map<string, Kept>()

  async function* importTickets(path: string, redact: readonly RedactionKind[] | null, signal: CancelSignal): AsyncGenerator<ImportItem<TicketsSummary>> {
    for await (const item of jobs.stream('reading tickets', 'tickets.import', { path, redact: redact === null ? null : [...redact] }, { signal })) {
      if (item.kind === 'summary') tickets.set(item.summary.datasetId, { path, redact, generation: jobs.generation() })
      yield item
    }
  }

  async function* importKnowledge(path: string, redact: readonly RedactionKind[] | null, signal: CancelSignal): AsyncGenerator<ImportItem<KnowledgeSummary>> {
    for await (const item of jobs.stream('reading articles', 'knowledge.import', { path, redact: redact === null ? null : [...redact] }, { signal })) {
      if (item.kind === 'summary') knowledge.set(item.summary.knowledgeId, { path, redact, generation: jobs.generation() })
      yield item
    }
  }

  async function ensure(what: string, kept: Map<string, Kept>, id: string, readAgain: (known: Kept) => AsyncIterable<unknown>): Promise<void> {
    const known = kept.get(id)
    if (known === undefined || known.generation === jobs.generation()) return
    for await (const item of readAgain(known)) void item
    if (kept.get(id)?.generation !== jobs.generation()) {
      throw new AppError({ code: 'jobs.fileChanged', kind: 'user', message: `The ${what} in "${known.path}" changed since they were imported.`, hint: 'Import the file again.' })
    }
  }

  return {
    importTickets,
    importKnowledge,
    ensureTickets: (id, signal) => ensure('tickets', tickets, id, ({ path, redact }) => importTickets(path, redact, signal)),
    ensureKnowledge: (id, signal) => ensure('articles', knowledge, id, ({ path, redact }) => importKnowledge(path, redact, signal)),
  }
}
