import { randomUUID } from 'node:crypto'
import type { Handlers } from '../../api/server.ts'
import { assembleKnowledge } from '../../core/knowledge/assemble-knowledge.ts'
import { readReplyBank } from '../flow/read-reply-bank.ts'
import { runnableFlow } from '../flow/runnable-flow.ts'
import { knowledgeOf, runnableSubflows } from '../flow/runnable-subflows.ts'
import { assignSources } from '../knowledge/assign-sources.ts'
import { labelColumns } from '../labels/labelled-texts.ts'
import { learnLabels } from '../labels/learn-labels.ts'
import { previewRedaction } from '../redaction/preview-redaction.ts'
import { userError } from '../user-error.ts'
import { fitTickets } from './fit-tickets.ts'
import type { jobContract } from './job-contract.ts'
import { KeptRun } from './kept-run.ts'
import { KeptRuns } from './kept-runs.ts'
import { KnowledgeData } from './knowledge-data.ts'
import { ModelSession, type ModelSurroundings } from './model-session.ts'
import { prepareScenario } from './prepare-scenario.ts'
import { RunData } from './run-data.ts'
import { runSimulation } from './simulate-job.ts'
import { TicketData } from './ticket-data.ts'
import { drawCurve } from './what-if-curve.ts'
import { searchPeople } from './what-if-staff.ts'
import { tryMoves } from './what-if-try.ts'

/** What the background worker does, and keeps for the session. */
export function createWorkerHandlers(surroundings: { readonly models: ModelSurroundings; readonly flowsDir: string }): Handlers<typeof jobContract> {
  const tickets = new TicketData()
  const knowledge = new KnowledgeData()
  const models = new ModelSession(surroundings.models)
  const runs = new RunData()
  const kept = new KeptRuns()
  return {
    'tickets.import': ({ path, redact }, { signal }) => tickets.import(path, redact ?? null, signal),
    'tickets.page': ({ datasetId, search, offset, limit }) => tickets.page(datasetId, search, offset, limit),
    'knowledge.import': ({ path, redact }, { signal }) => knowledge.import(path, redact ?? null, signal),
    'redaction.preview': (input, { signal }) => previewRedaction(input, signal),
    'history.fit': ({ datasetId, ...input }, { signal }) => fitTickets({ ...input, tickets: tickets.tickets(datasetId) }, signal),
    'models.watch': (_input, { signal }) => models.watch(signal),
    async 'models.close'() {
      await models.close()
      return null
    },
    async 'models.warm'() {
      await models.warm()
      return null
    },
    async *'runs.simulate'(input, { signal }) {
      const examples = (digest: string): string | undefined => input.examples[digest]
      const workflow = runnableFlow(input.flowText, examples, input.files)
      const subflows = runnableSubflows(workflow, examples, input.files)
      const dataset = tickets.tickets(input.datasetId)
      if (dataset.length === 0) throw userError('tickets.none', 'There are no tickets to simulate: the imported file holds none that can be used.', 'Look at the problems of the import, or import another file.')
      const articles = input.knowledgeId === null ? [] : assignSources(knowledge.articles(input.knowledgeId), knowledgeOf(workflow, subflows) ?? {})
      const job = {
        workflow,
        subflows,
        examples,
        tickets: dataset,
        knowledge: assembleKnowledge(articles),
        scenario: prepareScenario(input.scenarioText, input),
        replyBank: input.replyBank ?? (await readReplyBank(surroundings.flowsDir)),
        models,
        keepTickets: true,
      }
      for await (const item of runSimulation(job, signal)) {
        if (item.kind !== 'result') yield item
        else {
          const runId = randomUUID()
          runs.put(runId, item.result)
          kept.put(runId, new KeptRun(job, item.session, item.figures))
          yield { kind: 'finished', runId, report: item.result.report }
        }
      }
    },
    'labels.columns': ({ datasetId }) => labelColumns(tickets.tickets(datasetId)),
    'labels.learn': (input, { signal }) => learnLabels({ ...input, tickets: tickets.tickets(input.datasetId) }, (requests, options) => models.judge(requests, options), signal),
    'runs.report': ({ runId }) => runs.report(runId),
    'runs.tickets': ({ runId, ...query }) => runs.page(runId, query),
    'runs.ticket': ({ runId, ticketId }) => runs.ticket(runId, ticketId),
    'whatIf.open': ({ runId }) => kept.get(runId).describe(),
    'whatIf.try': ({ runId, ...input }, { signal }) => tryMoves(kept.get(runId), input, signal),
    'whatIf.curve': ({ runId, ...input }, { signal }) => drawCurve(kept.get(runId), input, signal),
    'whatIf.staff': ({ runId, ...input }, { signal }) => searchPeople(kept.get(runId), input, signal),
  }
}
