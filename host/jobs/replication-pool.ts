import type { Worker } from 'node:worker_threads'
import { AppError } from '../../api/app-error.ts'
import { createClient, type Client } from '../../api/client.ts'
import type { ReplicationResult } from '../../core/simulation/replication-result.ts'
import type { ReplicationFigures } from '../../core/simulation/what-if/replication-figures.ts'
import type { Variant } from '../../core/simulation/what-if/what-if-step.ts'
import { createWorkerWire } from '../worker-wire.ts'
import type { SimulationDriver } from './drive-simulation.ts'
import type { ReplicationInput, ReplicationItem } from './replication-contract.ts'
import { replicationContract } from './replication-contract.ts'

/** Runs replications in threads: they are spread by index and merged in its order, so that the result is the same with any number of them. */
export class ReplicationPool {
  readonly #clients: readonly Client<typeof replicationContract>[]
  readonly #driver: SimulationDriver
  readonly #names = new WeakMap<Variant, number>()
  #lastName = 0
  #isOpen = false

  constructor(count: number, spawn: () => Worker, driver: SimulationDriver) {
    this.#clients = Array.from({ length: count }, () => createClient(replicationContract, createWorkerWire(spawn())))
    this.#driver = driver
  }

  /** How many threads there are. */
  get size(): number {
    return this.#clients.length
  }

  /** Whether the threads have what they need. */
  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Sends everything that replications need, with the answers that are known so far. */
  async open(input: ReplicationInput): Promise<void> {
    const answers = this.#driver.signals.entries()
    await this.#explained(Promise.all(this.#clients.map((client) => client.call('open', { input, answers }))))
    this.#isOpen = true
  }

  /** The figures of replications `from` up to before `to` of a variant, in order. */
  async figures(variant: Variant, from: number, to: number): Promise<readonly ReplicationFigures[]> {
    return (await this.#spread(variant, from, to, 'figures')).flatMap((item) => (item.kind === 'figures' ? [item.figures] : []))
  }

  /** The same replications in full; the estimate of ratings, a function, does not come with them, and what got no answer up to each of them is said beside. */
  async results(variant: Variant, from: number, to: number): Promise<readonly { readonly result: ReplicationResult; readonly unanswered: readonly string[] }[]> {
    return (await this.#spread(variant, from, to, 'result')).flatMap((item) => (item.kind === 'result' ? [item] : []))
  }

  /** Ends the threads. */
  close(): void {
    for (const client of this.#clients) client.close()
  }

  async #spread(variant: Variant, from: number, to: number, want: 'figures' | 'result'): Promise<readonly ReplicationItem[]> {
    const name = this.#names.get(variant) ?? ++this.#lastName
    this.#names.set(variant, name)
    const found = new Map<number, ReplicationItem>()
    let next = from
    await this.#explained(Promise.all(this.#clients.map(async (client) => {
      while (next < to) {
        const index = next
        next += 1
        for await (const item of client.stream('replicate', { name, variant, index, want })) {
          if (item.kind === 'needs') await client.call('answer', { answers: await this.#driver.answer(item.requests) })
          else found.set(index, item)
        }
      }
    })))
    return Array.from({ length: to - from }, (_, offset) => found.get(from + offset)).flatMap((item) => (item === undefined ? [] : [item]))
  }

  async #explained<T>(work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'rpc.connectionLost') throw thrown
      const reason = thrown.message.replace(/^The connection to the host is gone: /u, '')
      throw new AppError({ code: 'jobs.workerStopped', kind: 'environment', message: `A thread stopped while it ran replications. ${reason}`, hint: 'Nothing was written. Try once more with fewer workers, or with one.' }, { cause: thrown })
    }
  }
}
