import { join } from 'node:path'
import { canonicalText } from '../core/signals/canonical-text.ts'
import { toEmbedding } from './embedding.ts'
import type { Embedding } from './embedding.ts'
import type { EncoderModel, Space } from './encoder-model.ts'
import type { PieceBatch } from './onnx-session.ts'
import { loadShippedEncoder } from './shipped-encoder.ts'
import { embeddingKey } from './signal-cache.ts'
import type { SignalCache } from './signal-cache.ts'
import { batchesOf, paddedLength, windowsOf } from './text-windows.ts'
import type { TextWindow } from './text-windows.ts'

const TEXTS_TOKENISED_AT_ONCE = 64

/** So many windows are sorted into batches together: enough to fill batches, few enough not to fill the memory. */
const WINDOWS_AT_ONCE = 2048

/** What a caller of the encoder may want to know or stop meanwhile. */
export type EncodeOptions = {
  /** Asked between batches; throws to stop. */
  readonly check?: () => void
  /** Called with the number of texts finished since the last call. */
  readonly onTexts?: (count: number) => void
}

/** The texts to read, by what is wanted of them. */
export type WantedTexts = Readonly<Partial<Record<Space, Iterable<string>>>>

/** Vectors by canonical text; a text without letters or signs has the zero vector. */
export type Vectors = ReadonlyMap<string, Embedding>

type Want = { readonly text: string; readonly spaces: readonly Space[] }
type Part = { readonly order: number; readonly vector: Float64Array; readonly weight: number }
type OpenText = { readonly want: Want; readonly parts: Map<Space, Part[]>; left: number }

/** Reads texts in batches: a text's vectors are the same bytes whatever else is asked, batched or cached with it. */
export class Encoder {
  readonly #model: EncoderModel
  readonly #cache: SignalCache | undefined

  constructor(model: EncoderModel, cache?: SignalCache) {
    this.#model = model
    this.#cache = cache
  }

  /** Loads the shipped encoder from a weights folder; nothing is ever fetched. */
  static async load(weightsDir: string, name: string, digest: string, threads: number, cache?: SignalCache): Promise<Encoder> {
    return new Encoder(await loadShippedEncoder(join(weightsDir, name), join(weightsDir, 'tone'), digest, threads), cache)
  }

  /** How many numbers a vector has. */
  get size(): number {
    return this.#model.size
  }

  /** Embeds texts, each once. */
  async embed(texts: Iterable<string>, options: EncodeOptions = {}): Promise<Vectors> {
    return (await this.encode({ embedding: texts }, options)).embedding
  }

  /** Reads texts, each once and for no more than is wanted of it. */
  async encode(wanted: WantedTexts, options: EncodeOptions = {}): Promise<Readonly<Record<Space, Vectors>>> {
    const found: Record<Space, Map<string, Embedding>> = { embedding: new Map(), tone: new Map() }
    const missing = new Map<string, Space[]>()
    const texts = new Set<string>()
    for (const space of ['embedding', 'tone'] as const) {
      for (const text of new Set([...(wanted[space] ?? [])].map(canonicalText))) {
        texts.add(text)
        const kept = text === '' ? new Int16Array(this.size) : this.#kept(space, text)
        if (kept) found[space].set(text, kept)
        else missing.set(text, [...(missing.get(text) ?? []), space])
      }
    }
    options.onTexts?.(texts.size - missing.size)
    await this.#compute([...missing].map(([text, spaces]) => ({ text, spaces })), found, options)
    return found
  }

  /** Frees the model's memory. */
  async close(): Promise<void> {
    await this.#model.close()
  }

