import { z } from 'zod'
import { AppError, toErrorData } from './app-error.ts'
import { CancelSource, type CancelSignal } from './cancel-source.ts'
import type { CallMethod, Contract, ItemOf, OutputOf, ParsedInputOf } from './define-contract.ts'
import { parseRpcMessage, type RpcMessage } from './rpc-message.ts'
import { trust } from './trust.ts'
import type { Wire } from './wire.ts'

/** What a handler is given beside its input. */
export type CallContext = { readonly signal: CancelSignal }

/** One handler for every method of a contract: one that is missing, or answers something else, does not compile. */
export type Handlers<C extends Contract> = {
  readonly [K in keyof C]: C[K] extends CallMethod
    ? (input: ParsedInputOf<C, K>, context: CallContext) => OutputOf<C, K> | Promise<OutputOf<C, K>>
    : (input: ParsedInputOf<C, K>, context: CallContext) => AsyncIterable<ItemOf<C, K>>
}

/** Options of a server. */
export type ServeOptions = {
  /** Hears of our own mistakes (kind `internal`), for the log. */
  readonly onInternalError?: (method: string, thrown: unknown) => void
}

type AnyHandler = (input: unknown, context: CallContext) => unknown

/** Answers the calls that come over a wire until it closes or `close` is called; both cancel what is in flight. */
export function serve<C extends Contract>(contract: C, handlers: Handlers<C>, wire: Wire, options: ServeOptions = {}): { close(): void } {
  const running = new Map<number, CancelSource>()

  const stop = (): void => {
    removeMessage()
    removeClose()
    for (const source of running.values()) source.cancel()
    running.clear()
  }
  const removeMessage = wire.onMessage((arrived) => {
    const message = parseRpcMessage(arrived)
    if (message?.kind === 'cancel') {
      running.get(message.id)?.cancel()
      running.delete(message.id)
    }
    if (message?.kind === 'call' && !running.has(message.id)) void answer(message)
  })
  const removeClose = wire.onClose(stop)

  async function answer(message: Extract<RpcMessage, { kind: 'call' }>): Promise<void> {
    const source = new CancelSource()
    running.set(message.id, source)
    const isRunning = (): boolean => running.get(message.id) === source
    try {
      const method = findMethod(contract, message.method)
      const handler = trust<AnyHandler>(handlers[message.method])
      const input = parseInput(method.input, message.method, message.input)
      if (method.kind === 'call') {
        const value = await handler(input, { signal: source.signal })
        if (isRunning()) wire.post({ kind: 'end', id: message.id, value: value ?? null })
      } else {
        await forward(handler(input, { signal: source.signal }), source, (value) => wire.post({ kind: 'item', id: message.id, value }))
        if (isRunning()) wire.post({ kind: 'end', id: message.id, value: null })
      }
    } catch (thrown) {
      const error = toErrorData(thrown)
      if (error.kind === 'internal') options.onInternalError?.(message.method, thrown)
      if (isRunning()) wire.post({ kind: 'error', id: message.id, error })
    } finally {
      if (isRunning()) running.delete(message.id)
    }
  }

  return { close: stop }
}

function findMethod(contract: Contract, name: string): Contract[string] {
  const method = Object.hasOwn(contract, name) ? contract[name] : undefined
  if (method !== undefined) return method
  throw new AppError({
    code: 'rpc.unknownMethod',
    kind: 'internal',
    message: `The host has no method "${name}".`,
    hint: 'The window and the host are of different versions: restart LUMOS Studio.',
  })
}

function parseInput(schema: z.ZodType, name: string, input: unknown): unknown {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new AppError({
    code: 'rpc.invalidInput',
    kind: 'internal',
    message: `The request "${name}" was refused: ${z.prettifyError(parsed.error)}`,
    hint: 'Restart LUMOS Studio; if it happens again, report it with this message.',
  })
}

async function forward(answer: unknown, source: CancelSource, post: (value: unknown) => void): Promise<void> {
  const iterator = trust<AsyncIterable<unknown>>(answer)[Symbol.asyncIterator]()
  // A generator that waits must be told to stop; one that is running sees the signal itself.
  const abandon = (): void => void iterator.return?.().then(undefined, () => undefined)
  source.signal.addEventListener('abort', abandon)
  try {
    for (;;) {
      const next = await iterator.next()
      if (next.done === true || source.signal.aborted) return
      post(next.value)
    }
  } finally {
    source.signal.removeEventListener('abort', abandon)
  }
}
