import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { keepInput } from './corpus-files.ts'
import { fuzzTargets } from './targets.ts'

/** A single input may take this long before its process is ended. */
const hangMs = 20_000
const heapMb = 1024

const { values, positionals } = parseArgs({ allowPositionals: true, options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } } })
const names = fuzzTargets.map((target) => target.name)
const [name = ''] = positionals
if (!names.includes(name) || !(Number(values.minutes) > 0) || !Number.isInteger(Number(values.seed))) {
  process.stderr.write(`npx tsx fuzz/run.ts <target> [--minutes 10] [--seed 1]\n\nTargets: ${names.join(', ')}\n`)
  process.exit(2)
}

const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('found'), file: z.string(), why: z.string(), characters: z.number(), of: z.number() }),
  z.object({ kind: z.literal('count'), executions: z.number(), findings: z.number(), behaviours: z.number(), slowestMs: z.number() }),
])

const folder = mkdtempSync(join(tmpdir(), 'lumos-fuzz-'))
const tryingFile = join(folder, 'trying.json')
const end = Date.now() + Number(values.minutes) * 60_000
let executions = 0
let findings = 0

function lastTried(): string | undefined {
  try {
    const text: unknown = JSON.parse(readFileSync(tryingFile, 'utf8'))
    return typeof text === 'string' ? text : undefined
  } catch {
    return undefined
  }
}

function keepLast(why: string): void {
  const text = lastTried()
  findings += 1
  process.stdout.write(`${why}: ${text === undefined ? 'the input is lost' : `fuzz/corpus/${name}/${keepInput(name, text)} (not made smaller)`}\n`)
}

/** Runs one process to its end; true where it ended by itself. */
function runProcess(seed: number): Promise<boolean> {
  return new Promise((resolve) => {
    const seconds = Math.max(1, Math.round((end - Date.now()) / 1000))
    const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, '--import', 'tsx', fileURLToPath(new URL('fuzz-process.ts', import.meta.url)), name, String(seed), String(seconds), tryingFile], { stdio: ['ignore', 'pipe', 'inherit'] })
    let rest = ''
    let isCounted = false
    child.stdout.on('data', (bytes: Buffer) => {
      const lines = `${rest}${bytes.toString('utf8')}`.split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const message = messageSchema.parse(JSON.parse(line))
        if (message.kind === 'found') {
          findings += 1
          process.stdout.write(`${message.why.slice(0, 1500)}\n  kept: fuzz/corpus/${name}/${message.file} (${message.characters} of ${message.of} characters)\n`)
        } else {
          isCounted = true
          executions += message.executions
          process.stdout.write(`${JSON.stringify(message)}\n`)
        }
      }
    })
    const watch = setInterval(() => {
      // The file changes with every input; while it does not, one input is still being worked on.
      const idleMs = Date.now() - (statSync(tryingFile, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
      if (idleMs < hangMs) return
      keepLast(`An input did not end within ${hangMs / 1000} s`)
      child.kill('SIGKILL')
    }, 1000)
    child.on('close', (code, signal) => {
      clearInterval(watch)
      if (!isCounted && signal !== 'SIGKILL') keepLast(`The process died (${code ?? signal ?? 'for no known reason'})`)
      resolve(isCounted)
    })
  })
}

let seed = Number(values.seed)
while (Date.now() < end - 1000 && !(await runProcess(seed))) seed += 1
rmSync(folder, { recursive: true, force: true })
process.stdout.write(`${name}: ${executions} executions, ${findings} findings, seed ${values.seed}\n`)
process.exitCode = findings > 0 ? 1 : 0
