import { philox4x32 } from './philox.ts'

/** A 32-bit FNV-1a hash of a name; used only to give each purpose and ticket its own place in the counter. */
export function hashName(name: string, basis = 0x811c9dc5): number {
  let hash = basis
  for (let index = 0; index < name.length; index++) {
    const unit = name.charCodeAt(index)
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193)
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193)
  }
  return hash >>> 0
}

/** A ticket's 64-bit place in the counter: from its id, so that adding a ticket never changes another's draws. */
export type TicketKey = { readonly low: number; readonly high: number }

/** The key of a ticket id (and of its clone, when the volume multiplier repeats it). */
export function ticketKey(id: string, clone = 0): TicketKey {
  const name = clone === 0 ? id : `${id}\u0000${clone}`
  return { low: hashName(name), high: hashName(name, 0x9747b28c) }
}

/**
 * Uniform numbers by name: each draw depends on (seed, replication, ticket, purpose, visit, draw) and on nothing that
 * happened before, so two versions of a flow meet the same customers (common random numbers).
 */
export class KeyedRandom {
  readonly #seed: number
  readonly #replication: number
  readonly #words = new Uint32Array(4)
  readonly #streams = new Map<string, number>()

  constructor(seed: number, replication: number) {
    this.#seed = seed >>> 0
    this.#replication = replication >>> 0
  }

  /** A number strictly between 0 and 1 for the given ticket, purpose, visit and draw. */
  uniform(ticket: TicketKey, purpose: string, visit: number, draw = 0): number {
    let stream = this.#streams.get(purpose)
    if (stream === undefined) {
      stream = hashName(purpose)
      this.#streams.set(purpose, stream)
    }
    return this.uniformAt(ticket.low, ticket.high, stream, ((visit & 0xffff) << 16) | (draw & 0xffff))
  }

  /** The same from raw counter words, for loops that must not allocate. */
  uniformAt(c0: number, c1: number, c2: number, c3: number): number {
    const words = this.#words
    philox4x32(words, c0, c1, c2, c3, this.#seed, this.#replication)
    return fraction(words[0] ?? 0, words[1] ?? 0)
  }

  /** A second number from the block of `uniformAt`, which has just been called: where two are needed at once, one block does. */
  second(): number {
    const words = this.#words
    return fraction(words[2] ?? 0, words[3] ?? 0)
  }
}

// 52 bits and a half step: exact in a double and never 0 or 1.
function fraction(high: number, low: number): number {
  return ((high >>> 6) * 67_108_864 + (low >>> 6) + 0.5) * 2.220446049250313e-16
}
