import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { examplesDigest, taughtOutputs } from '../../core/spec/taught-examples.ts'
import type { ExampleFiles } from '../../core/spec/taught-examples.ts'
import { parseSpec } from '../../core/spec/parse-spec.ts'
import type { TaughtBy, Workflow } from '../../core/spec/workflow.ts'
import { atomicWrite } from './atomic-write.ts'
import { isMissingFile } from './file-error.ts'

/** The examples that outputs learned from, kept by digest from learning on: a flow needs no place on disk yet, and undo finds what it had. */
export type ExampleStore = {
  /** Keeps a file's text and gives its digest. */
  put(text: string): Promise<string>
  /** The texts of the given digests, as far as they are here. */
  read(digests: readonly string[]): Promise<Readonly<Record<string, string>>>
  /** Takes over the example files beside a flow file. */
  takeBeside(flowPath: string, flowText: string): Promise<void>
  /** Puts the example files that a flow names beside its file. */
  putBeside(flowPath: string, flowText: string): Promise<void>
}

/** Opens the store of this machine. */
export function createExampleStore(dir: string): ExampleStore {
  const pathOf = (digest: string): string => join(dir, `${digest.slice('sha256:'.length)}.jsonl`)

  async function put(text: string): Promise<string> {
    const digest = examplesDigest(text)
    if ((await textIfThere(pathOf(digest), digest)) === undefined) {
      await mkdir(dir, { recursive: true })
      await atomicWrite(pathOf(digest), text, 'the examples')
    }
    return digest
  }

  return {
    put,
    async read(digests) {
      const found = await Promise.all(digests.map(async (digest) => [digest, await textIfThere(pathOf(digest), digest)] as const))
      return Object.fromEntries(found.flatMap(([digest, text]) => (text === undefined ? [] : [[digest, text]])))
    },
    async takeBeside(flowPath, flowText) {
      for (const text of Object.values(await readBeside(flowPath, filesOfText(flowText)))) await put(text)
    },
    async putBeside(flowPath, flowText) {
      for (const { file, digest } of filesOfText(flowText)) {
        const path = join(dirname(flowPath), file)
        if ((await textIfThere(path, digest)) !== undefined) continue
        const text = await textIfThere(pathOf(digest), digest)
        if (text !== undefined) await atomicWrite(path, text, `"${file}"`)
      }
    },
  }
}

/** The example files that lie beside a flow file and are what the flow says, by digest. */
export async function examplesBeside(flowPath: string, workflow: Workflow): Promise<ExampleFiles> {
  const found = await readBeside(flowPath, taughtOutputs(workflow).map(({ taughtBy }) => taughtBy))
  return (digest) => found[digest]
}

/** The digests of the example files that a flow names. */
export function taughtDigests(flowText: string): readonly string[] {
  return filesOfText(flowText).map(({ digest }) => digest)
}

function filesOfText(flowText: string): readonly TaughtBy[] {
  // Most flows name none, and reading one takes a while.
  if (!flowText.includes('taughtBy')) return []
  const { workflow } = parseSpec(flowText)
  return workflow === undefined ? [] : taughtOutputs(workflow).map(({ taughtBy }) => taughtBy)
}

async function readBeside(flowPath: string, files: readonly TaughtBy[]): Promise<Readonly<Record<string, string>>> {
  const found = await Promise.all(files.map(async ({ file, digest }) => [digest, await textIfThere(join(dirname(flowPath), file), digest)] as const))
  return Object.fromEntries(found.flatMap(([digest, text]) => (text === undefined ? [] : [[digest, text]])))
}

/** A file's text if it is what it should be. */
async function textIfThere(path: string, digest: string): Promise<string | undefined> {
  try {
    const text = await readFile(path, 'utf8')
    return examplesDigest(text) === digest ? text : undefined
  } catch (thrown) {
    if (isMissingFile(thrown)) return undefined
    throw thrown
  }
}
