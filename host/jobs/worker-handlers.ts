import type { Handlers } from '../../api/server.ts'
import type { jobContract } from './job-contract.ts'
import { KnowledgeData } from './knowledge-data.ts'
import { ModelSession, type ModelSurroundings } from './model-session.ts'
import { TicketData } from './ticket-data.ts'

/** What the background worker does, and keeps for the session. */
export function createWorkerHandlers(surroundings: { readonly models: ModelSurroundings; readonly flowsDir: string }): Handlers<typeof jobContract> {
  const tickets = new TicketData()
  const knowledge = new KnowledgeData()
  const models = new ModelSession(surroundings.models)
  return {
    'tickets.import': ({ path }, { signal }) => tickets.import(path, signal),
    'tickets.page': ({ datasetId, search, offset, limit }) => tickets.page(datasetId, search, offset, limit),
    'knowledge.import': ({ path }, { signal }) => knowledge.import(path, signal),
    'models.watch': (_input, { signal }) => models.watch(signal),
    async 'models.warm'() {
      await models.warm()
      return null
    },
  } as never
}
