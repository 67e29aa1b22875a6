/** Something about a ticket file that its owner should know: what, where, why, how to fix. */
export type TicketProblem = {
  readonly file: string
  readonly line: number
  readonly column?: string
  /** `error`: the ticket is left out; `warning`: a value is; `info`: something was assumed. */
  readonly severity: 'error' | 'warning' | 'info'
  readonly code: TicketProblemCode
  readonly message: string
  readonly hint: string
}

/** The codes of problems in ticket files. */
export type TicketProblemCode =
  | 'TICKET.ColumnMissing' | 'TICKET.NoRows' | 'TICKET.Empty' | 'TICKET.DuplicateId' | 'TICKET.IdMissing' | 'TICKET.BadTime' | 'TICKET.TimeOrder'
  | 'TICKET.ZoneAssumed' | 'TICKET.DayMonthAssumed' | 'TICKET.ChannelAssumed' | 'TICKET.CellCount' | 'TICKET.UnclosedQuote' | 'TICKET.BadJson'
  | 'TICKET.MixedZones' | 'TICKET.TwoDateFormats' | 'TICKET.HoursAssumed' | 'TICKET.NotAnObject' | 'TICKET.JsonArray' | 'TICKET.BadMessage' | 'TICKET.InvalidText' | 'TICKET.NulText'

const KEPT_PER_CODE = 200
const ONCE: ReadonlySet<TicketProblemCode> = new Set(['TICKET.ZoneAssumed', 'TICKET.DayMonthAssumed', 'TICKET.ChannelAssumed', 'TICKET.IdMissing', 'TICKET.InvalidText', 'TICKET.NulText', 'TICKET.HoursAssumed'])

/** Collects problems: every one is counted, the first of each code are kept, remarks on the whole file are kept once. */
export class TicketProblems {
  readonly #file: string
  readonly #kept: TicketProblem[] = []
  readonly #counts = new Map<TicketProblemCode, number>()

  constructor(file: string) {
    this.#file = file
  }

  /** Notes a problem. */
  add(problem: Omit<TicketProblem, 'file'>): void {
    const count = (this.#counts.get(problem.code) ?? 0) + 1
    this.#counts.set(problem.code, count)
    if (count <= (ONCE.has(problem.code) ? 1 : KEPT_PER_CODE)) this.#kept.push({ file: this.#file, ...problem })
  }

  /** The kept problems by line. */
  list(): readonly TicketProblem[] {
    return [...this.#kept].sort((a, b) => a.line - b.line)
  }

  /** How often each code came up, in all. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)))
  }
}
