import type { Wire } from '../../api/wire.ts'

/** What the preload script exposes: two functions, and nothing that reaches further. */
export type PreloadBridge = { post(message: unknown): void; onMessage(listener: (message: unknown) => void): () => void }

declare global {
  var lumosWire: PreloadBridge | undefined
}

/** The window's end of the wire to Electron's main process; null outside Electron. */
export function openElectronWire(): Wire | null {
  const bridge = globalThis.lumosWire
  if (bridge === undefined) return null
  return {
    post: (message) => bridge.post(message),
    onMessage: (listener) => bridge.onMessage(listener),
    // The main process owns the window: while this code runs, the other end is there.
    onClose: () => () => undefined,
    close: () => undefined,
  }
}
