import { assembleKnowledge } from '../core/knowledge/assemble-knowledge.ts'
import { spawnSourceWorker } from '../host/jobs/spawn-source-worker.ts'
import { openSignals } from '../models/open-signals.ts'
import { supportMessages } from './support-messages.ts'

// A process of its own: how long the first signal takes, and how much memory the worker needs to read some hundred messages.
const [cacheDir] = process.argv.slice(2)
const before = process.memoryUsage().rss
const asked = performance.now()
const port = await openSignals({
  weightsDir: new URL('../models/weights', import.meta.url).pathname,
  knowledge: assembleKnowledge([]),
  spawnWorker: () => spawnSourceWorker(new URL('../models/worker.ts', import.meta.url)),
  ...(cacheDir !== undefined && { cacheDir }),
})
await port.answer([{ kind: 'tone', text: 'The first message of the day.' }])
const firstSignalMs = performance.now() - asked
let highest = process.memoryUsage().rss
const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 20)
await port.answer([...supportMessages(200, 3), ...supportMessages(60, 12)].map((text) => ({ kind: 'tone' as const, text })))
highest = Math.max(highest, process.memoryUsage().rss)
clearInterval(watch)
await port.close()
process.stdout.write(`${JSON.stringify({ firstSignalMs, workerMegabytes: (highest - before) / 1e6 })}\n`)
