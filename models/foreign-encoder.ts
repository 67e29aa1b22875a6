import type { InferenceSession } from 'onnxruntime-node'
import type { ModelFolder } from './chosen-model.ts'
import { makeUnit, unitFirsts, unitMeans } from './encoder-model.ts'
import type { EncoderModel, RowVectors } from './encoder-model.ts'
import { ModelError } from './model-error.ts'
import { openSession, piecesAsInputs, realOutput } from './onnx-session.ts'
import type { PieceBatch } from './onnx-session.ts'
import { loadAnyTokeniser } from './tokeniser.ts'

const READS = ['input_ids', 'attention_mask', 'token_type_ids']
const HIDDEN = ['last_hidden_state', 'token_embeddings']
const POOLED = 'sentence_embedding'

/** Loads a sentence encoder of the user's; throws a ModelError where the folder holds a model of another task. */
export async function loadForeignEncoder(folder: ModelFolder, threads: number): Promise<EncoderModel> {
  const { session, marked } = await openForeign(folder, threads)
  const hidden = HIDDEN.find((name) => session.outputNames.includes(name))
  if (hidden === undefined && !session.outputNames.includes(POOLED)) {
    await session.release()
    const what = session.outputNames.includes('logits') ? 'it gives classes (logits)' : `it gives ${session.outputNames.join(', ')}`
    throw wrongTask(folder, `is not a sentence encoder: ${what}, not the hidden states of a text's tokens`, 'Choose a model for feature extraction, such as sentence-transformers/all-MiniLM-L12-v2.')
  }
  const read = async (batch: PieceBatch): Promise<RowVectors> => {
    const outputs = await session.run(piecesAsInputs(batch, session.inputNames), [hidden ?? POOLED])
    const { data, dims } = realOutput(outputs, hidden ?? POOLED)
    const size = dims.at(-1) ?? 0
    if (hidden === undefined) return unitRows(data, batch.rows, size)
    return folder.pooling === 'cls' ? unitFirsts(data, batch, size) : unitMeans(data, batch, size)
  }
  const one = await read({ rows: 1, length: marked.probe.length, ids: BigInt64Array.from(marked.probe, BigInt), mask: new BigInt64Array(marked.probe.length).fill(1n) })
  return {
    size: one.length,
    tokeniser: marked.tokeniser,
    windowPieces: marked.windowPieces,
    isSteady: false,
    digests: { embedding: folder.digest },
    read: async (batch) => ({ embedding: await read(batch) }),
    close: () => session.release(),
  }
}

type Marked = { readonly tokeniser: EncoderModel['tokeniser']; readonly windowPieces: number; readonly probe: readonly number[] }

/** Opens the tokeniser and the graph of a folder, and checks that the graph reads word pieces. */
export async function openForeign(folder: ModelFolder, threads: number): Promise<{ readonly session: InferenceSession; readonly marked: Marked }> {
  const damaged = (error: unknown): never => {
    throw new ModelError('model.damaged', `The model "${folder.model.id}" in ${folder.model.folder} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`, 'Download the model again, or choose another one in the settings.')
  }
  const tokeniser = await loadAnyTokeniser(folder.model.folder).catch(damaged)
  const session = await openSession(folder.graph, threads).catch(damaged)
  const unknown = session.inputNames.filter((name) => !READS.includes(name))
  if (!session.inputNames.includes('input_ids') || unknown.length > 0) {
    await session.release()
    throw wrongTask(folder, `reads ${session.inputNames.join(', ')}, not the word pieces of one text`, 'Choose a BERT-like model for text.')
  }
  const marks = tokeniser.before.length + tokeniser.after.length
  return { session, marked: { tokeniser, windowPieces: Math.max(1, folder.most - marks), probe: [...tokeniser.before, ...tokeniser.pieces('a'), ...tokeniser.after] } }
}

/** The error of a model that was made for something else. */
export function wrongTask(folder: ModelFolder, what: string, hint: string): ModelError {
  return new ModelError('model.wrongTask', `The model "${folder.model.id}" ${what}.`, `${hint} Or go back to the shipped model in the settings.`)
}

function unitRows(data: Float32Array, rows: number, size: number): RowVectors {
  const vectors = Float64Array.from(data.subarray(0, rows * size))
  for (let row = 0; row < rows; row++) makeUnit(vectors.subarray(row * size, (row + 1) * size))
  return vectors
}
