import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, arch, platform } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

const FILE = 'runtime.json'

/** More threads than this share too little work for one text each. */
const MOST_THREADS = 8

/** A thread more must win at least this, or it is left to the rest of the machine. */
const WORTH_A_THREAD = 0.08

const tuningSchema = z.record(z.string(), z.object({ threads: z.number().int().min(1).max(64), textsPerSecond: z.record(z.string(), z.number()) }))

type Tuning = z.infer<typeof tuningSchema>

/** How fast the encoder was with a number of threads. */
export type ThreadRate = { readonly threads: number; readonly textsPerSecond: number }

/** The threads to read with where nothing was measured yet. */
export function defaultThreads(cores: number = availableParallelism()): number {
  return Math.max(1, Math.min(4, cores))
}

/** The numbers of threads that are worth measuring on a machine. */
export function threadCandidates(cores: number = availableParallelism()): readonly number[] {
  return [...new Set([1, 2, 4, 8, cores])].filter((threads) => threads <= Math.min(cores, MOST_THREADS)).sort((a, b) => a - b)
}

/** The number of threads to read with: the smallest that no larger one beats by enough to be worth its threads. */
export function bestThreads(rates: readonly ThreadRate[]): number {
  const [first, ...more] = [...rates].sort((a, b) => a.threads - b.threads)
  let best = first ?? { threads: 1, textsPerSecond: 0 }
  for (const rate of more) if (rate.textsPerSecond > best.textsPerSecond * (1 + WORTH_A_THREAD)) best = rate
  return best.threads
}

/** Names a machine with a model: what was measured on one says nothing about another. */
export function machineFingerprint(modelDigest: string): string {
  return createHash('sha256').update(JSON.stringify([modelDigest, platform(), arch(), availableParallelism(), cpus()[0]?.model ?? ''])).digest('hex').slice(0, 16)
}

/** The threads that were measured best on this machine; undefined where nothing was measured. */
export function tunedThreads(dir: string, fingerprint: string): number | undefined {
  return readTuning(dir)[fingerprint]?.threads
}

/** Keeps what was measured; a folder that cannot be written to is as good as none, because nothing but speed depends on it. */
export function keepTuning(dir: string, fingerprint: string, rates: readonly ThreadRate[]): void {
  const own = { threads: bestThreads(rates), textsPerSecond: Object.fromEntries(rates.map((rate) => [String(rate.threads), Math.round(rate.textsPerSecond)])) }
  const temporary = join(dir, `${FILE}.${process.pid}`)
  try {
    mkdirSync(dir, { recursive: true })
    writeFileSync(temporary, `${JSON.stringify({ ...readTuning(dir), [fingerprint]: own }, null, 2)}\n`)
    renameSync(temporary, join(dir, FILE))
  } catch {
    return
  }
}

function readTuning(dir: string): Tuning {
  try {
    return tuningSchema.parse(JSON.parse(readFileSync(join(dir, FILE), 'utf8')))
  } catch {
    return {}
  }
}
