import { createHash } from 'node:crypto'
import digests from './weights/digests.json'
import { PREPROCESSING_VERSION } from './signal-cache.ts'

/** One file of a model's weights. */
export type WeightsFile = { readonly path: string; readonly bytes: number; readonly sha256: string }

/** A model that ships with the product. */
export type CatalogEntry = {
  readonly id: string
  readonly task: string
  readonly licence: string
  readonly source: string
  readonly files: readonly WeightsFile[]
  readonly bytes: number
  /** SHA-256 over its files' digests and the version of the text preparation. */
  readonly digest: string
}

/** The folder of the shared encoder under the weights folder. */
export const ENCODER_ID = 'all-minilm-l6-v2'

const DESCRIPTIONS = [
  { id: ENCODER_ID, task: 'sentence embedding', licence: 'Apache-2.0', source: 'sentence-transformers/all-MiniLM-L6-v2, upper layers trained for this product on Mozilla Support (CC BY-SA 3.0), Arduino Help Center (CC BY-SA 4.0), DSTC9 (Apache-2.0), BANKING77 (CC BY 4.0), CLINC150 (CC BY 3.0), HWU64 (CC BY-SA 3.0) and Bitext (CDLA-Sharing-1.0); int8' },
  { id: 'tone', task: 'tone', licence: 'Apache-2.0', source: 'trained for this product on GoEmotions (CC BY 4.0), Senti4SD (MIT), Bitext (CDLA-Sharing-1.0), Mozilla Support posts (CC BY-SA 3.0) and messages of our own' },
  { id: 'inbound', task: 'inbound filter', licence: 'Apache-2.0', source: 'trained for this product on SpamAssassin (PDDL), SMS Spam Collection (CC BY 4.0), Mozilla Support posts (CC BY-SA 3.0), BANKING77 (CC BY 4.0), Bitext (CDLA-Sharing-1.0) and phrases of our own' },
  { id: 'labels', task: 'labels', licence: 'Apache-2.0', source: 'calibration fitted for this product on BANKING77 (CC BY 4.0), CLINC150 (CC BY 3.0), HWU64 (CC BY-SA 3.0), Bitext (CDLA-Sharing-1.0) and Mozilla Support topics (CC BY-SA 3.0)' },
  { id: 'passages', task: 'passages', licence: 'Apache-2.0', source: 'calibration fitted for this product on DSTC9 track 1 (Apache-2.0), Arduino Help Center (CC BY-SA 4.0) and Mozilla Support (CC BY-SA 3.0)' },
] as const

/** Every model that ships with the product, with the digests of its files. */
export const catalog: readonly CatalogEntry[] = DESCRIPTIONS.map((description) => {
  const files = digests.filter((file) => file.path.startsWith(`${description.id}/`))
  const hash = createHash('sha256').update(PREPROCESSING_VERSION)
  for (const file of files) hash.update(file.sha256)
  return { ...description, files, bytes: files.reduce((sum, file) => sum + file.bytes, 0), digest: hash.digest('hex') }
})

/** The catalog's entry of a model. */
export function catalogEntry(id: string): CatalogEntry {
  const entry = catalog.find((candidate) => candidate.id === id)
  if (!entry) throw new Error(`There is no model "${id}" in the catalog.`)
  return entry
}
