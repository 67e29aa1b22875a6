import { readdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { z } from 'zod'

const here = dirname(fileURLToPath(import.meta.url))
const out = process.argv.includes('--out') ? process.argv[process.argv.indexOf('--out') + 1] : undefined
const only = process.argv.slice(2).filter((word, i, all) => !word.startsWith('--') && all[i - 1] !== '--out')

const resultSchema = z.object({
  name: z.string(),
  figures: z.record(z.string(), z.number()),
  ratios: z.record(z.string(), z.number()),
  bars: z.array(z.object({ name: z.string(), value: z.number(), atLeast: z.number().optional(), atMost: z.number().optional() })),
})
const benchSchema = z.object({ run: z.function({ input: [], output: z.promise(resultSchema) }) })

const results = []
for (const file of readdirSync(here).filter((name) => name.endsWith('.bench.ts')).sort()) {
  if (only.length > 0 && !only.some((word) => file.startsWith(word))) continue
  const bench = benchSchema.parse(await import(pathToFileURL(join(here, file)).href))
  results.push(await bench.run())
}
const missed = results.flatMap((result) => result.bars.filter((bar) => (bar.atLeast !== undefined && bar.value < bar.atLeast) || (bar.atMost !== undefined && bar.value > bar.atMost)).map((bar) => `${result.name}: ${bar.name}`))
const report = { node: process.versions.node, cpus: cpus().length, results, missed }
const text = `${JSON.stringify(report, null, 2)}\n`
if (out === undefined) process.stdout.write(text)
else writeFileSync(out, text)
process.exitCode = missed.length > 0 ? 1 : 0
