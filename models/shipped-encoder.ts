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
  const file = join(folder, GRAPH_FILE)
  const graph = await readFile(file)
  const graphDigest = digestOf(graph)
  const tone = await readFile(join(toneFolder, GRAPH_FILE))
  const halves = splitOnnx(graph, SHARED, LAST)
  if (halves === undefined) throw new ModelError('weights.damaged', `${file} cannot be cut at "${SHARED}".`, 'Restore the weights: git checkout -- models/weights')
  const sessions: Halves = { trunk: await openSession(halves.trunk, threads), embedding: await openSession(halves.top, threads), tone: await openSession(tone, threads) }
  let whole: Promise<InferenceSession> | undefined
  const toneDigest = createHash('sha256').update(digest).update(tone).digest('hex')
  return {
    size: EMBEDDING_SIZE,
    tokeniser,
    windowPieces: WINDOW_PIECES,
    isSteady: true,
    digests: { embedding: digest, tone: toneDigest },
    read: async (batch, spaces) => {
      if (spaces.length > 1 || spaces[0] === 'tone') return readHalves(sessions, batch, spaces)
      // Indexing asks for meaning alone: the uncut graph spares carrying the states between the halves through memory twice.
      whole ??= openWhole(file, graphDigest, threads)
      return { embedding: await readWhole(await whole, batch) }
    },
    close: async () => {
      for (const session of [...Object.values(sessions), ...(whole === undefined ? [] : [await whole])]) await session.release()
    },
  }
}

type Halves = { readonly trunk: InferenceSession; readonly embedding: InferenceSession; readonly tone: InferenceSession }

// The bytes are read again rather than held: what has changed on the disk since they were checked is refused.
async function openWhole(file: string, expected: string, threads: number): Promise<InferenceSession> {
  const graph = await readFile(file)
  if (digestOf(graph) !== expected) throw new ModelError('weights.damaged', `${file} has changed since it was opened.`, 'Restore the weights: git checkout -- models/weights, and start again.')
  return openSession(graph, threads)
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function readWhole(session: InferenceSession, batch: PieceBatch): Promise<RowVectors> {
  return unitMeans(realOutput(await session.run(piecesAsInputs(batch, session.inputNames), [LAST]), LAST).data, batch, EMBEDDING_SIZE)
}

async function readHalves({ trunk, ...tops }: Halves, batch: PieceBatch, spaces: readonly Space[]): Promise<Partial<Record<Space, RowVectors>>> {
  const shared = realOutput(await trunk.run(piecesAsInputs(batch, trunk.inputNames)), SHARED).data
  const inputs = { [SHARED]: new Tensor('float32', shared, [batch.rows, batch.length, EMBEDDING_SIZE]), ...piecesAsInputs(batch, ['attention_mask']) }
  const vectors: Partial<Record<Space, RowVectors>> = {}
  for (const space of spaces) vectors[space] = unitMeans(realOutput(await tops[space].run(inputs), LAST).data, batch, EMBEDDING_SIZE)
  return vectors
}
