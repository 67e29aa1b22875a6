import type { RpcMessage } from './rpc-message.ts'

/** One end of a connection that carries messages in order; listeners are called with whatever arrived, unparsed. */
export type Wire = {
  post(message: RpcMessage): void
  /** Adds a listener; the answer removes it. */
  onMessage(listener: (message: unknown) => void): () => void
  /** Adds a listener for the end of the connection, with the reason in a sentence; the answer removes it. */
  onClose(listener: (reason: string) => void): () => void
  close(): void
}
