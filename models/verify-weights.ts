import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { catalog } from './catalog.ts'
import type { CatalogEntry } from './catalog.ts'
import { ModelError } from './model-error.ts'

const REMEDY = 'Restore the file with `git checkout -- models/weights`, or install LUMOS Studio again.'

/** Compares every weights file with the catalog; throws a ModelError that names the first file that is missing or differs. */
export async function verifyWeights(weightsDir: string, entries: readonly CatalogEntry[] = catalog): Promise<void> {
  for (const entry of entries) {
    for (const file of entry.files) {
      const path = join(weightsDir, file.path)
      const bytes = await readFile(path).catch((error: unknown) => {
        throw new ModelError('weights.missing', `The weights file ${path} of the model "${entry.id}" cannot be read: ${error instanceof Error ? error.message : String(error)}.`, REMEDY)
      })
      const actual = createHash('sha256').update(bytes).digest('hex')
      if (actual !== file.sha256) {
        throw new ModelError('weights.damaged', `The weights file ${path} of the model "${entry.id}" is damaged: its SHA-256 should be ${file.sha256} (${file.bytes} bytes) but is ${actual} (${bytes.length} bytes).`, REMEDY)
      }
    }
  }
}
