import { toErrorData } from '../../api/app-error.ts'
import type { ImportedFiles } from '../jobs/imported-files.ts'
import type { JobWorkerHost } from '../jobs/job-worker-host.ts'
import type { ContractPart } from './contract-part.ts'

/** Long work: forwarded to the background worker, which keeps tickets, articles and runs. */
export function jobHandlers(jobs: JobWorkerHost, imported: ImportedFiles): ContractPart<'tickets' | 'knowledge' | 'models' | 'runs'> {
  return {
    'tickets.import': ({ path }, { signal }) => imported.importTickets(path, signal),
    async 'tickets.page'(input, { signal }) {
      await imported.ensureTickets(input.datasetId, signal)
      return jobs.call('listing tickets', 'tickets.page', input, { signal })
    },
    'knowledge.import': ({ path }, { signal }) => imported.importKnowledge(path, signal),
    // Outlives the worker: its death is a state of the models, and the next worker's states follow.
    async *'models.watch'(_input, { signal }) {
      while (!signal.aborted) {
        try {
          yield* jobs.stream('watching the models', 'models.watch', {}, { signal })
          return
        } catch (thrown) {
          const { code, message, hint } = toErrorData(thrown)
          if (code !== 'jobs.workerStopped') throw thrown
          const started = jobs.nextStart(signal)
          yield { state: 'failed', models: [], message, hint }
          await started
        }
      }
    },
    async *'runs.simulate'(input, { signal }) {
      await imported.ensureTickets(input.datasetId, signal)
      if (input.knowledgeId !== null) await imported.ensureKnowledge(input.knowledgeId, signal)
      yield* jobs.stream('simulating', 'runs.simulate', input, { signal })
    },
    'runs.report': (input, { signal }) => jobs.call('reading a run', 'runs.report', input, { signal }),
    'runs.tickets': (input, { signal }) => jobs.call('listing a run', 'runs.tickets', input, { signal }),
    'runs.ticket': (input, { signal }) => jobs.call('reading a ticket of a run', 'runs.ticket', input, { signal }),
  }
}
