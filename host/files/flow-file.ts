import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import type { OpenedFlow, SaveResult } from '../../api/model.ts'
import { makeFolder } from './make-folder.ts'
import { atomicWrite } from './atomic-write.ts'
import { fileError, isMissingFile } from './file-error.ts'
import { layoutPathFor } from './layout-path.ts'
import { readBounded } from './read-bounded.ts'
import { flowText, readFlowText } from './read-flow-text.ts'
import { resolveTarget, stageFile, temporaryPathFor, type StagedFile } from './stage-file.ts'
import { textDigest } from './text-digest.ts'

/** The largest layout that is read. */
const largestLayoutBytes = 4_194_304

const intentSchema = z.object({
  flow: z.object({ target: z.string(), temporary: z.string(), digest: z.string() }),
  layout: z.object({ target: z.string(), temporary: z.string(), digest: z.string(), text: z.string() }),
})

/** What is to be saved; `expectedDigest` is the digest the file had when it was read, null where an existing file may be replaced. */
export type FlowToSave = { readonly path: string; readonly text: string; readonly layoutText: string; readonly expectedDigest: string | null }

/** Flow files and their layouts on disk: read, and saved as a pair that is never left half-written. */
export type FlowFiles = {
  open(path: string): Promise<OpenedFlow>
  save(flow: FlowToSave, now: number): Promise<SaveResult>
  /** Finishes or undoes what a killed program left behind; the answer names the files that were completed. */
  recover(): Promise<readonly string[]>
}

/** Opens the flow files of this machine; `intentsDir` is where a save in progress is noted. */
export function createFlowFiles(intentsDir: string): FlowFiles {
  const intentOf = (target: string): string => join(intentsDir, `${textDigest(target).slice(0, 32)}.json`)
  const saving = new Map<string, Promise<SaveResult>>()

  async function save(flow: FlowToSave, now: number): Promise<SaveResult> {
    const path = resolve(flow.path)
    const target = await resolveTarget(path).catch((thrown: unknown) => {
      throw fileError(thrown, `save "${basename(path)}"`, path)
    })
    const conflict = await findConflict(target, flow.expectedDigest)
    if (conflict !== null) return { kind: 'conflict', path, message: conflict }
    const pair = [
      { target, text: flow.text },
      { target: await resolveTarget(layoutPathFor(path)), text: flow.layoutText },
    ]
    const changed: { target: string; text: string }[] = []
    for (const file of pair) if ((await sameTextDigest(file.target, file.text)) === null) changed.push(file)
    const [first, second] = changed
    if (first !== undefined && second !== undefined) await savePair(intentOf(target), first, second)
    else if (first !== undefined) await atomicWrite(first.target, first.text, `"${basename(path)}"`)
    await rm(intentOf(target), { force: true }).catch(() => undefined)
    return { kind: 'saved', path, digest: (await sameTextDigest(target, flow.text)) ?? textDigest(flow.text), savedAt: now }
  }

  return {
    async open(path) {
      const absolute = resolve(path)
      await recoverIntent(intentOf(await resolveTarget(absolute)))
      const text = await readFlowText(absolute)
      // A layout that is huge, or no file at all, is no layout: the cards are laid out anew.
      const layoutBytes = await readBounded(layoutPathFor(absolute), largestLayoutBytes).catch(() => undefined)
      const layoutText = layoutBytes === undefined ? null : Buffer.from(layoutBytes).toString('utf8')
      return { path: absolute, name: basename(absolute), text: text.text, layoutText, digest: text.digest }
    },
    save(flow, now) {
      const key = resolve(flow.path)
      const before = saving.get(key) ?? Promise.resolve()
      const done = before.then(() => undefined, () => undefined).then(() => save(flow, now))
      saving.set(key, done)
      return done.finally(() => {
        if (saving.get(key) === done) saving.delete(key)
      })
    },
    async recover() {
      const names = await readdir(intentsDir).catch(() => [])
      const completed = await Promise.all(names.filter((name) => name.endsWith('.json')).map((name) => recoverIntent(join(intentsDir, name))))
      return completed.filter((path) => path !== null)
    },
  }
}

