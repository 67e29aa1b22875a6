import { assertNever } from '../core/assert-never.ts'
import { join } from 'node:path'
import type { KnowledgeBase } from '../core/knowledge/article.ts'
import { canonicalText } from '../core/signals/canonical-text.ts'
import { quantise } from '../core/signals/quantise.ts'
import type { SignalAnswer } from '../core/signals/signal-answer.ts'
import { signalKey } from '../core/signals/signal-key.ts'
import type { ModelIdentity } from '../core/signals/signal-port.ts'
import type { SignalRequest } from '../core/signals/signal-request.ts'
import { readModelFolder } from './chosen-model.ts'
import type { ChosenModels } from './chosen-model.ts'
import { catalogEntry, ENCODER_ID } from './catalog.ts'
import { cosine } from './embedding.ts'
import type { Embedding } from './embedding.ts'
import { Encoder } from './encoder.ts'
import type { Vectors } from './encoder.ts'
import { loadForeignEncoder } from './foreign-encoder.ts'
import { loadForeignTone } from './foreign-tone.ts'
import { Head } from './head.ts'
import type { HeadJudgement } from './head.ts'
import { inboundOf, inboundText } from './inbound.ts'
import { KnowledgeSearch } from './knowledge-search.ts'
import { LabelHeads } from './labels/label-heads.ts'
import { measureThreads } from './measure-threads.ts'
import { modelIdentities } from './model-identities.ts'
import type { RankingWeights } from '../core/knowledge/rank-passages.ts'
import { readLabelCalibration, readRankingWeights } from './read-calibration.ts'
import { defaultThreads, keepTuning, machineFingerprint, threadCandidates, tunedThreads } from './runtime-tuning.ts'
import { GRAPH_FILE } from './shipped-encoder.ts'
import { SignalCache } from './signal-cache.ts'
import { foreignToneOf, toneOf, urgencyOf } from './tone.ts'
import { verifyWeights } from './verify-weights.ts'

/** Where the engine finds its parts. */
export type EngineOptions = {
  readonly weightsDir: string
  readonly cacheDir?: string
  readonly knowledge: KnowledgeBase
  /** Threads of one pass; without it, what was measured best on this machine. */
  readonly threads?: number
  /** Models of the user's in place of shipped ones. */
  readonly chosen?: ChosenModels
}

/** How a batch of requests reports and stops. */
export type EngineBatchOptions = { readonly check?: () => void; readonly onProgress?: (done: number, total: number) => void }

type Loaded = {
  /** The encoder that labels, passages and likeness read; the shipped one or one of the user's. */
  readonly meaning: Encoder
  readonly shipped: Encoder
  /** A classifier of the user's in place of the shipped tone. */
  readonly foreignTone: Encoder | undefined
  readonly tone: Head
  readonly inbound: Head
  readonly labels: LabelHeads
  readonly ranking: RankingWeights
  readonly cache: SignalCache | undefined
  readonly models: readonly ModelIdentity[]
  readonly threads: number
  /** Where and what to measure once enough texts were read; undefined where that is settled. */
  readonly untuned: { readonly dir: string; readonly fingerprint: string; readonly graph: string } | undefined
}

type Found = {
  readonly meaning: Vectors
  readonly inbound: Vectors
  readonly tone: Vectors
  readonly foreignTone: Vectors
  /** What the tone's head made of a text; tone and urgency come from one judgement. */
  readonly judged: Map<string, HeadJudgement>
}

/** The texts that requests need read, by what reads them. */
type Needs = { readonly meaning: ReadonlySet<string>; readonly inbound: ReadonlySet<string>; readonly tone: ReadonlySet<string>; readonly foreignTone: ReadonlySet<string> }

const DECIDED_BEFORE_A_PAUSE = 64

/** Fewer texts than these are read before anything that was measured could pay. */
const WORTH_MEASURING = 64

const NOTHING: Vectors = new Map()

/** Answers signal requests in the thread that it is made in; the worker holds one. */
export class SignalEngine {
  readonly #parts: Loaded
  readonly #knowledge: KnowledgeBase
  #search: KnowledgeSearch | undefined
  #texts = 0
  #isTuned = false

  private constructor(parts: Loaded, knowledge: KnowledgeBase) {
    this.#parts = parts
    this.#knowledge = knowledge
  }

