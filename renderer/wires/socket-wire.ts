import type { Wire } from '../../api/wire.ts'

/** The browser's end of the WebSocket to the web shell; resolves once the connection is open. */
export function openSocketWire(url: string = socketUrl(globalThis.location)): Promise<Wire> {
  const socket = new WebSocket(url)
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(wireOf(socket)))
    socket.addEventListener('error', () => reject(new Error('LUMOS Studio cannot reach its host. Is the program that printed this address still running?')))
  })
}

function socketUrl(location: { readonly protocol: string; readonly host: string }): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`
}

function wireOf(socket: WebSocket): Wire {
  return {
    post: (message) => socket.send(JSON.stringify(message)),
    onMessage(listener) {
      const heard = (event: MessageEvent): void => listener(typeof event.data === 'string' ? JSON.parse(event.data) : null)
      socket.addEventListener('message', heard)
      return () => socket.removeEventListener('message', heard)
    },
    onClose(listener) {
      const heard = (): void => listener('The program behind this page has ended.')
      socket.addEventListener('close', heard)
      return () => socket.removeEventListener('close', heard)
    },
    close: () => socket.close(),
  }
}
