import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import type { HostileCase, HostileResult } from './hostile-case.ts'

/** One case may take this long before its process is ended; the aim is a second, but a test machine may be busy. */
const limitMs = 20_000
/** All the memory that a case may need. */
const heapMb = 512

const message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('begins'), name: z.string() }),
  z.object({ kind: z.literal('done'), name: z.string(), errors: z.array(z.string()), ms: z.number(), heapMb: z.number() }),
  z.object({ kind: z.literal('threw'), name: z.string(), message: z.string() }),
])

/** Runs the cases from a position on in one process, until it ends or is ended. */
function runFrom(file: string, skip: number, take: (result: HostileResult) => void): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, '--import', 'tsx', fileURLToPath(new URL('run-cases.ts', import.meta.url)), file, String(skip)], { stdio: ['ignore', 'pipe', 'pipe'] })
    let running: string | undefined
    let rest = ''
    let complaint = ''
    let isLate = false
    let timer: NodeJS.Timeout | undefined
    const stopTimer = (): void => clearTimeout(timer)
    child.stderr.on('data', (bytes: Buffer) => { complaint = `${complaint}${bytes.toString('utf8')}`.slice(0, 2000) })
    child.stdout.on('data', (bytes: Buffer) => {
      const lines = `${rest}${bytes.toString('utf8')}`.split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const told = message.parse(JSON.parse(line))
        stopTimer()
        if (told.kind === 'begins') {
          running = told.name
          timer = setTimeout(() => { isLate = true; child.kill('SIGKILL') }, limitMs)
        } else {
          running = undefined
          take(told)
        }
      }
    })
    child.on('close', (code) => {
      stopTimer()
      if (running !== undefined) take({ kind: 'died', name: running, message: isLate ? `It did not end within ${limitMs / 1000} s.` : `The process died (${code ?? 'killed'}): ${complaint}` })
      else if (code !== 0) take({ kind: 'died', name: '', message: complaint })
      resolve()
    })
  })
}

/** Runs all cases of a file under a watchdog, in processes of limited memory, and gives what each came to. */
export async function watchCases(file: string, cases: readonly HostileCase[]): Promise<ReadonlyMap<string, HostileResult>> {
  const results = new Map<string, HostileResult>()
  for (let done = 0; done < cases.length;) {
    await runFrom(file, done, (result) => results.set(result.name, result))
    if (results.size <= done) throw new Error(`No case was run: ${JSON.stringify([...results.values()].at(-1))}`)
    done = results.size
  }
  return results
}