  /** Checks the weights against the catalog and loads them. */
  static async open({ weightsDir, cacheDir, knowledge, threads: wanted, chosen = {} }: EngineOptions): Promise<SignalEngine> {
    await verifyWeights(weightsDir)
    const fingerprint = machineFingerprint(catalogEntry(ENCODER_ID).digest)
    const tuned = wanted ?? (cacheDir === undefined ? undefined : tunedThreads(cacheDir, fingerprint))
    const threads = tuned ?? defaultThreads()
    const cache = cacheDir === undefined ? undefined : SignalCache.open(cacheDir)
    const embeddingFolder = chosen.embedding && (await readModelFolder(chosen.embedding))
    const toneFolder = chosen.tone && (await readModelFolder(chosen.tone))
    const shipped = await Encoder.load(weightsDir, ENCODER_ID, catalogEntry(ENCODER_ID).digest, threads, cache)
    const parts: Loaded = {
      meaning: embeddingFolder ? new Encoder(await loadForeignEncoder(embeddingFolder, threads), cache) : shipped,
      shipped,
      foreignTone: toneFolder && new Encoder(await loadForeignTone(toneFolder, threads), cache),
      tone: Head.load(join(weightsDir, 'tone')),
      inbound: Head.load(join(weightsDir, 'inbound')),
      labels: new LabelHeads(readLabelCalibration(weightsDir), embeddingFolder?.digest ?? catalogEntry(ENCODER_ID).digest, cacheDir === undefined ? undefined : join(cacheDir, 'heads')),
      ranking: readRankingWeights(weightsDir),
      cache,
      threads,
      untuned: tuned === undefined && cacheDir !== undefined ? { dir: cacheDir, fingerprint, graph: join(weightsDir, ENCODER_ID, GRAPH_FILE) } : undefined,
      models: modelIdentities({
        ...(embeddingFolder && { embedding: { id: embeddingFolder.model.id, digest: embeddingFolder.digest } }),
        ...(toneFolder && { tone: { id: toneFolder.model.id, digest: toneFolder.digest } }),
      }),
    }
    return new SignalEngine(parts, knowledge)
  }

  /** The models that answer. */
  get models(): readonly ModelIdentity[] {
    return this.#parts.models
  }

  /** The threads of one pass. */
  get threads(): number {
    return this.#parts.threads
  }

  /** Measures once, when there was enough to read, how many threads are best here; the next start reads with them. */
  async tune(): Promise<void> {
    const { untuned } = this.#parts
    if (untuned === undefined || this.#isTuned || this.#texts < WORTH_MEASURING) return
    this.#isTuned = true
    keepTuning(untuned.dir, untuned.fingerprint, await measureThreads(untuned.graph, threadCandidates(), () => performance.now()))
  }

  /** Why answers are not kept on disk; undefined where they are, or where no cache was asked for. */
  get cacheProblem(): string | undefined {
    return this.#parts.cache?.problem
  }

  /** Answers a batch in its order: equal requests once, and every text read once for all its signals. */
  async answer(requests: readonly SignalRequest[], { check, onProgress }: EngineBatchOptions = {}): Promise<readonly SignalAnswer[]> {
    const keys = requests.map(signalKey)
    const distinct = new Map(requests.map((request, i) => [keys[i] ?? '', request]))
    const needs = this.#needsOf([...distinct.values()])
    const indexing = this.#search === undefined && this.#knowledge.articles.length > 0 && [...distinct.values()].some((request) => request.kind === 'passages')
    const labelSets = new Set([...distinct.values()].flatMap((request) => (request.kind === 'labels' ? [request.labels] : [])))
    const reads = this.#readsOf(needs)
    this.#texts += reads
    const total = reads + this.#parts.labels.workFor(labelSets) + distinct.size + (indexing ? this.#knowledge.articles.length : 0)
    let done = 0
    const advance = (count: number): void => {
      done = Math.min(total, done + count)
      if (count > 0) onProgress?.(done, total)
    }
    try {
      if (indexing) {
        await this.#buildSearch(check, advance)
      }
      await this.#parts.labels.prepare(labelSets, { embed: (texts) => this.#parts.meaning.embed(texts, { check, onTexts: advance }), check, advance })
      const found = await this.#gather(needs, check, advance)
      const answers = new Map<string, SignalAnswer>()
      for (const [key, request] of distinct) {
        if (answers.size % DECIDED_BEFORE_A_PAUSE === 0) {
          await new Promise((resolve) => setImmediate(resolve))
          check?.()
        }
        answers.set(key, this.#decide(request, found))
        advance(1)
      }
      return keys.flatMap((key) => answers.get(key) ?? [])
    } finally {
      this.#parts.cache?.flush()
    }
  }

  /** Writes what is not yet on disk and frees the models. */
  async close(): Promise<void> {
    const { cache, shipped, meaning, foreignTone } = this.#parts
    cache?.close()
    for (const encoder of new Set([shipped, meaning, foreignTone])) await encoder?.close()
  }

  #needsOf(requests: readonly SignalRequest[]): Needs {
    const texts = (which: (request: SignalRequest) => readonly string[]): ReadonlySet<string> => new Set(requests.flatMap(which).map(canonicalText))
    const isForeign = this.#parts.foreignTone !== undefined
    return {
      meaning: texts(meaningTexts),
      inbound: texts((request) => (request.kind === 'inbound' ? [inboundText(request.subject, request.text)] : [])),
      tone: texts((request) => (request.kind === 'urgency' || (request.kind === 'tone' && !isForeign) ? [request.text] : [])),
      foreignTone: texts((request) => (request.kind === 'tone' && isForeign ? [request.text] : [])),
    }
  }

  /** How many texts the encoders read in all, each text once for each encoder. */
  #readsOf({ meaning, inbound, tone, foreignTone }: Needs): number {
    const isShared = this.#parts.meaning === this.#parts.shipped
    return new Set([...inbound, ...tone, ...(isShared ? meaning : [])]).size + (isShared ? 0 : meaning.size) + foreignTone.size
  }

