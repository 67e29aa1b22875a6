import { AppError, cancelledError } from './app-error.ts'
import type { CancelSignal } from './cancel-source.ts'
import type { CallName, Contract, InputOf, ItemOf, OutputOf, StreamName } from './define-contract.ts'
import { parseRpcMessage, type RpcMessage } from './rpc-message.ts'
import { trust } from './trust.ts'
import type { Wire } from './wire.ts'

/** Options of one call or stream; an `AbortSignal` fits. */
export type CallOptions = { readonly signal?: CancelSignal }

/** A contract as its callers see it. */
export type Client<C extends Contract> = {
  /** Asks for one answer. */
  call<K extends CallName<C>>(method: K, input: InputOf<C, K>, options?: CallOptions): Promise<OutputOf<C, K>>
  /** Asks for a stream; it starts with the first `next`, and leaving the loop cancels it. */
  stream<K extends StreamName<C>>(method: K, input: InputOf<C, K>, options?: CallOptions): AsyncIterableIterator<ItemOf<C, K>>
  close(): void
}

type Answer = Extract<RpcMessage, { kind: 'item' | 'end' | 'error' }>
type Listener = { onAnswer(answer: Answer): void; onLost(error: AppError): void }

/** Makes the typed client of a contract at one end of a wire. */
export function createClient<C extends Contract>(_contract: C, wire: Wire): Client<C> {
  const waiting = new Map<number, Listener>()
  let lastId = 0
  let lost: AppError | null = null

  const removeMessage = wire.onMessage((arrived) => {
    const message = parseRpcMessage(arrived)
    if (message === null || message.kind === 'call' || message.kind === 'cancel') return
    const listener = waiting.get(message.id)
    if (message.kind !== 'item') waiting.delete(message.id)
    listener?.onAnswer(message)
  })
  const removeClose = wire.onClose((reason) => end(connectionLost(reason)))

  function end(error: AppError): void {
    lost = error
    const listeners = [...waiting.values()]
    waiting.clear()
    for (const listener of listeners) listener.onLost(error)
  }

  function start(method: string, input: unknown, listener: Listener): number {
    lastId += 1
    waiting.set(lastId, listener)
    wire.post({ kind: 'call', id: lastId, method, input })
    return lastId
  }

  function cancel(id: number): void {
    if (waiting.delete(id)) wire.post({ kind: 'cancel', id })
  }

  return {
    call(method, input, options = {}) {
      return new Promise((resolve, reject) => {
        if (lost !== null) return reject(lost)
        if (options.signal?.aborted === true) return reject(cancelledError())
        const finish = (): void => options.signal?.removeEventListener('abort', onAbort)
        const id = start(method, input, {
          onAnswer(answer) {
            finish()
            if (answer.kind === 'error') reject(new AppError(answer.error))
            else resolve(trust(answer.value))
          },
          onLost(error) {
            finish()
            reject(error)
          },
        })
        function onAbort(): void {
          finish()
          cancel(id)
          reject(cancelledError())
        }
        options.signal?.addEventListener('abort', onAbort)
      })
    },

    async *stream(method, input, options = {}) {
      if (lost !== null) throw lost
      if (options.signal?.aborted === true) throw cancelledError()
      const queue: Answer[] = []
      let failure: AppError | null = null
      let wake: () => void = () => undefined
      const fail = (error: AppError): void => {
        failure = error
        wake()
      }
      const id = start(method, input, {
        onAnswer(answer) {
          queue.push(answer)
          wake()
        },
        onLost: fail,
      })
      const onAbort = (): void => {
        cancel(id)
        fail(cancelledError())
      }
      options.signal?.addEventListener('abort', onAbort)
      try {
        for (;;) {
          if (failure !== null) throw failure
          const answer = queue.shift()
          if (answer === undefined) {
            await new Promise<void>((resolve) => {
              wake = resolve
            })
          } else if (answer.kind === 'error') throw new AppError(answer.error)
          else if (answer.kind === 'end') return
          else yield trust(answer.value)
        }
      } finally {
        options.signal?.removeEventListener('abort', onAbort)
        cancel(id)
      }
    },

    close() {
      removeMessage()
      removeClose()
      end(connectionLost('It was closed here.'))
      wire.close()
    },
  }
}

function connectionLost(reason: string): AppError {
  return new AppError({
    code: 'rpc.connectionLost',
    kind: 'environment',
    message: `The connection to the host is gone: ${reason}`,
    hint: 'Reload the window; unsaved work is kept in the crash journal.',
  })
}
