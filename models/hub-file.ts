import { createHash } from 'node:crypto'
import { mkdir, open, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { AbortLike } from '../core/signals/signal-port.ts'
import { PullError } from './pull-error.ts'

const MOST_REDIRECTS = 5
const PATIENCE_MS = 30_000

/** A file of a model on a hub. */
export type HubFile = { readonly endpoint: string; readonly id: string; readonly revision: string; readonly path: string }

/** How a file is fetched. */
export type FetchHubFileOptions = { readonly abort?: AbortLike; readonly onBytes?: (done: number, total: number) => void }

/** What was fetched: its size, its digest, and the commit that the hub says it is of. */
export type FetchedFile = { readonly bytes: number; readonly sha256: string; readonly commit: string | undefined }

type Opened = { readonly response: Response; readonly commit: string | undefined; readonly sha256: string | undefined }

/** Fetches one file of a model into a path; `undefined` where the hub has no such file. Size and digest are checked where the hub states them. */
export async function fetchHubFile(file: HubFile, target: string, options: FetchHubFileOptions): Promise<FetchedFile | undefined> {
  const watch = new Watch(options.abort)
  try {
    const opened = await openFile(file, watch)
    if (opened === undefined) return undefined
    await needSpace(opened.response, target)
    const fetched = await store(opened, file, target, watch, options)
    if (opened.sha256 !== undefined && opened.sha256 !== fetched.sha256) {
      throw new PullError('pull.damaged', `${file.path} of ${file.id} arrived damaged: its SHA-256 should be ${opened.sha256} but is ${fetched.sha256}.`, 'Pull the model again.')
    }
    return fetched
  } catch (thrown) {
    throw explain(thrown, file, watch)
  } finally {
    watch.end()
  }
}

/** Ends a transfer when the user stops it, or when nothing has come for a while. */
class Watch {
  readonly controller = new AbortController()
  readonly #timer: ReturnType<typeof setInterval>
  #heardAt = performance.now()
  isStopped = false

  constructor(abort: AbortLike | undefined) {
    this.#timer = setInterval(() => {
      if (abort?.aborted === true) this.isStopped = true
      if (this.isStopped || performance.now() - this.#heardAt > PATIENCE_MS) this.controller.abort()
    }, 50)
  }

  heard(): void {
    this.#heardAt = performance.now()
  }

  end(): void {
    clearInterval(this.#timer)
  }
}

async function openFile({ endpoint, id, revision, path }: HubFile, watch: Watch): Promise<Opened | undefined> {
  let url = new URL(`${endpoint.replace(/\/+$/u, '')}/${id}/resolve/${encodeURIComponent(revision)}/${path}`)
  let commit: string | undefined
  let sha256: string | undefined
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const response = await fetch(url, { redirect: 'manual', signal: watch.controller.signal, headers: { 'accept-encoding': 'identity' } })
    watch.heard()
    // Large files are redirected to a store that knows neither; the hub itself says both on the way.
    commit ??= response.headers.get('x-repo-commit') ?? undefined
    sha256 ??= sha256Of(response.headers.get('x-linked-etag'))
    const location = response.headers.get('location')
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel()
      url = new URL(location, url)
      continue
    }
    if (response.status === 200) return { response, commit, sha256 }
    await response.body?.cancel()
    if (response.status === 404) return undefined
    if (response.status === 401 || response.status === 403) {
      throw new PullError('pull.refused', `The hub ${endpoint} does not give ${id} to everybody (status ${response.status}): there is no such model, or it is private or asks for consent.`, 'Look at the id; a model that needs an account can be downloaded by hand and chosen as a folder in the settings.')
    }
    throw new PullError('pull.unreachable', `The hub ${endpoint} answered ${path} of ${id} with status ${response.status}.`, 'Try again in a few minutes.')
  }
  throw new PullError('pull.unreachable', `The hub ${endpoint} sent the request for ${path} of ${id} on and on.`, 'Look at the address in HF_ENDPOINT.')
}

async function needSpace(response: Response, target: string): Promise<void> {
  const bytes = sizeOf(response)
  if (bytes === undefined) return
  await mkdir(dirname(target), { recursive: true })
  const { bavail, bsize } = await statfs(dirname(target))
  if (bytes <= bavail * bsize) return
  await response.body?.cancel()
  throw new PullError('pull.diskFull', `The disk that holds "${dirname(target)}" has ${megabytes(bavail * bsize)} left, but the file needs ${megabytes(bytes)}.`, 'Free some space, or set LUMOS_DATA_DIR to a folder on another disk.')
}

async function store({ response, commit }: Opened, { id, path }: HubFile, target: string, watch: Watch, { onBytes }: FetchHubFileOptions): Promise<FetchedFile> {
  const total = sizeOf(response)
  const hash = createHash('sha256')
  await mkdir(dirname(target), { recursive: true })
  const handle = await open(target, 'wx')
  let bytes = 0
  try {
    for await (const chunk of response.body ?? []) {
      watch.heard()
      hash.update(chunk)
      await handle.writeFile(chunk)
      bytes += chunk.length
      onBytes?.(bytes, total ?? 0)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  if (total !== undefined && bytes !== total) throw new PullError('pull.damaged', `${path} of ${id} was cut off: ${bytes} of ${total} bytes arrived.`, 'Pull the model again.')
  return { bytes, sha256: hash.digest('hex'), commit }
}

function explain(thrown: unknown, { endpoint, id, path }: HubFile, watch: Watch): unknown {
  if (watch.isStopped) return new PullError('pull.stopped', 'Pulling the model was stopped; nothing of it was kept.', 'Pull it again when you are ready.')
  if (thrown instanceof PullError) return thrown
  const code = codeOf(thrown)
  if (code === 'ENOSPC' || code === 'EDQUOT') return new PullError('pull.diskFull', `The disk became full while ${path} of ${id} was written; nothing of it was kept.`, 'Free some space, or set LUMOS_DATA_DIR to a folder on another disk.', { cause: thrown })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR') return new PullError('pull.cannotWrite', `The model cannot be written: ${thrown instanceof Error ? thrown.message : String(thrown)}.`, 'Change the permissions of the folder, or set LUMOS_DATA_DIR to another one.', { cause: thrown })
  const why = watch.controller.signal.aborted ? `nothing came for ${PATIENCE_MS / 1000} seconds` : reasonOf(thrown)
  return new PullError('pull.unreachable', `The hub ${endpoint} cannot be reached for ${path} of ${id}: ${why}.`, 'Check the connection to the internet; behind a mirror, set HF_ENDPOINT to its address. A model can also be downloaded by hand and chosen as a folder in the settings.', { cause: thrown })
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''
}

/** What fetch says is mostly "fetch failed"; the reason is what caused it. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  const { cause } = thrown
  const code = codeOf(cause)
  return cause instanceof Error ? cause.message || code : thrown.message
}

function sizeOf(response: Response): number | undefined {
  const length = response.headers.get('content-length')
  return length === null || response.headers.get('content-encoding') !== null ? undefined : Number(length)
}

function sha256Of(tag: string | null): string | undefined {
  return /^"?([0-9a-f]{64})"?$/u.exec(tag ?? '')?.[1]
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
