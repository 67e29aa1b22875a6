import type { KeyedRandom } from './keyed-random.ts'
import type { Distribution } from './variates.ts'
import { quantileOf, wholeMs } from './variates.ts'

const AHEAD = 64

/**
 * What the customers of one class bring with them: the time until the next one comes and their own work, both from one block of random
 * words each. They are keyed by the customer's number, so that drawing many at a time, which is faster, changes none of them.
 */
export class CustomerStream {
  readonly #random: KeyedRandom
  readonly #stream: number
  readonly #gap: Distribution
  readonly #work: Distribution
  #first = -AHEAD
  /** Of the customers drawn, by number modulo how many are drawn at a time. */
  readonly gaps = new Float64Array(AHEAD)
  readonly works = new Float64Array(AHEAD)

  constructor(random: KeyedRandom, stream: number, rate: number, work: Distribution) {
    this.#random = random
    this.#stream = stream
    this.#gap = { kind: 'exponential', mean: 1 / rate }
    this.#work = work
  }

  /** The place of a customer in the columns; customers are asked for in order. */
  placeOf(customer: number): number {
    if (customer - this.#first >= AHEAD) this.#draw(customer)
    return customer & (AHEAD - 1)
  }

  #draw(customer: number): void {
    const first = customer & -AHEAD
    this.#first = first
    for (let place = 0; place < AHEAD; place++) {
      this.gaps[place] = wholeMs(quantileOf(this.#gap, this.#random.uniformAt(first + place, this.#stream, 1, 0)))
      this.works[place] = wholeMs(quantileOf(this.#work, this.#random.second()))
    }
  }
}
