import { fileError } from './file-error.ts'
import { resolveTarget, stageFile } from './stage-file.ts'

/** Writes a whole file or nothing of it; `what` names it in the sentence that an error becomes. */
export async function atomicWrite(path: string, text: string | Uint8Array, what: string): Promise<void> {
  try {
    const staged = await stageFile(await resolveTarget(path), text)
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
