import type { RpcMessage } from './rpc-message.ts'
import type { Wire } from './wire.ts'

/** Two ends of a wire inside one program; messages are copied and arrive later, as on a real one. */
export function createMemoryWire(): { readonly client: Wire; readonly server: Wire } {
  const client = new MemoryEnd()
  const server = new MemoryEnd()
  client.connect(server)
  server.connect(client)
  return { client, server }
}

class MemoryEnd implements Wire {
  readonly #messages = new Set<(message: unknown) => void>()
  readonly #closes = new Set<(reason: string) => void>()
  #other: MemoryEnd | null = null
  #closed = false

  connect(other: MemoryEnd): void {
    this.#other = other
  }

  post(message: RpcMessage): void {
    const other = this.#other
    if (this.#closed || other === null) return
    const sent = JSON.stringify(message)
    void Promise.resolve().then(() => other.#receive(JSON.parse(sent)))
  }

  onMessage(listener: (message: unknown) => void): () => void {
    this.#messages.add(listener)
    return () => this.#messages.delete(listener)
  }

  onClose(listener: (reason: string) => void): () => void {
    this.#closes.add(listener)
    return () => this.#closes.delete(listener)
  }

  close(): void {
    this.#end('The connection was closed.')
    if (this.#other !== null) this.#other.#end('The other side closed the connection.')
  }

  #receive(message: unknown): void {
    if (this.#closed) return
    for (const listener of [...this.#messages]) listener(message)
  }

  #end(reason: string): void {
    if (this.#closed) return
    this.#closed = true
    for (const listener of [...this.#closes]) listener(reason)
  }
}
