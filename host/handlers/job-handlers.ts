import { dirname, join } from 'node:path'
import { toErrorData } from '../../api/app-error.ts'
import { taughtDigests } from '../files/example-store.ts'
import type { ExampleStore } from '../files/example-store.ts'
import { filesAround } from '../flow/files-around.ts'
import { readReplyBankFile } from '../flow/read-reply-bank.ts'
import { readScenarioText } from '../flow/read-scenario-file.ts'
import type { ImportedFiles } from '../jobs/imported-files.ts'
import type { JobWorkerHost } from '../jobs/job-worker-host.ts'
import { preparedScenario } from '../jobs/prepare-scenario.ts'
import type { ReplyBank } from '../../core/simulation/reply-bank.ts'
import type { RedactionKind } from '../../core/redaction/redaction-kind.ts'
import type { SettingsStore } from '../settings/app-state.ts'
import type { ContractPart } from './contract-part.ts'

// The worker knows no files: what a scenario extends and the times that it names are put into it here.
async function wholeScenario(text: string | null, path: string | null): Promise<string | null> {
  if (text === null || text.trim() === '' || path === null) return text
  return JSON.stringify(preparedScenario(await readScenarioText(text, path), {}))
}

// The replies of customers that the scenario names in place of those that the product brings.
async function namedReplies(text: string | null, path: string | null): Promise<ReplyBank | null> {
  if (text === null || text.trim() === '' || path === null) return null
  const { places, placeOf } = await readScenarioText(text, path)
  return places.replyBank === undefined ? null : readReplyBankFile(placeOf(places.replyBank))
}

/** Long work: forwarded to the background worker, which keeps tickets, articles and runs. */
export function jobHandlers(jobs: JobWorkerHost, imported: ImportedFiles, store: ExampleStore, settings: SettingsStore): ContractPart<'tickets' | 'knowledge' | 'history' | 'redaction' | 'labels' | 'models' | 'runs' | 'whatIf'> {
  // A caller that does not say gets what the user chose for every import.
  const chosen = (): readonly RedactionKind[] | null => {
    const { on, kinds } = settings.read().settings.redaction
    return on ? kinds : null
  }
  return {
    'tickets.import': ({ path, redact }, { signal }) => imported.importTickets(path, redact === undefined ? chosen() : redact, signal),
    async 'tickets.page'(input, { signal }) {
      await imported.ensureTickets(input.datasetId, signal)
      return jobs.call('listing tickets', 'tickets.page', input, { signal })
    },
    'knowledge.import': ({ path, redact }, { signal }) => imported.importKnowledge(path, redact === undefined ? chosen() : redact, signal),
    'redaction.preview': (input, { signal }) => jobs.call('looking for personal data', 'redaction.preview', input, { signal }),
    async *'history.fit'({ scenarioText, scenarioPath, ...input }, { signal }) {
      await imported.ensureTickets(input.datasetId, signal)
      yield* jobs.stream('fitting today', 'history.fit', { ...input, scenarioText: await wholeScenario(scenarioText, scenarioPath ?? null) }, { signal })
    },
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
      const files = typeof input.path === 'string' ? await filesAround(input.path) : []
      const { path } = input
      if (typeof path === 'string') await Promise.all(files.map((file) => store.takeBeside(join(dirname(path), file.name), file.text)))
      const examples = await store.read([input.flowText, ...files.map((file) => file.text)].flatMap(taughtDigests))
      const { scenarioPath, scenarioText, ...rest } = input
      yield* jobs.stream('simulating', 'runs.simulate', { ...rest, scenarioText: await wholeScenario(scenarioText, scenarioPath ?? null), replyBank: await namedReplies(scenarioText, scenarioPath ?? null), examples, files }, { signal })
    },
    async 'labels.columns'(input, { signal }) {
      await imported.ensureTickets(input.datasetId, signal)
      return jobs.call('looking at the columns', 'labels.columns', input, { signal })
    },
    async *'labels.learn'(input, { signal }) {
      await imported.ensureTickets(input.datasetId, signal)
      for await (const item of jobs.stream('learning labels', 'labels.learn', input, { signal })) {
        if (item.kind === 'progress') yield item
        else yield { kind: 'learned', digest: await store.put(item.text), examples: item.examples, report: item.report }
      }
    },
    'labels.examples': async ({ digests }) => Object.keys(await store.read(digests)),
    'runs.report': (input, { signal }) => jobs.call('reading a run', 'runs.report', input, { signal }),
    'runs.tickets': (input, { signal }) => jobs.call('listing a run', 'runs.tickets', input, { signal }),
    'runs.ticket': (input, { signal }) => jobs.call('reading a ticket of a run', 'runs.ticket', input, { signal }),
    'whatIf.open': (input, { signal }) => jobs.call('looking at what can be moved', 'whatIf.open', input, { signal }),
    'whatIf.try': (input, { signal }) => jobs.stream('trying something else', 'whatIf.try', input, { signal }),
    'whatIf.curve': (input, { signal }) => jobs.stream('drawing a curve', 'whatIf.curve', input, { signal }),
    'whatIf.staff': (input, { signal }) => jobs.stream('searching for the smallest team', 'whatIf.staff', input, { signal }),
  }
}