  #keyOf(space: Space, text: string): string {
    const digest = this.#model.digests[space]
    if (digest === undefined) throw new Error(`The encoder has no vectors of the kind "${space}"`)
    return embeddingKey(digest, text)
  }

  #kept(space: Space, text: string): Embedding | undefined {
    const bytes = this.#cache?.get(this.#keyOf(space, text))
    if (bytes?.length !== this.size * 2) return undefined
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return Int16Array.from({ length: this.size }, (_, i) => view.getInt16(i * 2, true))
  }

  #keep(space: Space, text: string, vector: Embedding): void {
    if (this.#cache === undefined) return
    const bytes = new Uint8Array(vector.length * 2)
    const view = new DataView(bytes.buffer)
    vector.forEach((value, i) => view.setInt16(i * 2, value, true))
    this.#cache.put(this.#keyOf(space, text), bytes)
  }

  async #compute(wants: readonly Want[], into: Record<Space, Map<string, Embedding>>, options: EncodeOptions): Promise<void> {
    let windows: TextWindow[] = []
    for (const [i, want] of wants.entries()) {
      if (i % TEXTS_TOKENISED_AT_ONCE === 0) {
        await nextTurn()
        options.check?.()
      }
      windows.push(...windowsOf(i, this.#model.tokeniser.pieces(want.text), this.#model.windowPieces))
      if (windows.length < WINDOWS_AT_ONCE && i < wants.length - 1) continue
      await this.#read(wants, windows, into, options)
      windows = []
    }
  }

  /** Reads all windows of some texts. */
  async #read(wants: readonly Want[], windows: readonly TextWindow[], into: Record<Space, Map<string, Embedding>>, options: EncodeOptions): Promise<void> {
    const open = new Map<number, OpenText>()
    const orders = new Map<TextWindow, number>()
    const bySpaces = new Map<string, TextWindow[]>()
    for (const window of windows) {
      const want = wants[window.text]
      if (want === undefined) continue
      const state = open.get(window.text) ?? { want, parts: new Map(), left: 0 }
      orders.set(window, state.left)
      state.left += 1
      open.set(window.text, state)
      const group = bySpaces.get(want.spaces.join())
      if (group) group.push(window)
      else bySpaces.set(want.spaces.join(), [window])
    }
    for (const group of bySpaces.values()) {
      const spaces = wants[group[0]?.text ?? -1]?.spaces ?? []
      for (const batch of this.#batches(group)) {
        await nextTurn()
        options.check?.()
        const vectors = await this.#model.read(this.#pieces(batch), spaces)
        let finished = 0
        batch.forEach((window, row) => {
          const state = open.get(window.text)
          if (state === undefined) return
          for (const space of spaces) {
            const vector = vectors[space]?.subarray(row * this.size, (row + 1) * this.size)
            if (vector === undefined) throw new Error(`The encoder gave no vectors of the kind "${space}"`)
            const parts = state.parts.get(space) ?? []
            parts.push({ order: orders.get(window) ?? 0, vector, weight: window.pieces.length + this.#marks })
            state.parts.set(space, parts)
          }
          state.left -= 1
          if (state.left > 0) return
          open.delete(window.text)
          finished += 1
          for (const [space, parts] of state.parts) {
            const vector = this.#pooled(parts)
            into[space].set(state.want.text, vector)
            this.#keep(space, state.want.text, vector)
          }
        })
        options.onTexts?.(finished)
      }
    }
  }

  get #marks(): number {
    return this.#model.tokeniser.before.length + this.#model.tokeniser.after.length
  }

  #batches(windows: readonly TextWindow[]): readonly (readonly TextWindow[])[] {
    return this.#model.isSteady ? batchesOf(windows, this.#marks) : windows.map((window) => [window])
  }

  /** A batch as the model reads it: marks around each window, padding after it. */
  #pieces(batch: readonly TextWindow[]): PieceBatch {
    const { before, after } = this.#model.tokeniser
    const length = this.#model.isSteady ? Math.max(...batch.map((window) => paddedLength(window, this.#marks))) : Math.max(1, (batch[0]?.pieces.length ?? 0) + this.#marks)
    const ids = new BigInt64Array(batch.length * length)
    const mask = new BigInt64Array(batch.length * length)
    // The lower halves of the 64-bit numbers: word pieces are small, and big integers are slow to make.
    const [lowIds, lowMask] = [new Int32Array(ids.buffer), new Int32Array(mask.buffer)]
    batch.forEach((window, row) => {
      let at = row * length
      for (const marked of [before, window.pieces, after]) {
        for (const piece of marked) {
          lowIds[at * 2] = piece
          lowMask[at * 2] = 1
          at += 1
        }
      }
    })
    return { rows: batch.length, length, ids, mask }
  }

  #pooled(parts: readonly Part[]): Embedding {
    const sum = new Float64Array(this.size)
    // Windows finish in the order of their batches; adding them up in the text's order keeps the last bit the same.
    for (const part of [...parts].sort((a, b) => a.order - b.order)) {
      for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + part.weight * (part.vector[i] ?? 0)
    }
    return toEmbedding(sum)
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
