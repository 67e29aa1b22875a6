import { assertNever } from '../core/assert-never.ts'
import { join } from 'node:path'
import type { KnowledgeBase } from '../core/knowledge/article.ts'
import { canonicalText } from '../core/signals/canonical-text.ts'
import { quantise } from '../core/signals/quantise.ts'
import type { SignalAnswer } from '../core/signals/signal-answer.ts'
import { signalKey } from '../core/signals/signal-key.ts'
import type { SignalRequest } from '../core/signals/signal-request.ts'
import { catalogEntry, ENCODER_ID } from './catalog.ts'
import { cosine, EMBEDDING_SIZE } from './embedding.ts'
import type { Embedding } from './embedding.ts'
import { Encoder } from './encoder.ts'
import { Head } from './head.ts'
import { inboundOf, inboundText } from './inbound.ts'
import { KnowledgeSearch } from './knowledge-search.ts'
import { labelsOf, labelTexts } from './label-scoring.ts'
import type { LabelCalibration } from './label-scoring.ts'
import type { RankingWeights } from '../core/knowledge/rank-passages.ts'
import { readLabelCalibration, readRankingWeights } from './read-calibration.ts'
import { SignalCache } from './signal-cache.ts'
import { toneOf } from './tone.ts'
import { verifyWeights } from './verify-weights.ts'

/** Where the engine finds its parts. */
export type EngineOptions = {
  readonly weightsDir: string
  readonly cacheDir?: string
  readonly knowledge: KnowledgeBase
  readonly threads: number
}

/** How a batch of requests reports and stops. */
export type EngineBatchOptions = { readonly check?: () => void; readonly onProgress?: (done: number, total: number) => void }

type Loaded = {
  readonly encoder: Encoder
  readonly tone: Head
  readonly inbound: Head
  readonly labels: LabelCalibration
  readonly ranking: RankingWeights
  readonly cache: SignalCache | undefined
}

const DECIDED_BEFORE_A_PAUSE = 64

/** Answers signal requests in the thread that it is made in; the worker holds one. */
export class SignalEngine {
  readonly #parts: Loaded
  readonly #knowledge: KnowledgeBase
  #search: KnowledgeSearch | undefined

  private constructor(parts: Loaded, knowledge: KnowledgeBase) {
    this.#parts = parts
    this.#knowledge = knowledge
  }

  /** Checks the weights against the catalog and loads them. */
  static async open({ weightsDir, cacheDir, knowledge, threads }: EngineOptions): Promise<SignalEngine> {
    await verifyWeights(weightsDir)
    const cache = cacheDir === undefined ? undefined : SignalCache.open(cacheDir)
    const encoder = await Encoder.load(weightsDir, ENCODER_ID, catalogEntry(ENCODER_ID).digest, threads, cache)
    const parts = {
      encoder,
      tone: Head.load(join(weightsDir, 'tone')),
      inbound: Head.load(join(weightsDir, 'inbound')),
      labels: readLabelCalibration(weightsDir),
      ranking: readRankingWeights(weightsDir),
      cache,
    }
    return new SignalEngine(parts, knowledge)
  }

  /** Why answers are not kept on disk; undefined where they are, or where no cache was asked for. */
  get cacheProblem(): string | undefined {
    return this.#parts.cache?.problem
  }

  /** Answers a batch in its order: equal requests once, and every text embedded once for all its signals. */
  async answer(requests: readonly SignalRequest[], { check, onProgress }: EngineBatchOptions = {}): Promise<readonly SignalAnswer[]> {
    const distinct = new Map(requests.map((request) => [signalKey(request), request]))
    const texts = new Set([...distinct.values()].flatMap(textsOf).map(canonicalText))
    const indexing = this.#search === undefined && this.#knowledge.articles.length > 0 && [...distinct.values()].some((request) => request.kind === 'passages')
    const total = texts.size + distinct.size + (indexing ? this.#knowledge.articles.length : 0)
    let done = 0
    const advance = (count: number): void => {
      done = Math.min(total, done + count)
      if (count > 0) onProgress?.(done, total)
    }
    try {
      if (indexing) {
        await this.#buildSearch(check, advance)
      }
      const vectors = await this.#parts.encoder.embed(texts, { check, onTexts: advance })
      const answers = new Map<string, SignalAnswer>()
      for (const [key, request] of distinct) {
        if (answers.size % DECIDED_BEFORE_A_PAUSE === 0) {
          await new Promise((resolve) => setImmediate(resolve))
          check?.()
        }
        answers.set(key, this.#decide(request, vectors))
        advance(1)
      }
      return requests.flatMap((request) => answers.get(signalKey(request)) ?? [])
    } finally {
      this.#parts.cache?.flush()
    }
  }

  /** Writes what is not yet on disk and frees the model. */
  async close(): Promise<void> {
    this.#parts.cache?.flush()
    await this.#parts.encoder.close()
  }

  /** Progress of the index counts in articles, as the caller knows nothing of passages. */
  async #buildSearch(check: (() => void) | undefined, advance: (count: number) => void): Promise<void> {
    const articles = this.#knowledge.articles.length
    let passages = 0
    let reported = 0
    this.#search = await KnowledgeSearch.build(this.#knowledge, this.#parts.encoder, this.#parts.ranking, {
      check,
      onTexts: (count) => {
        passages += count
        const now = Math.min(articles - 1, Math.floor(passages / 2))
        advance(now - reported)
        reported = now
      },
    })
    advance(articles - reported)
  }

  #decide(request: SignalRequest, vectors: ReadonlyMap<string, Embedding>): SignalAnswer {
    const vectorOf = (text: string): Embedding => vectors.get(canonicalText(text)) ?? new Int16Array(EMBEDDING_SIZE)
    switch (request.kind) {
      case 'tone':
        return toneOf(this.#parts.tone, request.text, vectorOf(request.text))
      case 'inbound':
        return inboundOf(this.#parts.inbound, request.subject, request.text, vectorOf(inboundText(request.subject, request.text)))
      case 'labels':
        return labelsOf(vectorOf(request.text), request.labels, vectors, this.#parts.labels)
      case 'passages':
        return this.#search?.answer(request.text, vectorOf(request.text), request.sources, request.limit) ?? { kind: 'passages', passages: [] }
      case 'similarity':
        return { kind: 'similarity', similarity: quantise(Math.max(0, cosine(vectorOf(request.text), vectorOf(request.other)))) }
      default:
        return assertNever(request)
    }
  }
}

/** The texts whose embeddings a request needs. */
function textsOf(request: SignalRequest): readonly string[] {
  switch (request.kind) {
    case 'tone':
    case 'passages':
      return [request.text]
    case 'inbound':
      return [inboundText(request.subject, request.text)]
    case 'labels':
      return [request.text, ...request.labels.flatMap(labelTexts)]
    case 'similarity':
      return [request.text, request.other]
    default:
      return assertNever(request)
  }
}
