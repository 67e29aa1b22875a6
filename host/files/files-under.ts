import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Every file under a folder, as paths, in an order that does not depend on the system; hidden files and folders, and node_modules, are left out. */
export async function filesUnder(folder: string): Promise<readonly string[]> {
  // Not readdir's own recursion: the oldest Electron that we run on does not know it.
  const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => !entry.name.startsWith('.') && entry.name !== 'node_modules')
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  const parts = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return filesUnder(path)
      return entry.isFile() ? [path] : []
    }),
  )
  return parts.flat()
}
