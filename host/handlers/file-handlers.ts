import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Dialogs } from '../dialogs.ts'
import type { ExampleStore } from '../files/example-store.ts'
import type { FlowFiles } from '../files/flow-file.ts'
import { layoutPathFor } from '../files/layout-path.ts'
import { flowTitle } from '../files/flow-title.ts'
import { listFolder } from '../files/list-folder.ts'
import type { RecentFiles } from '../files/recent-files.ts'
import { putSchemaBeside } from '../files/schema-beside.ts'
import { watchFile } from '../files/watch-file.ts'
import { filesAround } from '../flow/files-around.ts'
import type { ContractPart } from './contract-part.ts'

/** Picking, listing, opening and saving files. */
export function fileHandlers(host: {
  readonly dialogs: Dialogs
  readonly flowsDir: string
  readonly flowFiles: FlowFiles
  readonly recent: RecentFiles
  readonly examples: ExampleStore
  readonly now: () => number
  readonly onFileUsed?: (path: string) => void
}): ContractPart<'files'> {
  async function remember(path: string, text: string): Promise<void> {
    host.onFileUsed?.(path)
    // A full disk must not turn an opened or saved flow into an error.
    await host.recent.add(path, flowTitle(text) ?? basename(path), host.now()).catch(() => undefined)
  }

  return {
    'files.pick': (input) => host.dialogs.pick(input),
    'files.watch': ({ path }, { signal }) => watchFile(path, signal, undefined, layoutPathFor(path)),
    'files.list': ({ path }) =>
      listFolder(path, [
        { title: 'Home', path: homedir() },
        { title: 'Current folder', path: process.cwd() },
        { title: 'Samples', path: host.flowsDir },
        ...recentFolders(host.recent.paths()),
      ]),
    'files.around': ({ path }) => filesAround(path),
    async 'files.openFlow'({ path }) {
      const opened = await host.flowFiles.open(path)
      await remember(opened.path ?? path, opened.text)
      await host.examples.takeBeside(opened.path ?? path, opened.text)
      return opened
    },
    async 'files.saveFlow'(input) {
      const saved = await host.flowFiles.save(input, host.now())
      if (saved.kind === 'saved') {
        await remember(saved.path, input.text)
        await host.examples.putBeside(saved.path, input.text)
        // The flow is saved; an editor without a schema is no reason to call that an error.
        await putSchemaBeside(saved.path, input.text).catch(() => undefined)
      }
      return saved
    },
  }
}

function recentFolders(paths: readonly string[]): readonly { readonly title: string; readonly path: string }[] {
  const folders = [...new Set(paths.map((path) => dirname(path)))].slice(0, 4)
  return folders.map((path) => ({ title: basename(path) || path, path: join(path) }))
}
