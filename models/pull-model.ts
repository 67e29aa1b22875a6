import { randomBytes } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AbortLike } from '../core/signals/signal-port.ts'
import { fetchHubFile } from './hub-file.ts'
import type { FetchedFile } from './hub-file.ts'
import { PullError } from './pull-error.ts'
import type { UserModelFile, UserModelManifest } from './read-user-models.ts'

/** Where models are pulled from when nothing else is said. */
export const DEFAULT_HUB = 'https://huggingface.co'

const NEEDED = ['config.json', 'tokenizer.json', 'tokenizer_config.json'] as const
const GRAPHS = ['onnx/model_quantized.onnx', 'onnx/model.onnx'] as const
/** Large graphs keep their weights in a file beside them; how a sentence encoder pools stands in a folder of its own. */
const WELCOME = ['1_Pooling/config.json', 'README.md', 'LICENSE', 'LICENSE.txt', 'NOTICE'] as const

/** What a pull needs to know. */
export type PullOptions = {
  readonly id: string
  /** The user's models folder. */
  readonly modelsDir: string
  /** The hub's base address. */
  readonly endpoint: string
  /** A branch, tag or commit. */
  readonly revision: string
  readonly pulledAt: string
  readonly abort?: AbortLike
  readonly onProgress?: (path: string, done: number, total: number) => void
}

/** A pulled model: where it lies and what its manifest says. */
export type PulledModel = { readonly folder: string; readonly manifest: UserModelManifest }

/** Downloads a model of the usual layout into `<modelsDir>/<owner>--<name>`: all of it or nothing; throws a PullError. */
export async function pullModel(options: PullOptions): Promise<PulledModel> {
  const { id, modelsDir, endpoint, pulledAt } = options
  checkId(id)
  checkEndpoint(endpoint)
  const folder = join(modelsDir, id.replace('/', '--'))
  const staging = join(modelsDir, `.pulling-${id.replace('/', '--')}-${randomBytes(4).toString('hex')}`)
  try {
    await makeStaging(staging)
    const { files, revision } = await fetchAll(options, staging)
    const manifest: UserModelManifest = { id, revision, files, pulledAt }
    await writeFile(join(staging, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    await putInPlace(staging, folder)
    return { folder, manifest }
  } finally {
    // What went wrong before is what the user must read, not that nothing could be tidied up after it.
    await rm(staging, { recursive: true, force: true }).catch(() => undefined)
  }
}

function checkId(id: string): void {
  const part = /^[A-Za-z0-9](?:[\w.-]{0,94}\w)?$/u
  const [owner = '', name = '', ...rest] = id.split('/')
  if (rest.length === 0 && part.test(owner) && part.test(name) && !id.includes('--') && !id.includes('..')) return
  throw new PullError('pull.badId', `"${id}" is not the id of a model.`, 'Write it as owner/name, for example sentence-transformers/all-MiniLM-L6-v2.')
}

function checkEndpoint(endpoint: string): void {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return
  throw new PullError('pull.badEndpoint', `"${endpoint}" is not the address of a model hub.`, 'Set HF_ENDPOINT to an address that begins with https://, or leave it unset.')
}

async function makeStaging(staging: string): Promise<void> {
  try {
    await mkdir(staging, { recursive: true })
  } catch (thrown) {
    throw new PullError('pull.cannotWrite', `The models folder cannot be made: ${thrown instanceof Error ? thrown.message : String(thrown)}.`, 'Change the permissions of the folder, or set LUMOS_DATA_DIR to another one.', { cause: thrown })
  }
}

async function fetchAll(options: PullOptions, staging: string): Promise<{ readonly files: readonly UserModelFile[]; readonly revision: string }> {
  const files: UserModelFile[] = []
  // The first answer names the commit; all the other files are asked of that one, so that no two versions are mixed.
  let revision = options.revision
  const take = async (path: string): Promise<FetchedFile | undefined> => {
    const fetched = await fetchHubFile({ endpoint: options.endpoint, id: options.id, revision, path }, join(staging, path), {
      ...(options.abort === undefined ? {} : { abort: options.abort }),
      onBytes: (done, total) => options.onProgress?.(path, done, total),
    })
    if (fetched === undefined) return undefined
    if (files.length === 0 && fetched.commit !== undefined) revision = fetched.commit
    files.push({ path, bytes: fetched.bytes, sha256: fetched.sha256 })
    return fetched
  }
  for (const path of NEEDED) if ((await take(path)) === undefined) throw missing(options, path, files.length === 0)
  let graph: string | undefined
  for (const path of GRAPHS) {
    if ((await take(path)) === undefined) continue
    graph = path
    break
  }
  if (graph === undefined) throw missing(options, GRAPHS.join(' or '), false)
  for (const path of [`${graph}_data`, ...WELCOME]) await take(path)
  return { files, revision }
}

function missing({ id, endpoint, revision }: PullOptions, path: string, isFirst: boolean): PullError {
  if (isFirst) return new PullError('pull.notFound', `There is no model "${id}" with a ${path} on ${endpoint} (revision ${revision}).`, 'Look at the id on the hub: owner and name, with capital letters as they stand there.')
  return new PullError('pull.fileMissing', `The model "${id}" has no ${path}.`, 'Choose a model that was exported for transformers.js or ONNX; many have a copy by onnx-community or Xenova.')
}

/** The old model is moved aside first, so that at every moment one whole model or none lies in its place. */
async function putInPlace(staging: string, folder: string): Promise<void> {
  const aside = `${staging}-old`
  const hadOld = await rename(folder, aside).then(() => true, (thrown: unknown) => {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return false
    throw thrown
  })
  try {
    await rename(staging, folder)
  } catch (thrown) {
    if (hadOld) await rename(aside, folder)
    throw thrown
  }
  if (hadOld) await rm(aside, { recursive: true, force: true })
}
