import { writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileError } from './file-error.ts'

const MOST = 1000

/** Writes a file of a new name into the folder of another one: `today.lumos.yaml`, else `today-2.lumos.yaml` and so on. What is there is never replaced. */
export async function writeNewBeside(beside: string, name: string, text: string): Promise<{ readonly path: string; readonly name: string }> {
  for (let count = 1; ; count++) {
    const path = join(dirname(beside), `${name}${count === 1 ? '' : `-${count}`}.lumos.yaml`)
    try {
      await writeFile(path, text, { flag: 'wx' })
      return { path, name: basename(path) }
    } catch (thrown) {
      const isTaken = thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST'
      if (!isTaken || count === MOST) throw fileError(thrown, `write "${basename(path)}"`, path)
    }
  }
}
