import { readFile, stat } from 'node:fs/promises'
import type { CancelSignal } from '../../api/cancel-source.ts'
import type { FileChange } from '../../api/model.ts'
import { textDigest } from './text-digest.ts'

const lookEveryMs = 1_000

type Seen = { readonly stamp: string; readonly digest: string } | null

/** Tells when a file's content changes on disk, or the file goes away or comes back, or the content of the one `beside` it changes; looks by itself, because the notices of network disks and editors that replace files cannot be relied on. */
export async function* watchFile(path: string, signal: CancelSignal, everyMs: number = lookEveryMs, beside?: string): AsyncGenerator<FileChange> {
  const lookBeside = (before: Seen): Promise<Seen> => (beside === undefined ? Promise.resolve(null) : look(beside, before))
  let seen = await look(path, null)
  let seenBeside = await lookBeside(null)
  while (!signal.aborted) {
    await pause(everyMs, signal)
    if (signal.aborted) return
    const now = await look(path, seen)
    const nowBeside = await lookBeside(seenBeside)
    if (now === null && seen !== null) yield { kind: 'removed' }
    if (now !== null && (now.digest !== seen?.digest || nowBeside?.digest !== seenBeside?.digest)) yield { kind: 'changed', digest: now.digest }
    seen = now
    seenBeside = nowBeside
  }
}

async function look(path: string, before: Seen): Promise<Seen> {
  try {
    const { mtimeMs, size, ino } = await stat(path)
    const stamp = `${mtimeMs} ${size} ${ino}`
    if (before?.stamp === stamp) return before
    return { stamp, digest: textDigest(await readFile(path)) }
  } catch {
    return null
  }
}

function pause(ms: number, signal: CancelSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    timer.unref()
    signal.addEventListener('abort', end)
  })
}
