import type { Program } from '../engine/program.ts'
import { MoveNames } from './move-counts.ts'
import { PathMemo } from './path-memo.ts'
import type { WalkingOrders } from './path-walker.ts'
import { programSites } from './program-sites.ts'
import { isTimedByConditionsOnly } from './timed-terms.ts'

/** The remembered ways of a session: programs that differ in their expressions only have them in common. */
export class PathLibrary {
  readonly #names = new MoveNames()
  readonly #memos = new Map<string, PathMemo>()
  #programs = 0

  /** All that walking through a program needs; without `remember`, or where steps depend on time by more than conditions, every step is computed. */
  ordersFor(program: Program, remember: boolean): WalkingOrders {
    const sites = programSites(program)
    this.#programs += 1
    let memo: PathMemo | null = null
    if (remember && isTimedByConditionsOnly(program)) {
      memo = this.#memos.get(sites.rest) ?? new PathMemo(this.#names)
      this.#memos.set(sites.rest, memo)
    }
    return { program, number: this.#programs, sites, names: this.#names, memo }
  }
}
