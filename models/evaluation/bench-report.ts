import type { ModelIdentity } from '../../core/signals/signal-port.ts'

/** One measured load: so many messages of one length, asked so many at once. */
export type BenchRow = {
  readonly messages: 'short' | 'middle' | 'long'
  readonly texts: number
  readonly batch: number
  readonly threads: number
  readonly textsPerSecond: number
  /** Milliseconds of one request to the models, in the middle and nearly at worst. */
  readonly medianMs: number
  readonly p95Ms: number
}

/** How fast the models are on this machine. */
export type BenchReport = {
  readonly format: 1
  readonly machine: { readonly cpu: string; readonly cores: number; readonly node: string; readonly platform: string }
  readonly models: readonly ModelIdentity[]
  readonly openMs: number
  readonly firstSignalMs: number
  /** What the process takes more with the models open and used than before, in bytes. */
  readonly memoryBytes: number
  readonly rows: readonly BenchRow[]
}
