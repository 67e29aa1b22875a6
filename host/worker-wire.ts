import type { MessagePort, Worker } from 'node:worker_threads'
import type { Wire } from '../api/wire.ts'

/** The parent's end of a wire to a worker thread; it closes when the worker ends, for whatever reason. */
export function createWorkerWire(worker: Worker): Wire {
  const closes = new Set<(reason: string) => void>()
  let reason: string | null = null
  const end = (why: string): void => {
    if (reason !== null) return
    reason = why
    for (const listener of [...closes]) listener(why)
  }
  worker.on('error', (error) => end(describeFailure(error)))
  worker.on('exit', (code) => end(code === 0 ? 'The worker has ended.' : `The worker stopped with exit code ${code}.`))
  return {
    post: (message) => worker.postMessage(message),
    onMessage(listener) {
      worker.on('message', listener)
      return () => worker.off('message', listener)
    },
    onClose(listener) {
      closes.add(listener)
      if (reason !== null) listener(reason)
      return () => closes.delete(listener)
    },
    close() {
      void worker.terminate()
    },
  }
}

/** The worker's own end of the wire. */
export function createPortWire(port: MessagePort): Wire {
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', listener)
      return () => port.off('message', listener)
    },
    onClose(listener) {
      const heard = (): void => listener('The host has ended.')
      port.on('close', heard)
      return () => port.off('close', heard)
    },
    close: () => port.close(),
  }
}

function describeFailure(error: unknown): string {
  const isOutOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  if (isOutOfMemory) return 'The worker ran out of memory.'
  return `The worker failed: ${error instanceof Error ? error.message : String(error)}`
}
