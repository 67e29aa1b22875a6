import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ENCODER_ID } from '../../models/catalog.ts'
import { readUserModels } from '../../models/read-user-models.ts'
import { lumos, type CliRun } from './run-in-process.ts'

const commit = 'a'.repeat(40)
const graph = Buffer.alloc(300_000, 7)
const model: Readonly<Record<string, string | Buffer>> = {
  'config.json': '{"model_type":"bert"}',
  'tokenizer.json': '{"version":"1.0"}',
  'tokenizer_config.json': '{}',
  'onnx/model_quantized.onnx': graph,
  'README.md': '# A small model\n\nTrained on nothing.',
}
const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex')

type Hub = { readonly url: string; readonly asked: string[]; close(): Promise<void> }
type Answer = (path: string, request: IncomingMessage, response: ServerResponse) => boolean

/** A hub as the public one answers: files below resolve/, the graph by a redirect that names its digest. */
async function startHub(files: Readonly<Record<string, string | Buffer>>, answer: Answer = () => false): Promise<Hub> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const url = request.url ?? ''
    asked.push(url)
    const stored = /^\/store\/(.+)$/u.exec(url)?.[1]
    const path = stored ?? /^\/owner\/small\/resolve\/[^/]+\/(.+)$/u.exec(url)?.[1]
    if (path !== undefined && answer(path, request, response)) return
    const content = path === undefined ? undefined : files[path]
    if (path === undefined || content === undefined) {
      response.writeHead(404).end('Entry not found')
      return
    }
    if (path.endsWith('.onnx') && stored === undefined) {
      response.writeHead(302, { location: `/store/${path}`, 'x-repo-commit': commit, 'x-linked-etag': `"${sha256(content)}"` }).end()
      return
    }
    response.writeHead(200, { 'content-length': Buffer.byteLength(content), 'x-repo-commit': commit }).end(content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

let folder = ''
let hub: Hub | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-pull-'))
})
afterEach(async () => {
  await hub?.close()
  hub = undefined
  rmSync(folder, { recursive: true, force: true })
})

const modelsDir = (): string => join(folder, 'models')
const left = (): readonly string[] => (existsSync(modelsDir()) ? readdirSync(modelsDir()) : [])
const run = (argv: readonly string[], endpoint: string | undefined = hub?.url): Promise<CliRun> => lumos(['models', ...argv], { cwd: folder, env: { LUMOS_DATA_DIR: folder, HF_ENDPOINT: endpoint } })

describe('pulling a model', () => {
  it('stores the whole layout with its digests and the commit, and asks for nothing twice', async () => {
    hub = await startHub(model)
    const done = await run(['pull', 'owner/small'])
    expect(done.stderr).toBe('')
    expect(done.exitCode).toBe(0)
    expect(done.stdout).toContain('Pulled owner/small (5 files')
    expect(left()).toEqual(['owner--small'])
    const [own] = await readUserModels(modelsDir())
    if (own === undefined || 'problem' in own) throw new Error('The model cannot be read.')
    expect(own.manifest).toMatchObject({ id: 'owner/small', revision: commit })
    expect(own.manifest.files).toEqual(Object.entries(model).map(([path, content]) => ({ path, bytes: Buffer.byteLength(content), sha256: sha256(content) })))
    for (const [path, content] of Object.entries(model)) expect(readFileSync(join(own.folder, path)).equals(Buffer.from(content))).toBe(true)
    expect(new Set(hub.asked).size).toBe(hub.asked.length)
    // The first file says which commit "main" is; everything else is asked of that commit.
    expect(hub.asked.filter((url) => url.includes('/resolve/main/'))).toEqual(['/owner/small/resolve/main/config.json'])
  })

  it('takes the full graph where there is no quantised one', async () => {
    const { 'onnx/model_quantized.onnx': quantised = '', ...others } = model
    hub = await startHub({ ...others, 'onnx/model.onnx': quantised })
    expect((await run(['pull', 'owner/small'])).exitCode).toBe(0)
    expect(existsSync(join(modelsDir(), 'owner--small', 'onnx', 'model.onnx'))).toBe(true)
  })

  it('replaces a model that was pulled before', async () => {
    hub = await startHub(model)
    await run(['pull', 'owner/small'])
    writeFileSync(join(modelsDir(), 'owner--small', 'config.json'), 'old')
    expect((await run(['pull', 'owner/small'])).exitCode).toBe(0)
    expect(readFileSync(join(modelsDir(), 'owner--small', 'config.json'), 'utf8')).toBe(model['config.json'])
    expect(left()).toEqual(['owner--small'])
  })

  it('is listed and shown with its card', async () => {
    hub = await startHub(model)
    await run(['pull', 'owner/small'])
    expect((await run(['list'])).stdout).toContain('owner/small  (pulled)')
    const info = await run(['info', 'owner/small'])
    expect(info.stdout).toContain('# A small model')
    expect(info.stdout).toContain(sha256(graph))
  })

  it('stands beside the shipped model that the settings replace by it', async () => {
    hub = await startHub(model)
    await run(['pull', 'owner/small'])
    writeFileSync(join(modelsDir(), 'choice.json'), '{"embedding":"owner/small"}')
    expect((await run(['list'])).stdout).toContain(`${ENCODER_ID}  (replaced by owner/small)`)
  })

  it('shows how far it is on a terminal', async () => {
    hub = await startHub(model)
    let shown = ''
    await lumos(['models', 'pull', 'owner/small'], { cwd: folder, env: { LUMOS_DATA_DIR: folder, HF_ENDPOINT: hub.url }, isTTY: true, stderr: (text) => (shown += text) })
    expect(shown).toContain('Pulling onnx/model_quantized.onnx')
    expect(shown.endsWith('\r\u001b[K')).toBe(true)
  })
})

