import { AppError } from '../../api/app-error.ts'
import type { KeptRun } from './kept-run.ts'

const MOST_RUNS = 2
/** Tickets of all open runs together: a session keeps what each of them asked and where it went. */
const MOST_TICKETS = 200_000

/** The newest runs, kept open for what-if questions: few of them, as each holds its tickets and their ways in memory. */
export class KeptRuns {
  readonly #runs = new Map<string, KeptRun>()
  readonly #mostTickets: number

  constructor(mostTickets = MOST_TICKETS) {
    this.#mostTickets = mostTickets
  }

  /** Keeps a run, and lets go of those that were not asked for longest; one that is too large alone is not kept. */
  put(runId: string, run: KeptRun): void {
    this.#runs.delete(runId)
    this.#runs.set(runId, run)
    for (const oldest of this.#runs.keys()) {
      if (this.#runs.size <= MOST_RUNS && this.#tickets() <= this.#mostTickets) return
      this.#runs.delete(oldest)
    }
  }

  /** A run that is still open; an error that says what to do where it is not. */
  get(runId: string): KeptRun {
    const run = this.#runs.get(runId)
    if (run === undefined) throw new AppError({ code: 'whatIf.closed', kind: 'user', message: 'This run is no longer open, so nothing can be tried with it.', hint: 'Run it again; the same flow, tickets and seed give the same numbers.' })
    this.put(runId, run)
    return run
  }

  #tickets(): number {
    return [...this.#runs.values()].reduce((sum, run) => sum + run.tickets, 0)
  }
}
