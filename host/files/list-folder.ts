import { readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { FolderEntry, FolderListing } from '../../api/model.ts'
import { fileError } from './file-error.ts'

const maxEntries = 5_000

/** Lists a folder for the in-app file browser: folders first, hidden ones left out; a file's path lists the folder it lies in. */
export async function listFolder(path: string | undefined, places: FolderListing['places']): Promise<FolderListing> {
  const asked = resolve(path ?? homedir())
  try {
    const folder = (await stat(asked)).isDirectory() ? asked : dirname(asked)
    const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).slice(0, maxEntries)
    const entries = await Promise.all(names.map((name) => readEntry(folder, name)))
    const parent = dirname(folder)
    return { path: folder, parent: parent === folder ? null : parent, places, entries: entries.filter((entry) => entry !== null).sort(byKindThenName) }
  } catch (thrown) {
    throw fileError(thrown, 'list the folder', asked)
  }
}

async function readEntry(folder: string, name: string): Promise<FolderEntry | null> {
  const path = join(folder, name)
  const found = await stat(path).catch(() => null)
  if (found === null || !(found.isFile() || found.isDirectory())) return null
  return { name, path, kind: found.isDirectory() ? 'folder' : 'file', size: found.size, modifiedAt: Math.round(found.mtimeMs) }
}

function byKindThenName(a: FolderEntry, b: FolderEntry): number {
  if (a.kind !== b.kind) return a.kind === 'folder' ? -1 : 1
  return a.name.localeCompare(b.name, undefined, { numeric: true })
}
