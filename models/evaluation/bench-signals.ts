import type { AbortLike, SignalPort } from '../../core/signals/signal-port.ts'
import type { SignalRequest } from '../../core/signals/signal-request.ts'
import type { BenchRow } from './bench-report.ts'
import { benchTexts } from './bench-texts.ts'

/** What a bench measures with. */
export type BenchOptions = {
  readonly texts: number
  readonly threads: number
  readonly now: () => number
  readonly abort?: AbortLike
  readonly onProgress?: (done: number, total: number) => void
}

const LENGTHS = [['short', 0], ['middle', 3], ['long', 12]] as const
const BATCHES = [1, 16, 256]

/** Asks for the tone of messages that the models have not read before, one at a time, a few and many at once. */
export async function benchSignals(port: SignalPort, { texts, threads, now, abort, onProgress }: BenchOptions): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = []
  let seed = threads * 100
  for (const [messages, details] of LENGTHS) {
    for (const batch of BATCHES) {
      seed += 1
      // One at a time is slow: fewer texts tell as much.
      const count = Math.max(batch === 1 ? 8 : batch, Math.ceil(batch === 1 ? texts / 8 : texts))
      const requests = benchTexts(count, details, seed).map((text): SignalRequest => ({ kind: 'tone', text }))
      const times: number[] = []
      const start = now()
      for (let at = 0; at < requests.length; at += batch) {
        const before = now()
        await port.answer(requests.slice(at, at + batch), abort === undefined ? {} : { abort })
        times.push(now() - before)
      }
      const seconds = (now() - start) / 1000
      times.sort((a, b) => a - b)
      rows.push({ messages, texts: count, batch, threads, textsPerSecond: twoDecimals(count / seconds), medianMs: twoDecimals(quantile(times, 0.5)), p95Ms: twoDecimals(quantile(times, 0.95)) })
      onProgress?.(rows.length, LENGTHS.length * BATCHES.length)
    }
  }
  return rows
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

function twoDecimals(value: number): number {
  return Math.round(value * 100) / 100
}
