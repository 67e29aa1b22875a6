import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createClient } from '../../api/client.ts'
import { contract } from '../../api/contract.ts'
import { serveWeb, type WebShell } from '../../web/serve.ts'
import { createSocketWire } from '../../web/socket-wire.ts'
import { startTestHost, type TestHost } from '../host/start-test-host.ts'

let folder = ''
let test: TestHost
let shell: WebShell
let cookie = ''

type Answer = { readonly status: number; readonly headers: Readonly<Record<string, string | string[] | undefined>>; readonly body: string }

// Not fetch: it would tidy up the paths and headers that these tests are about.
function get(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: shell.port, path, method, headers }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (piece: string) => {
        body += piece
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

function openSocket(headers: Readonly<Record<string, string>>): Promise<WebSocket | number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${shell.port}/rpc`, { headers })
    socket.once('open', () => resolve(socket))
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.once('error', () => resolve(0))
  })
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-web-'))
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html><title>LUMOS Studio</title>')
  writeFileSync(join(folder, 'page', 'assets', 'main.js'), 'export {}')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'page', 'linked.txt'))
  test = startTestHost()
  shell = await serveWeb({ handlers: test.host.handlers, pageDir: join(folder, 'page'), port: 0 })
})
afterAll(async () => {
  await shell.close()
  await test.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the web shell', () => {
  it('gives nothing to a browser without the printed address', async () => {
    expect((await get('/')).status).toBe(403)
    expect((await get('/assets/main.js')).status).toBe(403)
    expect((await get('/?token=guess')).status).toBe(403)
    expect(await openSocket({ origin: `http://127.0.0.1:${shell.port}` })).toBe(403)
  })

  it('exchanges the token of the printed address for a cookie, once', async () => {
    const path = `/${new URL(shell.url).search}`
    const first = await get(path)
    expect(first).toMatchObject({ status: 303, headers: { location: '/' } })
    const given = String(first.headers['set-cookie'])
    expect(given).toMatch(/^lumos_session_\d+=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/u)
    cookie = given.split(';')[0] ?? ''
    expect((await get(path)).status).toBe(403)
    expect(await get('/', { cookie })).toMatchObject({ status: 200, body: expect.stringContaining('LUMOS Studio') })
  })

  it('sends a strict content policy and no way to be framed', async () => {
    const { headers } = await get('/', { cookie })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe-eval')
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' })
  })

  const outside = ['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/..%5c..%5csecret.txt', '/linked.txt', '/%00', '/%zz', '//etc/passwd', '/assets']
  for (const path of outside) {
    it(`does not serve ${path}`, async () => {
      const answer = await get(path, { cookie })
      expect([400, 404]).toContain(answer.status)
      expect(answer.body).not.toContain('secret\n')
    })
  }

  it('refuses a foreign host name, as after DNS rebinding, and a foreign origin', async () => {
    expect((await get('/', { cookie, host: 'evil.example' })).status).toBe(403)
    expect((await get('/', { cookie, host: `evil.example:${shell.port}` })).status).toBe(403)
    expect((await get('/', { cookie, origin: 'https://evil.example' })).status).toBe(403)
    expect(await openSocket({ cookie, origin: 'https://evil.example' })).toBe(403)
    expect(await openSocket({ cookie })).toBe(403)
    expect((await get('/', { cookie }, 'POST')).status).toBe(405)
  })

  it('answers the contract over its socket', async () => {
    const socket = await openSocket({ cookie, origin: `http://127.0.0.1:${shell.port}` })
    if (typeof socket === 'number') throw new Error(`The socket was refused with ${socket}.`)
    const client = createClient(contract, createSocketWire(socket))
    expect(await client.call('app.info', {})).toMatchObject({ shell: 'web', version: '0.0.0-test' })
    expect(await client.call('files.pick', { purpose: 'flow', mode: 'open' })).toMatchObject({ kind: 'browse' })
    const closed = once(socket, 'close')
    client.close()
    await closed
  })

  it('outlives a message that is far too large', async () => {
    const socket = await openSocket({ cookie, origin: `http://127.0.0.1:${shell.port}` })
    if (typeof socket === 'number') throw new Error(`The socket was refused with ${socket}.`)
    socket.on('error', () => undefined)
    const closed = once(socket, 'close')
    socket.send('x'.repeat(33 * 1024 * 1024), () => undefined)
    await closed
    expect((await get('/', { cookie })).status).toBe(200)
  })

  it('says so where the port is taken', async () => {
    await expect(serveWeb({ handlers: test.host.handlers, pageDir: folder, port: shell.port })).rejects.toMatchObject({ code: 'web.portTaken', hint: expect.stringContaining('--port') })
  })
})
