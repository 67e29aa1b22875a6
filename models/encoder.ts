import { AutoModel, AutoTokenizer, env, LogLevel, Tensor } from '@huggingface/transformers'
import { canonicalText } from '../core/signals/canonical-text.ts'
import { EMBEDDING_SIZE, toEmbedding } from './embedding.ts'
import type { Embedding } from './embedding.ts'
import { ModelError } from './model-error.ts'
import { embeddingKey } from './signal-cache.ts'
import type { SignalCache } from './signal-cache.ts'
import { batchesOf, paddedLength, windowsOf } from './text-windows.ts'
import type { TextWindow } from './text-windows.ts'

const START_MARK = 101
const END_MARK = 102
const TEXTS_TOKENISED_AT_ONCE = 64

/** What a caller of the encoder may want to know or stop meanwhile. */
export type EncodeOptions = {
  /** Asked between batches; throws to stop. */
  readonly check?: () => void
  /** Called with the number of texts finished since the last call. */
  readonly onTexts?: (count: number) => void
}

type Run = (ids: Tensor, mask: Tensor, types: Tensor) => Promise<Float32Array>

/** The shared sentence encoder: a text's embedding is the same bytes whatever else is asked, batched or cached with it. */
export class Encoder {
  readonly #digest: string
  readonly #lanes: number
  readonly #cache: SignalCache | undefined
  readonly #tokenise: (text: string) => number[]
  readonly #run: Run
  readonly #release: () => Promise<unknown>

  private constructor(digest: string, lanes: number, cache: SignalCache | undefined, tokenise: (text: string) => number[], run: Run, release: () => Promise<unknown>) {
    this.#digest = digest
    this.#lanes = lanes
    this.#cache = cache
    this.#tokenise = tokenise
    this.#run = run
    this.#release = release
  }

  /** Loads the weights from a folder; nothing is ever fetched. */
  static async load(weightsDir: string, name: string, digest: string, threads: number, cache?: SignalCache): Promise<Encoder> {
    env.allowRemoteModels = false
    env.allowLocalModels = true
    env.useFSCache = false
    env.useBrowserCache = false
    env.logLevel = LogLevel.ERROR
    env.localModelPath = weightsDir.endsWith('/') ? weightsDir : `${weightsDir}/`
    const tokenizer = await AutoTokenizer.from_pretrained(name, { local_files_only: true })
    const model = await AutoModel.from_pretrained(name, {
      dtype: 'q8',
      device: 'cpu',
      local_files_only: true,
      // Batches run side by side instead: small products gain little from sharing one between threads.
      session_options: { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 },
    })
    const tokenise = (text: string): number[] => tokenizer.encode(text, { add_special_tokens: false })
    const run: Run = async (ids, mask, types) => {
      const output: unknown = await model({ input_ids: ids, attention_mask: mask, token_type_ids: types })
      return hiddenStateOf(output)
    }
    return new Encoder(digest, threads, cache, tokenise, run, () => model.dispose())
  }

  /** Embeds texts, each once; the result is by canonical text, and a text without letters or signs has the zero vector. */
  async embed(texts: Iterable<string>, options: EncodeOptions = {}): Promise<ReadonlyMap<string, Embedding>> {
    const found = new Map<string, Embedding>()
    const missing: string[] = []
    for (const text of new Set([...texts].map(canonicalText))) {
      const kept = text === '' ? new Int16Array(EMBEDDING_SIZE) : this.#kept(text)
      if (kept) found.set(text, kept)
      else missing.push(text)
    }
    options.onTexts?.(found.size)
    await this.#compute(missing, found, options)
    return found
  }

  /** Frees the model's memory. */
  async close(): Promise<void> {
    await this.#release()
  }

