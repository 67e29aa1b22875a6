import type { InferenceSession } from 'onnxruntime-node'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Tensor } from 'onnxruntime-node'
import { EMBEDDING_SIZE } from './embedding.ts'
import { unitMeans } from './encoder-model.ts'
import type { EncoderModel, RowVectors, Space } from './encoder-model.ts'
import { ModelError } from './model-error.ts'
import { openSession, piecesAsInputs, realOutput } from './onnx-session.ts'
import type { PieceBatch } from './onnx-session.ts'
import { splitOnnx } from './split-onnx.ts'
import { WINDOW_PIECES } from './text-windows.ts'
import { loadTokeniser } from './tokeniser.ts'

const LAST = 'last_hidden_state'
const SHARED = 'shared_hidden_state'

/** Where the graph lies in the folder of a model. */
export const GRAPH_FILE = join('onnx', 'model_quantized.onnx')

/**
 * The encoder that ships with the product. Its lower layers are shared by two tops, one for meaning and one for tone;
 * the graph is cut between them, so that a text runs through what it needs and through nothing twice.
 */
export async function loadShippedEncoder(folder: string, toneFolder: string, digest: string, threads: number): Promise<EncoderModel> {
  const tokeniser = await loadTokeniser(folder)
  const graph = await readFile(join(folder, GRAPH_FILE))
  const tone = await readFile(join(toneFolder, GRAPH_FILE))
  const halves = splitOnnx(graph, SHARED, LAST)
  if (halves === undefined) throw new ModelError('weights.damaged', `${join(folder, GRAPH_FILE)} cannot be cut at "${SHARED}".`, 'Restore the weights: git checkout -- models/weights')
  const sessions: Halves = { trunk: await openSession(halves.trunk, threads), embedding: await openSession(halves.top, threads), tone: await openSession(tone, threads) }
  const toneDigest = createHash('sha256').update(digest).update(tone).digest('hex')
  return {
    size: EMBEDDING_SIZE,
    tokeniser,
    windowPieces: WINDOW_PIECES,
    isSteady: true,
    digests: { embedding: digest, tone: toneDigest },
    read: (batch, spaces) => readHalves(sessions, batch, spaces),
    close: async () => {
      for (const session of Object.values(sessions)) await session.release()
    },
  }
}

type Halves = { readonly trunk: InferenceSession; readonly embedding: InferenceSession; readonly tone: InferenceSession }

async function readHalves({ trunk, ...tops }: Halves, batch: PieceBatch, spaces: readonly Space[]): Promise<Partial<Record<Space, RowVectors>>> {
  const shared = realOutput(await trunk.run(piecesAsInputs(batch, trunk.inputNames)), SHARED).data
  const inputs = { [SHARED]: new Tensor('float32', shared, [batch.rows, batch.length, EMBEDDING_SIZE]), ...piecesAsInputs(batch, ['attention_mask']) }
  const vectors: Partial<Record<Space, RowVectors>> = {}
  for (const space of spaces) vectors[space] = unitMeans(realOutput(await tops[space].run(inputs), LAST).data, batch, EMBEDDING_SIZE)
  return vectors
}
