import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The text of a model's card (README.md in its folder); `undefined` where it has none. */
export async function readModelCard(folder: string): Promise<string | undefined> {
  return readFile(join(folder, 'README.md'), 'utf8').catch(() => undefined)
}
