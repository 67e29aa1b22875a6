import type { Client } from '../api/client.ts'
import type { contract } from '../api/contract.ts'

/** The host as the screens see it. */
export type Host = Client<typeof contract>

let connected: Host | null = null

/** Sets the one connection of this window; called once, before anything is drawn. */
export function connectHost(host: Host): void {
  connected = host
}

/** The connection of this window. */
export function host(): Host {
  if (connected === null) throw new Error('The window asked for its host before it was connected.')
  return connected
}
