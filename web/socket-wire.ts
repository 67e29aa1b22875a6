import type { WebSocket } from 'ws'
import type { Wire } from '../api/wire.ts'

/** The server's end of a WebSocket; text that is no JSON reaches the listeners as null, which the server ignores. */
export function createSocketWire(socket: WebSocket): Wire {
  return {
    post(message) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
    },
    onMessage(listener) {
      const heard = (data: unknown, isBinary: boolean): void => listener(isBinary ? null : parseJson(String(data)))
      socket.on('message', heard)
      return () => socket.off('message', heard)
    },
    onClose(listener) {
      const heard = (): void => listener('The browser has left.')
      socket.on('close', heard)
      return () => socket.off('close', heard)
    },
    close: () => socket.close(),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
