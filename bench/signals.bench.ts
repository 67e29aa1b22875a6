import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { env, pipeline } from '@huggingface/transformers'
import { z } from 'zod'
import { assembleKnowledge } from '../core/knowledge/assemble-knowledge.ts'
import type { LabelDefinition, SignalRequest } from '../core/signals/signal-request.ts'
import { catalogEntry, ENCODER_ID } from '../models/catalog.ts'
import { Encoder } from '../models/encoder.ts'
import { openSession, piecesAsInputs } from '../models/onnx-session.ts'
import { defaultThreads } from '../models/runtime-tuning.ts'
import { GRAPH_FILE } from '../models/shipped-encoder.ts'
import { SignalEngine } from '../models/signal-engine.ts'
import { batchesOf, paddedLength, windowsOf } from '../models/text-windows.ts'
import { loadTokeniser } from '../models/tokeniser.ts'
import type { BenchResult } from './bench-result.ts'
import { supportMessages } from './support-messages.ts'

const ROUNDS = 3
const WEIGHTS = fileURLToPath(new URL('../models/weights', import.meta.url))
const ENCODER = join(WEIGHTS, ENCODER_ID)
const LABELS: readonly LabelDefinition[] = [
  { id: 'billing', title: 'Billing', description: 'invoices, charges and refunds' },
  { id: 'access', title: 'Account access', description: 'passwords and signing in' },
  { id: 'delivery', title: 'Delivery', description: 'parcels and addresses' },
]
const KNOWLEDGE = assembleKnowledge(
  ['Refunds take five working days.', 'Choose Forgot password on the sign-in page to set a new one.', 'Parcels that are marked as delivered are often with a neighbour.'].map((text, i) => ({
    id: `article-${i + 1}`,
    title: text.split(' ').slice(0, 2).join(' '),
    text,
    kind: 'article' as const,
    source: '',
    thirdParty: false,
  })),
)

type Work = () => Promise<unknown>

/** How fast messages are read, against transformers.js and the runtime beneath it, in one run on one machine. */
export async function run(): Promise<BenchResult> {
  const threads = defaultThreads()
  const encoder = await Encoder.load(WEIGHTS, ENCODER_ID, catalogEntry(ENCODER_ID).digest, threads)
  const extract = await openPipeline()
  const figures: Record<string, number> = { threads }
  const ratios: Record<string, number> = {}
  const oneByOne = async (texts: readonly string[]): Promise<void> => {
    for (const text of texts) await extract(text, { pooling: 'mean', normalize: true })
  }

  for (const [name, texts] of [['short', supportMessages(60, 0)], ['middle', supportMessages(60, 3)], ['long', supportMessages(30, 12)]] as const) {
    const raw = await rawRuns(texts, threads)
    const [byPipeline, batched, runtime] = await inTurns([() => oneByOne(texts), () => encoder.embed(texts), raw.run])
    await raw.close()
    figures[`${name}PipelineTextsPerSecond`] = texts.length / median(byPipeline)
    figures[`${name}TextsPerSecond`] = texts.length / median(batched)
    figures[`${name}RuntimeTextsPerSecond`] = texts.length / median(runtime)
    figures[`${name}PaddedShare`] = raw.paddedShare
    ratios[`${name}EmbeddingToPipeline`] = medianRatio(byPipeline, batched)
    ratios[`${name}EmbeddingToRuntime`] = medianRatio(runtime, batched)
  }
  await encoder.close()

  const tickets = supportMessages(40, 3)
  const requests = tickets.flatMap(everySignal)
  const engine = await SignalEngine.open({ weightsDir: WEIGHTS, knowledge: KNOWLEDGE, threads })
  await engine.answer(everySignal('Where is my refund?'))
  const [byPipeline, embedding, signals] = await inTurns([
    () => oneByOne(requests.flatMap((request) => ('text' in request ? [request.text] : []))),
    () => engine.answer(tickets.map((text) => ({ kind: 'similarity', text, other: text }))),
    () => engine.answer(requests),
  ])
  await engine.close()
  await extract.dispose()
  figures.ticketsPerSecondAllSignals = tickets.length / median(signals)
  figures.ticketsPerSecondPipelineACall = tickets.length / median(byPipeline)
  ratios.signalsToPipeline = medianRatio(byPipeline, signals)
  ratios.encoderPassesOfAllSignals = medianRatio(signals, embedding)

  const { firstSignalMs, workerMegabytes } = await firstSignal()
  Object.assign(figures, { firstSignalMs, workerMegabytes })
  const round = rounded(ratios)
  return {
    name: 'signals',
    figures: rounded(figures),
    ratios: round,
    bars: [
      { name: 'every signal of a ticket, batched, against one pipeline() call for each text that they ask about', value: round.signalsToPipeline ?? 0, atLeast: 3 },
      { name: 'embeddings of middling messages, against the onnxruntime rate for the same batches', value: round.middleEmbeddingToRuntime ?? 0, atLeast: 0.9 },
      { name: 'every signal of a ticket together, in encoder passes over the same texts', value: round.encoderPassesOfAllSignals ?? 9, atMost: 1.5 },
      { name: 'memory of one worker, in megabytes', value: Math.round(workerMegabytes), atMost: 400 },
      { name: 'milliseconds from asking to the first signal, on a warm disk', value: Math.round(firstSignalMs), atMost: 1500 },
    ],
  }
}

