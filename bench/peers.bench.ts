import { execFileSync } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { simulateQueue } from '../core/simulation/simulate-queue.ts'
import type { BenchResult } from './bench-result.ts'

const UNIT = 1_000_000
const PEOPLE = 20
const RATE = 18
const OURS = 600_000
const PEERS = [{ name: 'simpy', script: 'simpy-queue.py', customers: 60_000 }, { name: 'ciw', script: 'ciw-queue.py', customers: 30_000 }] as const
/** The Python of an environment that has the packages (`python3 -m venv DIR; DIR/bin/pip install simpy ciw`). */
const PYTHON = process.env['LUMOS_PEERS_PYTHON'] ?? 'python3'

const answerSchema = z.object({ seconds: z.number().positive(), customers: z.number().int(), wait: z.number(), version: z.string() })

/** Customers a second on M/M/20 at load .9, best of four after warming up; an arrival and a departure each. */
function ours(): number {
  let best = 0
  for (let replication = 0; replication < 5; replication++) {
    const start = performance.now()
    const { arrived } = simulateQueue({
      seed: 1, replication, shiftEnd: 'finish', from: 0, until: (OURS / RATE) * UNIT, staff: [{ at: 0, headcount: PEOPLE, people: PEOPLE }], classes: [{ rank: 0, service: { kind: 'exponential', mean: UNIT }, peakRate: RATE / UNIT }],
      observe: { wait: () => undefined, sojourn: () => undefined },
    })
    if (replication > 0) best = Math.max(best, (arrived * 1000) / (performance.now() - start))
  }
  return best
}

/** The same of a simulator in Python, best of two; a sentence where it cannot run. */
function peer({ name, script, customers }: (typeof PEERS)[number]): number | string {
  let best = 0
  for (const seed of [1, 2]) {
    try {
      const text = execFileSync(PYTHON, [fileURLToPath(new URL(`peers/${script}`, import.meta.url)), String(RATE), String(PEOPLE), String(customers), String(seed)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 300_000 })
      const answer = answerSchema.parse(JSON.parse(text))
      best = Math.max(best, answer.customers / answer.seconds)
    } catch (error) {
      return `${name} is left out: ${PYTHON} could not run ${script} (${error instanceof Error ? (error.message.split('\n').findLast((line) => line.trim() !== '') ?? '') : String(error)}). Set LUMOS_PEERS_PYTHON to a Python that has the package.`
    }
  }
  return best
}

/** Measures the time layer beside SimPy and Ciw on the same queue in the same run; a peer that is not installed is left out with a sentence. */
export async function run(): Promise<BenchResult> {
  const own = ours()
  const figures: Record<string, number> = { customersPerSecond: Math.round(own) }
  const ratios: Record<string, number> = {}
  for (const one of PEERS) {
    const speed = peer(one)
    if (typeof speed === 'string') {
      process.stderr.write(`${speed}\n`)
      continue
    }
    figures[`${one.name}CustomersPerSecond`] = Math.round(speed)
    ratios[`times ${one.name}`] = own / speed
  }
  return { name: 'peers', figures, ratios, bars: Object.entries(ratios).map(([name, value]) => ({ name, value, atLeast: 10 })) }
}
