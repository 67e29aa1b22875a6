import type { ResponseTarget } from './response-distance.ts'
import { distanceTo, targetsOf } from './response-distance.ts'
import type { DeskSettings, Responses } from './today-desk.ts'

/** The desk that a calibration turns, on the tickets that it may look at. */
export type CalibratedDesk = { readonly observed: Responses; readonly simulate: (settings: DeskSettings) => Responses }

/** A desk with what its history is, and a count of how often it was simulated. */
export class MeasuredDesk {
  readonly observed: Responses
  readonly targets: readonly ResponseTarget[]
  readonly #desk: CalibratedDesk
  #simulations = 0

  constructor(desk: CalibratedDesk) {
    this.#desk = desk
    this.observed = desk.observed
    this.targets = targetsOf(desk.observed)
  }

  get simulations(): number {
    return this.#simulations
  }

  simulate(settings: DeskSettings): Responses {
    this.#simulations += 1
    return this.#desk.simulate(settings)
  }

  /** How far its simulation with these settings is from its history. */
  distance(settings: DeskSettings): number {
    return distanceTo(this.targets, this.simulate(settings))
  }
}
