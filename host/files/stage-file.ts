import { randomBytes } from 'node:crypto'
import { open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isMissingFile } from './file-error.ts'

/** A file written in full beside its target and not yet in its place. */
export type StagedFile = { readonly target: string; readonly temporary: string; commit(): Promise<void>; discard(): Promise<void> }

/** Where a target's next version will be written before it takes its place. */
export function temporaryPathFor(target: string): string {
  return join(dirname(target), `.${basename(target).slice(0, 100)}.${randomBytes(6).toString('hex')}.saving`)
}

/** The real file behind a path, so that replacing it does not replace a link to it. */
export async function resolveTarget(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (thrown) {
    if (isMissingFile(thrown)) return path
    throw thrown
  }
}

/** Writes the whole text to the disk beside its target; only `commit` puts it in the target's place, at one blow. */
export async function stageFile(target: string, text: string | Uint8Array, temporary: string = temporaryPathFor(target)): Promise<StagedFile> {
  const discard = (): Promise<void> => rm(temporary, { force: true })
  try {
    const handle = await open(temporary, 'wx', await modeOf(target))
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (thrown) {
    await discard().catch(() => undefined)
    throw thrown
  }
  return {
    target,
    temporary,
    discard,
    async commit() {
      await renameWithPatience(temporary, target)
      await syncFolder(dirname(target))
    },
  }
}

async function modeOf(target: string): Promise<number> {
  try {
    return (await stat(target)).mode & 0o777
  } catch {
    return 0o644
  }
}

// On Windows a virus scanner may hold a fresh file for a moment.
async function renameWithPatience(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await rename(from, to)
    } catch (thrown) {
      const code = thrown instanceof Error && 'code' in thrown ? thrown.code : ''
      const isHeld = process.platform === 'win32' && (code === 'EPERM' || code === 'EACCES' || code === 'EBUSY')
      if (!isHeld || attempt === 8) throw thrown
      await new Promise((resolve) => setTimeout(resolve, 15 * attempt))
    }
  }
}

// Without this a power cut may undo the rename; not every system lets a folder be opened.
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r').catch(() => null)
  if (handle === null) return
  await handle.sync().catch(() => undefined)
  await handle.close()
}
