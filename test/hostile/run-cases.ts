import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import * as z from 'zod'

const [file = '', skip = '0'] = process.argv.slice(2)
const caseSchema = z.object({ name: z.string(), run: z.function({ input: [], output: z.any() }) })
const module = z.object({ hostileCases: z.array(caseSchema) }).parse(await import(pathToFileURL(file).href))
const outcomeSchema = z.object({ errors: z.array(z.string()), others: z.array(z.string()) })

const say = (message: unknown): void => { process.stdout.write(`${JSON.stringify(message)}\n`) }
for (const each of module.hostileCases.slice(Number(skip))) {
  const { name } = each
  say({ kind: 'begins', name })
  const begin = performance.now()
  try {
    const { errors } = outcomeSchema.parse(await each.run())
    say({ kind: 'done', name, errors: [...new Set(errors)].sort(), ms: Math.round(performance.now() - begin), heapMb: Math.round(process.memoryUsage().heapUsed / 1e6) })
  } catch (thrown) {
    say({ kind: 'threw', name, message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) })
  }
}
