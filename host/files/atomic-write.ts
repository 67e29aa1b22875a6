import { stat, writeFile } from 'node:fs/promises'
import { fileError } from './file-error.ts'
import { resolveTarget, stageFile } from './stage-file.ts'

/** Writes a whole file or nothing of it; `what` names it in the sentence that an error becomes. A device or pipe is written to, never replaced. */
export async function atomicWrite(path: string, text: string | Uint8Array, what: string): Promise<void> {
  try {
    const target = await resolveTarget(path)
    if (await isSpecial(target)) return await writeFile(target, text)
    const staged = await stageFile(target, text)
    try {
      await staged.commit()
    } catch (thrown) {
      await staged.discard().catch(() => undefined)
      throw thrown
    }
  } catch (thrown) {
    throw fileError(thrown, `save ${what}`, path)
  }
}

async function isSpecial(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found !== null && !found.isFile() && !found.isDirectory()
}
