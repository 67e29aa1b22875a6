import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { WebSocketServer } from 'ws'
import { AppError } from '../api/app-error.ts'
import { contract } from '../api/contract.ts'
import { serve, type Handlers } from '../api/server.ts'
import { pageHeaders } from '../host/page/page-headers.ts'
import { readPageFile } from '../host/page/read-page-file.ts'
import { isSameOrigin, sessionCookie, SessionGuard } from './session-guard.ts'
import { createSocketWire } from './socket-wire.ts'

const maxMessageBytes = 32 * 1024 * 1024

/** What the web shell serves. */
export type WebShellOptions = {
  readonly handlers: Handlers<typeof contract>
  /** The built page (out/renderer). */
  readonly pageDir: string
  /** 0 = any free port. */
  readonly port: number
  readonly onInternalError?: (method: string, thrown: unknown) => void
  /** Hears of the first browser that connects. */
  readonly onConnected?: () => void
}

/** A running web shell; `url` holds the one-time token. */
export type WebShell = { readonly port: number; readonly url: string; issueUrl(): string; close(): Promise<void> }

/** Serves the page and its WebSocket on the loopback address, to the browser that was given the address and to nobody else. */
export async function serveWeb(options: WebShellOptions): Promise<WebShell> {
  const guard = new SessionGuard()
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes })
  let port = 0
  const server = createServer((request, response) => void answer(request, response))
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const isWelcome = url.pathname === '/rpc' && request.headers.origin !== undefined && isSameOrigin(request, port) && guard.isKnown(request, port)
    if (!isWelcome) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => webSocket.terminate())
      serve(contract, options.handlers, createSocketWire(webSocket), { onInternalError: options.onInternalError })
      options.onConnected?.()
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (!isSameOrigin(request, port)) return send(response, 403, 'This address answers only to this machine.')
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, 'Only GET.')
    const token = url.searchParams.get('token')
    if (url.pathname === '/' && token !== null) {
      const session = guard.exchange(token)
      if (session === null && !guard.isKnown(request, port)) return send(response, 403, 'This link was used already or has expired. Start LUMOS Studio again to get a new one.')
      response.writeHead(303, { ...pageHeaders('text/plain; charset=utf-8'), location: '/', ...(session === null ? {} : { 'set-cookie': sessionCookie(session, port) }) })
      response.end()
      return
    }
    if (!guard.isKnown(request, port)) return send(response, 403, 'Open LUMOS Studio with the address that it printed when it started.')
    const file = await readPageFile(options.pageDir, url.pathname)
    if (file === null) return send(response, 404, 'Not found.')
    response.writeHead(200, { ...headers(file.contentType), 'content-length': file.bytes.length })
    response.end(request.method === 'HEAD' ? undefined : file.bytes)
  }

  function headers(contentType: string): Readonly<Record<string, string>> {
    return pageHeaders(contentType, [`ws://127.0.0.1:${port}`, `ws://localhost:${port}`])
  }

  function send(response: ServerResponse, status: number, text: string): void {
    response.writeHead(status, headers('text/plain; charset=utf-8'))
    response.end(`${text}\n`)
  }

  port = await listen(server, options.port)
  const issueUrl = (): string => `http://127.0.0.1:${port}/?token=${guard.issueToken()}`
  return {
    port,
    url: issueUrl(),
    issueUrl,
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function listen(server: Server, port: number): Promise<number> {
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  } catch (thrown) {
    const isTaken = thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE'
    if (!isTaken) throw thrown
    throw new AppError({ code: 'web.portTaken', kind: 'environment', message: `Could not listen on port ${port}: another program uses it.`, hint: 'Choose another with --port, or leave it out for a free one.' })
  }
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return address.port
}