describe('a model that cannot be pulled', () => {
  const refuse = (status: number): Answer => (_path, _request, response) => {
    response.writeHead(status).end()
    return true
  }
  const onGraph = (work: (response: ServerResponse) => void): Answer => (path, request, response) => {
    if (!path.endsWith('.onnx') || request.url?.startsWith('/store/') !== true) return false
    work(response)
    return true
  }
  const without = (path: string): Readonly<Record<string, string | Buffer>> => Object.fromEntries(Object.entries(model).filter(([name]) => name !== path))

  const cases: readonly (readonly [name: string, files: Readonly<Record<string, string | Buffer>>, answer: Answer | undefined, message: string])[] = [
    ['is not on the hub', {}, undefined, 'There is no model "owner/small"'],
    ['has no tokenizer', without('tokenizer.json'), undefined, 'The model "owner/small" has no tokenizer.json.'],
    ['has no ONNX graph', without('onnx/model_quantized.onnx'), undefined, 'has no onnx/model_quantized.onnx or onnx/model.onnx'],
    ['is private', model, refuse(401), 'it is private or asks for consent'],
    ['meets a broken hub', model, refuse(500), 'with status 500'],
    ['arrives damaged', model, onGraph((response) => response.writeHead(200, { 'content-length': graph.length }).end(Buffer.alloc(graph.length, 8))), 'arrived damaged: its SHA-256 should be'],
    ['is cut off', model, onGraph((response) => {
      response.writeHead(200, { 'content-length': graph.length })
      response.write(graph.subarray(0, 1000), () => response.destroy())
    }), 'cannot be reached for onnx/model_quantized.onnx'],
    ['does not fit on the disk', model, onGraph((response) => {
      response.writeHead(200, { 'content-length': 1e17 })
      response.write('x')
    }), 'left, but the file needs'],
  ]

  it.each(cases)('%s: says so and keeps nothing', async (_name, files, answer, message) => {
    hub = await startHub(files, answer)
    const done = await run(['pull', 'owner/small'])
    expect(done.stderr).toContain(message)
    expect(done.exitCode).toBe(2)
    expect(left()).toEqual([])
  })

  it('keeps the model that was there before', async () => {
    hub = await startHub(model)
    await run(['pull', 'owner/small'])
    await hub.close()
    hub = await startHub(without('tokenizer.json'))
    expect((await run(['pull', 'owner/small'])).exitCode).toBe(2)
    expect(left()).toEqual(['owner--small'])
    expect((await run(['list'])).stdout).toContain('owner/small  (pulled)')
  })

  it('is on a hub that nobody answers at', async () => {
    hub = await startHub(model)
    const url = hub.url
    await hub.close()
    hub = undefined
    const done = await run(['pull', 'owner/small'], url)
    expect(done.stderr).toContain(`The hub ${url} cannot be reached`)
    expect(done.stderr).toContain('HF_ENDPOINT')
    expect(done.exitCode).toBe(2)
  })

  it.each(['small', 'a/b/c', '../secret/x', 'owner/..', 'owner/a--b', 'own er/x', '/x'])('has the malformed id %s: nothing is asked', async (id) => {
    hub = await startHub(model)
    const done = await run(['pull', id])
    expect(done.stderr).toContain('is not the id of a model')
    expect(done.exitCode).toBe(2)
    expect(hub.asked).toEqual([])
  })

  it('is asked of an address that is none', async () => {
    const done = await run(['pull', 'owner/small'], 'ftp://example')
    expect(done.stderr).toContain('is not the address of a model hub')
    expect(done.exitCode).toBe(2)
  })

  it('cannot be written', async () => {
    hub = await startHub(model)
    writeFileSync(join(folder, 'models'), 'a file where the folder should be')
    const done = await run(['pull', 'owner/small'])
    expect(done.stderr).toContain('The models folder cannot be made')
    expect(done.exitCode).toBe(2)
  })

  it('is stopped by the user: nothing is kept', async () => {
    const abort = { aborted: false }
    hub = await startHub(model, onGraph((response) => {
      response.writeHead(200, { 'content-length': graph.length })
      response.write(graph.subarray(0, 1000))
      abort.aborted = true
    }))
    const done = await lumos(['models', 'pull', 'owner/small'], { cwd: folder, env: { LUMOS_DATA_DIR: folder, HF_ENDPOINT: hub.url }, abort })
    expect([done.exitCode, done.stderr]).toEqual([130, 'Stopped.\n'])
    expect(left()).toEqual([])
  })
})
