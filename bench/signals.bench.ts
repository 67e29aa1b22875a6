import { pipeline } from '@huggingface/transformers'
import { assembleKnowledge } from '../core/knowledge/assemble-knowledge.ts'
import type { LabelDefinition, SignalRequest } from '../core/signals/signal-request.ts'
import { catalogEntry, ENCODER_ID } from '../models/catalog.ts'
import { Encoder } from '../models/encoder.ts'
import { openSignals } from '../models/open-signals.ts'
import { spawnSourceWorker } from '../host/jobs/spawn-source-worker.ts'
import type { BenchResult } from './bench-result.ts'
import { supportMessages } from './support-messages.ts'

const ROUNDS = 3
const WEIGHTS = new URL('../models/weights', import.meta.url).pathname
const LABELS: readonly LabelDefinition[] = [
  { id: 'billing', title: 'Billing', description: 'invoices, charges and refunds' },
  { id: 'access', title: 'Account access', description: 'passwords and signing in' },
  { id: 'delivery', title: 'Delivery', description: 'parcels and addresses' },
]

/** Texts a second through the signals, against one pipeline() call for each text, in one run on one machine. */
export async function run(): Promise<BenchResult> {
  const encoder = await Encoder.load(WEIGHTS, ENCODER_ID, catalogEntry(ENCODER_ID).digest, 2)
  const extract = await pipeline('feature-extraction', ENCODER_ID, { dtype: 'q8', device: 'cpu', local_files_only: true })
  const figures: Record<string, number> = {}
  const ratios: Record<string, number> = {}
  const oneByOne = async (texts: readonly string[]): Promise<void> => {
    for (const text of texts) await extract(text, { pooling: 'mean', normalize: true })
  }
  for (const [name, texts] of [['short', supportMessages(150, 0)], ['middle', supportMessages(150, 3)], ['long', supportMessages(80, 12)]] as const) {
    await oneByOne(texts.slice(0, 10))
    await encoder.embed(texts.slice(0, 10))
    const pairs = await inTurns(() => oneByOne(texts), () => encoder.embed(texts))
    figures[`${name}PipelineTextsPerSecond`] = texts.length / pairs.first
    figures[`${name}BatchedTextsPerSecond`] = texts.length / pairs.second
    ratios[`${name}EmbeddingBatchedToPipeline`] = pairs.ratio
  }
  await encoder.close()

  const tickets = supportMessages(150, 3)
  const requests = tickets.flatMap((text): readonly SignalRequest[] => [
    { kind: 'tone', text },
    { kind: 'labels', text, labels: LABELS },
    { kind: 'passages', text, sources: [], limit: 3 },
  ])
  const ports = await Promise.all(Array.from({ length: ROUNDS }, () => openSignals({ weightsDir: WEIGHTS, knowledge: KNOWLEDGE, spawnWorker: () => spawnSourceWorker(new URL('../models/worker.ts', import.meta.url)) })))
  // Each round needs a port that has not seen the texts, and one small question first, so that loading is not what is timed.
  for (const port of ports) await port.answer([{ kind: 'passages', text: 'refund', sources: [], limit: 1 }])
  let round = 0
  const signals = await inTurns(
    () => oneByOne(requests.flatMap((request) => ('text' in request ? [request.text] : []))),
    async () => ports[round++]?.answer(requests),
  )
  for (const port of ports) await port.close()
  await extract.dispose()
  figures.ticketsPerSecondThreeSignals = tickets.length / signals.second
  figures.ticketsPerSecondPipelineACall = tickets.length / signals.first
  ratios.signalsBatchedToPipeline = signals.ratio
  return {
    name: 'signals',
    figures: rounded(figures),
    ratios: rounded(ratios),
    bars: [{ name: 'tone, labels and passages of a ticket, batched, against one pipeline() call for each text that they ask about', value: rounded(ratios).signalsBatchedToPipeline ?? 0, atLeast: 2 }],
  }
}

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

/** Seconds of two pieces of work, taken in turns so that a busy machine slows both; the ratio is the median of the rounds'. */
async function inTurns(first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<{ first: number; second: number; ratio: number }> {
  const rounds: { first: number; second: number }[] = []
  for (let i = 0; i < ROUNDS; i++) rounds.push({ first: await seconds(first), second: await seconds(second) })
  return { first: median(rounds.map((one) => one.first)), second: median(rounds.map((one) => one.second)), ratio: median(rounds.map((one) => one.first / one.second)) }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function rounded(values: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Math.round(value * 100) / 100]))
}