  async #gather(needs: Needs, check: (() => void) | undefined, advance: (count: number) => void): Promise<Found> {
    const { meaning, shipped, foreignTone } = this.#parts
    const options = { check, onTexts: advance }
    const isShared = meaning === shipped
    const own = await shipped.encode({ embedding: [...needs.inbound, ...(isShared ? needs.meaning : [])], tone: needs.tone }, options)
    return {
      meaning: isShared ? own.embedding : await meaning.embed(needs.meaning, options),
      inbound: own.embedding,
      tone: own.tone,
      judged: new Map(),
      foreignTone: foreignTone === undefined ? NOTHING : (await foreignTone.encode({ tone: needs.foreignTone }, options)).tone,
    }
  }

  async #buildSearch(check: (() => void) | undefined, advance: (count: number) => void): Promise<void> {
    this.#search = await KnowledgeSearch.build(this.#knowledge, this.#parts.meaning, this.#parts.ranking, { check, onArticles: advance })
  }

  #decide(request: SignalRequest, found: Found): SignalAnswer {
    const { inbound, labels } = this.#parts
    switch (request.kind) {
      case 'tone':
        return this.#parts.foreignTone === undefined ? toneOf(this.#judged(request.text, found), request.text) : foreignToneOf(request.text, vectorOf(found.foreignTone, request.text))
      case 'urgency':
        return urgencyOf(this.#judged(request.text, found))
      case 'inbound':
        return inboundOf(inbound, request.subject, request.text, vectorOf(found.inbound, inboundText(request.subject, request.text)))
      case 'labels':
        return labels.answer(request.labels, vectorOf(found.meaning, request.text))
      case 'passages':
        return this.#search?.answer(request.text, vectorOf(found.meaning, request.text), request.sources, request.limit) ?? { kind: 'passages', passages: [] }
      case 'similarity':
        return { kind: 'similarity', similarity: quantise(Math.max(0, cosine(vectorOf(found.meaning, request.text), vectorOf(found.meaning, request.other)))) }
      default:
        return assertNever(request)
    }
  }

  #judged(text: string, { tone, judged }: Found): HeadJudgement {
    const judgement = judged.get(text) ?? this.#parts.tone.judge(text, vectorOf(tone, text))
    judged.set(text, judgement)
    return judgement
  }
}

/** The vector of a text that was read. */
function vectorOf(vectors: Vectors, text: string): Embedding {
  const vector = vectors.get(canonicalText(text))
  if (vector === undefined) throw new Error('A text was judged that no model has read')
  return vector
}

/** The texts whose meaning a request needs. */
function meaningTexts(request: SignalRequest): readonly string[] {
  switch (request.kind) {
    case 'tone':
    case 'urgency':
    case 'inbound':
      return []
    case 'passages':
    case 'labels':
      return [request.text]
    case 'similarity':
      return [request.text, request.other]
    default:
      return assertNever(request)
  }
}
