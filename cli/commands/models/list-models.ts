import { join } from 'node:path'
import { catalog, ENCODER_ID } from '../../../models/catalog.ts'
import { readUserModels } from '../../../models/read-user-models.ts'
import type { ModelSurroundings } from './model-surroundings.ts'

/** A model as it is listed. */
export type ListedModel = {
  readonly id: string
  readonly task: string
  readonly bytes: number
  readonly licence: string
  readonly digest: string
  readonly source: string
  readonly state: 'shipped' | 'pulled' | 'damaged'
  /** For a shipped one, the model that the settings put in its place. */
  readonly replacedBy?: string
  readonly folder: string
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[]
}

/** The models that ship and those that the user pulled. */
export async function listModels({ weightsDir, modelsDir, chosen }: ModelSurroundings): Promise<readonly ListedModel[]> {
  const replacements = new Map([[ENCODER_ID, chosen.embedding?.id], ['tone', chosen.tone?.id]])
  const shipped = catalog.map(({ id, task, bytes, licence, digest, source, files }): ListedModel => {
    const replacedBy = replacements.get(id)
    return { id, task, bytes, licence, digest, source, state: 'shipped', ...(replacedBy === undefined ? {} : { replacedBy }), folder: join(weightsDir, id), files }
  })
  const own = (await readUserModels(modelsDir)).map((model): ListedModel => {
    if ('problem' in model) return { id: model.folder, task: 'unknown', bytes: 0, licence: 'unknown', digest: '', source: model.problem, state: 'damaged', folder: model.folder, files: [] }
    const { id, revision, files, pulledAt } = model.manifest
    return {
      id,
      task: 'as its card says',
      bytes: files.reduce((sum, file) => sum + file.bytes, 0),
      licence: 'as its card says',
      digest: files.find(({ path }) => path.endsWith('.onnx'))?.sha256 ?? '',
      source: `pulled on ${pulledAt.slice(0, 10)}, revision ${revision.slice(0, 12)}`,
      state: 'pulled',
      folder: model.folder,
      files,
    }
  })
  return [...shipped, ...own]
}