async function findConflict(target: string, expectedDigest: string | null): Promise<string | null> {
  if (expectedDigest === null) return null
  const present = await digestOf(target)
  if (present === expectedDigest) return null
  if (present === null) return `"${basename(target)}" was moved or deleted since you opened it. Nothing was written.`
  return `"${basename(target)}" was changed by another program since you opened it. Nothing was written.`
}

async function digestOf(path: string): Promise<string | null> {
  try {
    return textDigest(await readFile(path))
  } catch (thrown) {
    if (isMissingFile(thrown)) return null
    throw fileError(thrown, `read "${basename(path)}"`, path)
  }
}

/** The digest of a file that holds a text already, in whatever encoding: saving an unchanged flow writes nothing. */
async function sameTextDigest(path: string, text: string): Promise<string | null> {
  try {
    const bytes = await readFile(path)
    return textDigest(bytes) === textDigest(text) || flowText(bytes, basename(path)) === text ? textDigest(bytes) : null
  } catch {
    return null
  }
}

// Both files are on the disk in full before either takes its place, so a full disk changes nothing; the intent lets the next start finish the second rename.
async function savePair(intentPath: string, flow: { target: string; text: string }, layout: { target: string; text: string }): Promise<void> {
  const temporary = { flow: temporaryPathFor(flow.target), layout: temporaryPathFor(layout.target) }
  const staged: StagedFile[] = []
  let isFlowInPlace = false
  try {
    await makeFolder(join(intentPath, '..'))
    const intent = {
      flow: { target: flow.target, temporary: temporary.flow, digest: textDigest(flow.text) },
      layout: { target: layout.target, temporary: temporary.layout, digest: textDigest(layout.text), text: layout.text },
    }
    await atomicWrite(intentPath, JSON.stringify(intent), `"${basename(flow.target)}"`)
    const first = await stageFile(flow.target, flow.text, temporary.flow)
    staged.push(first)
    const second = await stageFile(layout.target, layout.text, temporary.layout)
    staged.push(second)
    await first.commit()
    isFlowInPlace = true
    await second.commit()
  } catch (thrown) {
    // From here on the pair is only whole with the new layout: the intent stays and completes it.
    if (isFlowInPlace) throw fileError(thrown, `save the layout of "${basename(flow.target)}"`, layout.target)
    await Promise.all(staged.map((file) => file.discard().catch(() => undefined)))
    await rm(intentPath, { force: true }).catch(() => undefined)
    throw fileError(thrown, `save "${basename(flow.target)}"`, flow.target)
  }
}

async function recoverIntent(intentPath: string): Promise<string | null> {
  const intent = await readIntent(intentPath)
  if (intent === null) return null
  const wasFlowWritten = (await digestOf(intent.flow.target)) === intent.flow.digest
  const isLayoutOld = (await digestOf(intent.layout.target)) !== intent.layout.digest
  if (wasFlowWritten && isLayoutOld) {
    const isStaged = (await digestOf(intent.layout.temporary)) === intent.layout.digest
    if (isStaged) await rename(intent.layout.temporary, intent.layout.target)
    else await atomicWrite(intent.layout.target, intent.layout.text, `"${basename(intent.layout.target)}"`)
  }
  await Promise.all([intent.flow.temporary, intent.layout.temporary, intentPath].map((path) => rm(path, { force: true }).catch(() => undefined)))
  return wasFlowWritten && isLayoutOld ? intent.flow.target : null
}

async function readIntent(intentPath: string): Promise<z.output<typeof intentSchema> | null> {
  try {
    return intentSchema.parse(JSON.parse(await readFile(intentPath, 'utf8')))
  } catch {
    return null
  }
}