function everySignal(text: string): readonly SignalRequest[] {
  return [
    { kind: 'tone', text },
    { kind: 'urgency', text },
    { kind: 'inbound', subject: '', text },
    { kind: 'labels', text, labels: LABELS },
    { kind: 'passages', text, sources: [], limit: 3 },
  ]
}

async function openPipeline() {
  env.allowRemoteModels = false
  env.localModelPath = `${WEIGHTS}/`
  return pipeline('feature-extraction', ENCODER_ID, { dtype: 'q8', device: 'cpu', local_files_only: true })
}

/** The runtime alone, on the batches that the encoder makes of the texts: nothing is cut, pooled or kept. */
async function rawRuns(texts: readonly string[], threads: number): Promise<{ readonly run: Work; readonly close: Work; readonly paddedShare: number }> {
  const tokeniser = await loadTokeniser(ENCODER)
  const session = await openSession(join(ENCODER, GRAPH_FILE), threads)
  const windows = texts.flatMap((text, i) => windowsOf(i, tokeniser.pieces(text)))
  const inputs = batchesOf(windows).map((batch) => {
    const length = paddedLength(batch[0] ?? { text: 0, pieces: [] })
    const ids = new BigInt64Array(batch.length * length)
    const mask = new BigInt64Array(batch.length * length)
    batch.forEach((window, row) => [...tokeniser.before, ...window.pieces, ...tokeniser.after].forEach((piece, i) => {
      ids[row * length + i] = BigInt(piece)
      mask[row * length + i] = 1n
    }))
    return piecesAsInputs({ rows: batch.length, length, ids, mask }, session.inputNames)
  })
  const real = windows.reduce((sum, window) => sum + window.pieces.length + 2, 0)
  const padded = windows.reduce((sum, window) => sum + paddedLength(window), 0)
  return {
    run: async () => {
      for (const input of inputs) await session.run(input, ['last_hidden_state'])
    },
    close: () => session.release(),
    paddedShare: 1 - real / padded,
  }
}

/** The best of three starts, so that the disk is warm. */
async function firstSignal(): Promise<{ readonly firstSignalMs: number; readonly workerMegabytes: number }> {
  const schema = z.object({ firstSignalMs: z.number(), workerMegabytes: z.number() })
  const cacheDir = mkdtempSync(join(tmpdir(), 'bench-signals-'))
  const starts: z.infer<typeof schema>[] = []
  for (let i = 0; i < 3; i++) {
    const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, fileURLToPath(new URL('./first-signal.ts', import.meta.url)), cacheDir])
    starts.push(schema.parse(JSON.parse(stdout)))
  }
  return { firstSignalMs: Math.min(...starts.map((start) => start.firstSignalMs)), workerMegabytes: Math.max(...starts.map((start) => start.workerMegabytes)) }
}

/** Seconds of pieces of work, taken in turns so that a busy machine slows all of them. */
async function inTurns<const T extends readonly Work[]>(works: T): Promise<{ [K in keyof T]: readonly number[] }> {
  const seconds = works.map((): number[] => [])
  for (const work of works) await work()
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, work] of works.entries()) {
      const start = performance.now()
      await work()
      seconds[i]?.push((performance.now() - start) / 1000)
    }
  }
  return z.custom<{ [K in keyof T]: readonly number[] }>((value) => Array.isArray(value) && value.length === works.length).parse(seconds)
}

/** The middle of the rounds' ratios. */
function medianRatio(over: readonly number[], under: readonly number[]): number {
  return median(over.map((value, i) => value / (under[i] ?? Infinity)))
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function rounded(values: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Math.round(value * 100) / 100]))
}
