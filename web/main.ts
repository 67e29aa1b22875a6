import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { toErrorData } from '../api/app-error.ts'
import { createHost } from '../host/create-host.ts'
import { appFolders } from '../host/app-folders.ts'
import { spawnSourceWorker } from '../host/jobs/spawn-source-worker.ts'
import { appVersion } from '../host/app-version.ts'
import { createJsonSettingsStore } from '../host/settings/json-settings-store.ts'
import { serveWeb } from './serve.ts'

/** Starts the browser shell and prints its address; ends with the process. */
export async function startWebShell(argv: readonly string[]): Promise<void> {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const folders = appFolders(process.platform, process.env, homedir())
  const { values } = parseArgs({ args: [...argv], options: { port: { type: 'string', default: '0' } }, strict: false })
  const flowsDir = join(root, 'flows')
  const host = createHost({
    dataDir: folders.data,
    flowsDir,
    version: appVersion(root),
    shell: 'web',
    settings: createJsonSettingsStore(join(folders.data, 'state.json')),
    dialogs: { pick: async () => ({ kind: 'browse', startAt: homedir() }) },
    spawnJobWorker: () =>
      spawnSourceWorker(new URL('../host/jobs/job-worker.ts', import.meta.url), {
        workerData: { weightsDir: join(root, 'models', 'weights'), flowsDir, cacheDir: folders.cache, modelWorker: null, userModelsDir: join(folders.data, 'models') },
        resourceLimits: { maxOldGenerationSizeMb: 4096 },
      }),
  })
  try {
    const shell = await serveWeb({
      handlers: host.handlers,
      pageDir: join(root, 'out', 'renderer'),
      port: Number(values.port) || 0,
      onInternalError: (method, thrown) => console.error(`${method}:`, thrown),
      // The page comes first, the models after it.
      onConnected: () => setTimeout(host.warm, 500),
    })
    let isEnding = false
    const end = (): void => {
      if (isEnding) return
      isEnding = true
      void Promise.allSettled([shell.close(), host.close()]).then(() => process.exit(0))
    }
    process.once('SIGINT', end)
    process.once('SIGTERM', end)
    console.log(`LUMOS Studio is running. Open this address in a browser on this machine:\n\n  ${shell.url}\n\nIt works once, for one browser; press Enter for another one. Ctrl-C ends the program.`)
    if (process.stdin.isTTY) process.stdin.on('data', () => console.log(`  ${shell.issueUrl()}`))
  } catch (thrown) {
    const error = toErrorData(thrown)
    console.error(`${error.message} ${error.hint}`)
    process.exitCode = 1
    await host.close()
  }
}
