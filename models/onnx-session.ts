import { InferenceSession, Tensor } from 'onnxruntime-node'

/** Word pieces of several texts, padded to one length. */
export type PieceBatch = { readonly rows: number; readonly length: number; readonly ids: BigInt64Array; readonly mask: BigInt64Array }

/** Opens a graph from its bytes or from its file, on the processor. */
export function openSession(model: Uint8Array | string, threads: number): Promise<InferenceSession> {
  const options: InferenceSession.SessionOptions = {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    // Threads that wait for work by spinning take the processor from whatever else runs on the machine.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  }
  return typeof model === 'string' ? InferenceSession.create(model, options) : InferenceSession.create(model, options)
}

/** The inputs of a graph that reads word pieces; every text is of the first type. */
export function piecesAsInputs(batch: PieceBatch, names: readonly string[]): Record<string, Tensor> {
  const shape = [batch.rows, batch.length]
  const inputs: Record<string, Tensor> = {}
  if (names.includes('input_ids')) inputs.input_ids = new Tensor('int64', batch.ids, shape)
  if (names.includes('attention_mask')) inputs.attention_mask = new Tensor('int64', batch.mask, shape)
  if (names.includes('token_type_ids')) inputs.token_type_ids = new Tensor('int64', new BigInt64Array(batch.ids.length), shape)
  return inputs
}

/** An output as the tensor of real numbers that it has to be. */
export function realOutput(outputs: InferenceSession.OnnxValueMapType, name: string): { readonly data: Float32Array; readonly dims: readonly number[] } {
  const value = outputs[name]
  if (value instanceof Tensor && value.data instanceof Float32Array) return { data: value.data, dims: value.dims }
  throw new Error(`The model gave no real numbers as "${name}"`)
}
