import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { JournalEntry } from '../../api/model.ts'
import { makeFolder } from './make-folder.ts'
import { atomicWrite } from './atomic-write.ts'
import { fileError, isMissingFile } from './file-error.ts'
import { textDigest } from './text-digest.ts'

const entrySchema = z.object({
  docId: z.string(),
  title: z.string(),
  path: z.string().nullable(),
  text: z.string(),
  layoutText: z.string(),
  writtenAt: z.number(),
})

/** The crash journal: unsaved documents, each in a file of its own, kept until they are saved or given up. */
export type Journal = {
  write(entry: JournalEntry): Promise<void>
  list(): Promise<readonly JournalEntry[]>
  discard(docId: string): Promise<void>
}

/** Opens the journal kept in a folder. */
export function createJournal(folder: string): Journal {
  const fileOf = (docId: string): string => join(folder, `${textDigest(docId).slice(0, 32)}.json`)
  const queues = new Map<string, Promise<void>>()

  // Writes and discards of one document keep their order, or a late write would bring a discarded entry back.
  function inOrder(docId: string, work: () => Promise<void>): Promise<void> {
    const before = queues.get(docId) ?? Promise.resolve()
    const done = before.catch(() => undefined).then(work)
    queues.set(docId, done)
    return done.finally(() => {
      if (queues.get(docId) === done) queues.delete(docId)
    })
  }

  return {
    write: (entry) =>
      inOrder(entry.docId, async () => {
        try {
          await makeFolder(folder)
        } catch (thrown) {
          throw fileError(thrown, 'keep your unsaved work', folder)
        }
        await atomicWrite(fileOf(entry.docId), JSON.stringify(entry), `the unsaved work on "${entry.title}"`)
      }),
    async list() {
      const names = await readdir(folder).catch((thrown: unknown) => {
        if (isMissingFile(thrown)) return []
        throw fileError(thrown, 'list the unsaved work', folder)
      })
      const entries = await Promise.all(names.filter((name) => name.endsWith('.json')).map((name) => readEntry(join(folder, name))))
      return entries.filter((entry) => entry !== null).sort((a, b) => b.writtenAt - a.writtenAt)
    },
    discard: (docId) =>
      inOrder(docId, async () => {
        try {
          await rm(fileOf(docId), { force: true })
        } catch (thrown) {
          throw fileError(thrown, 'clear the crash journal', fileOf(docId))
        }
      }),
  }
}

async function readEntry(path: string): Promise<JournalEntry | null> {
  try {
    return entrySchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    // A file in our folder that is no entry is not worth a word at start-up; it stays where it is.
    return null
  }
}
