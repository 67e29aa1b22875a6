import type { Worker } from 'node:worker_threads'
import { join } from 'node:path'
import type { contract } from '../api/contract.ts'
import type { Handlers } from '../api/server.ts'
import { AppEvents } from './app-events.ts'
import type { Dialogs } from './dialogs.ts'
import { createExampleStore } from './files/example-store.ts'
import { createFlowFiles } from './files/flow-file.ts'
import { createJournal } from './files/journal.ts'
import { createRecentFiles } from './files/recent-files.ts'
import { appHandlers } from './handlers/app-handlers.ts'
import { exportHandlers } from './handlers/export-handlers.ts'
import { fileHandlers } from './handlers/file-handlers.ts'
import { jobHandlers } from './handlers/job-handlers.ts'
import { journalHandlers } from './handlers/journal-handlers.ts'
import { modelHandlers } from './handlers/model-handlers.ts'
import { scenarioHandlers } from './handlers/scenario-handlers.ts'
import { templateHandlers } from './handlers/template-handlers.ts'
import { createImportedFiles } from './jobs/imported-files.ts'
import { createJobWorkerHost } from './jobs/job-worker-host.ts'
import type { SettingsStore } from './settings/app-state.ts'

/** What a shell gives its host. */
export type HostOptions = {
  /** Where the crash journal and saves in progress are kept. */
  readonly dataDir: string
  readonly flowsDir: string
  readonly version: string
  readonly shell: 'electron' | 'web'
  readonly settings: SettingsStore
  readonly dialogs: Dialogs
  readonly spawnJobWorker: () => Worker
  /** Hears which file was opened or saved, for the system's own list of recent documents. */
  readonly onFileUsed?: (path: string) => void
}

/** A host: the handlers of the contract, and what a shell may tell it. */
export type Host = {
  readonly handlers: Handlers<typeof contract>
  readonly events: AppEvents
  /** Starts what may take a while and is not needed to draw the window: the background worker and its models. */
  warm(): void
  close(): Promise<void>
}

/** Puts a host together for one shell. */
export function createHost(options: HostOptions): Host {
  const now = (): number => Date.now()
  const events = new AppEvents()
  const flowFiles = createFlowFiles(join(options.dataDir, 'saves'))
  const examples = createExampleStore(join(options.dataDir, 'examples'))
  const recent = createRecentFiles(options.settings)
  const jobs = createJobWorkerHost(options.spawnJobWorker)
  const imported = createImportedFiles(jobs)
  let isWarm = false
  return {
    events,
    handlers: {
      ...appHandlers({ ...options, events, recent }),
      ...fileHandlers({ ...options, flowFiles, recent, examples, now }),
      ...journalHandlers(createJournal(join(options.dataDir, 'journal')), now),
      ...templateHandlers(options.flowsDir),
      ...scenarioHandlers(),
      ...modelHandlers(join(options.dataDir, 'models'), () => jobs.call('loading the models', 'models.warm', {}).then(undefined, () => undefined)),
      ...jobHandlers(jobs, imported, examples, options.settings),
      ...exportHandlers(examples),
    },
    warm() {
      if (isWarm) return
      isWarm = true
      // A model that cannot be loaded is told through `models.watch`, not here.
      flowFiles.recover().then(undefined, () => undefined)
      jobs.call('loading the models', 'models.warm', {}).then(undefined, () => undefined)
    },
    close: () => jobs.close(),
  }
}