  #kept(text: string): Embedding | undefined {
    const bytes = this.#cache?.get(embeddingKey(this.#digest, text))
    if (bytes?.length !== EMBEDDING_SIZE * 2) return undefined
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return Int16Array.from({ length: EMBEDDING_SIZE }, (_, i) => view.getInt16(i * 2, true))
  }

  #keep(text: string, embedding: Embedding): void {
    const bytes = new Uint8Array(EMBEDDING_SIZE * 2)
    const view = new DataView(bytes.buffer)
    embedding.forEach((value, i) => view.setInt16(i * 2, value, true))
    this.#cache?.put(embeddingKey(this.#digest, text), bytes)
  }

  async #compute(texts: readonly string[], into: Map<string, Embedding>, options: EncodeOptions): Promise<void> {
    const windows: TextWindow[] = []
    for (let i = 0; i < texts.length; i++) {
      if (i % TEXTS_TOKENISED_AT_ONCE === 0) {
        await nextTurn()
        options.check?.()
      }
      windows.push(...windowsOf(i, this.#tokenise(texts[i] ?? '')))
    }
    const open = new Map<number, { parts: { order: number; mean: Float64Array; weight: number }[]; left: number }>()
    const orders = new Map<TextWindow, number>()
    for (const window of windows) {
      const state = open.get(window.text) ?? { parts: [], left: 0 }
      orders.set(window, state.left)
      state.left += 1
      open.set(window.text, state)
    }
    await this.#inLanes(batchesOf(windows), options, (batch, means) => {
      let finished = 0
      batch.forEach((window, row) => {
        const state = open.get(window.text)
        const mean = means[row]
        if (!state || !mean) return
        state.parts.push({ order: orders.get(window) ?? 0, mean, weight: window.pieces.length + 2 })
        state.left -= 1
        if (state.left > 0) return
        const text = texts[window.text] ?? ''
        const embedding = pooled(state.parts)
        open.delete(window.text)
        into.set(text, embedding)
        this.#keep(text, embedding)
        finished += 1
      })
      options.onTexts?.(finished)
    })
  }

  /** Runs the batches, several at a time; what a batch yields does not depend on the ones beside it. */
  async #inLanes(batches: readonly (readonly TextWindow[])[], options: EncodeOptions, done: (batch: readonly TextWindow[], means: readonly Float64Array[]) => void): Promise<void> {
    let next = 0
    let stopped = false
    const lane = async (): Promise<void> => {
      for (let batch = batches[next++]; batch && !stopped; batch = batches[next++]) {
        try {
          await nextTurn()
          options.check?.()
          done(batch, await this.#means(batch))
        } catch (error) {
          stopped = true
          throw error
        }
      }
    }
    const results = await Promise.allSettled(Array.from({ length: this.#lanes }, lane))
    // Waiting for every lane first: the model must not be freed or asked again while one still runs.
    for (const result of results) if (result.status === 'rejected') throw result.reason
  }

  /** The unit mean of the last hidden state of each window in a batch of one padded length. */
  async #means(batch: readonly TextWindow[]): Promise<readonly Float64Array[]> {
    const length = Math.max(...batch.map(paddedLength))
    const ids = new BigInt64Array(batch.length * length)
    const mask = new BigInt64Array(batch.length * length)
    batch.forEach((window, row) => {
      const marked = [START_MARK, ...window.pieces, END_MARK]
      marked.forEach((piece, i) => {
        ids[row * length + i] = BigInt(piece)
        mask[row * length + i] = 1n
      })
    })
    const shape = [batch.length, length]
    const hidden = await this.#run(new Tensor('int64', ids, shape), new Tensor('int64', mask, shape), new Tensor('int64', new BigInt64Array(ids.length), shape))
    return batch.map((window, row) => unitMean(hidden, row * length * EMBEDDING_SIZE, window.pieces.length + 2))
  }
}

function unitMean(hidden: Float32Array, offset: number, tokens: number): Float64Array {
  const mean = new Float64Array(EMBEDDING_SIZE)
  for (let token = 0; token < tokens; token++) {
    const start = offset + token * EMBEDDING_SIZE
    for (let i = 0; i < EMBEDDING_SIZE; i++) mean[i] = (mean[i] ?? 0) + (hidden[start + i] ?? 0)
  }
  let squares = 0
  for (const value of mean) squares += value * value
  const norm = Math.sqrt(squares)
  return norm === 0 ? mean : mean.map((value) => value / norm)
}

function pooled(parts: { readonly order: number; readonly mean: Float64Array; readonly weight: number }[]): Embedding {
  const sum = new Float64Array(EMBEDDING_SIZE)
  // Windows finish in the order of their batches; adding them up in the text's order keeps the last bit the same.
  for (const part of [...parts].sort((a, b) => a.order - b.order)) {
    for (let i = 0; i < EMBEDDING_SIZE; i++) sum[i] = (sum[i] ?? 0) + part.weight * (part.mean[i] ?? 0)
  }
  return toEmbedding(sum)
}

function hiddenStateOf(output: unknown): Float32Array {
  if (typeof output === 'object' && output !== null && 'last_hidden_state' in output) {
    const tensor = output.last_hidden_state
    if (tensor instanceof Tensor && tensor.data instanceof Float32Array) return tensor.data
  }
  throw new ModelError('runtime.failed', 'The sentence encoder answered without a last hidden state.', 'Restore the weights: git checkout -- models/weights')
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
