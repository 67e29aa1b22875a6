import { openSession, piecesAsInputs } from './onnx-session.ts'
import type { PieceBatch } from './onnx-session.ts'
import type { ThreadRate } from './runtime-tuning.ts'

const ROWS = 8
const LENGTH = 64
const ROUNDS = 3
const FIRST_WORD = 2000

/** Times a graph with several numbers of threads, on one batch of middling texts; a short affair, made once on a machine. */
export async function measureThreads(graph: string, candidates: readonly number[], now: () => number): Promise<readonly ThreadRate[]> {
  const batch = middlingBatch()
  const rates: ThreadRate[] = []
  for (const threads of candidates) {
    const session = await openSession(graph, threads)
    const inputs = piecesAsInputs(batch, session.inputNames)
    await session.run(inputs)
    let best = Infinity
    for (let round = 0; round < ROUNDS; round++) {
      const start = now()
      await session.run(inputs)
      best = Math.min(best, now() - start)
    }
    await session.release()
    rates.push({ threads, textsPerSecond: (ROWS * 1000) / Math.max(best, 0.001) })
  }
  return rates
}

function middlingBatch(): PieceBatch {
  const ids = BigInt64Array.from({ length: ROWS * LENGTH }, (_, i) => BigInt(FIRST_WORD + ((i * 7919) % 20_000)))
  return { rows: ROWS, length: LENGTH, ids, mask: new BigInt64Array(ids.length).fill(1n) }
}
