import type { ParsedTime } from './parse-time.ts'
import type { TicketProblems } from './ticket-problem.ts'

/** What the times of one file have in common: whether they have zones, and which way round their dates are. */
export class TimeNotes {
  #zoned = 0
  #plain = 0
  #dayFirst: { readonly line: number; readonly written: string } | null = null
  #monthFirst: { readonly line: number; readonly written: string } | null = null
  #plainAt: { readonly line: number; readonly written: string } | null = null

  /** Takes note of a time as it was written. */
  note(parsed: ParsedTime, line: number, written: string): void {
    if (parsed.zoneAssumed) {
      this.#plain += 1
      this.#plainAt ??= { line, written }
    } else this.#zoned += 1
    // Dates with dots are always day first, and so are none of the two that contradict one another.
    if (parsed.form === 'dayFirst' && !/^\d+\./.test(written)) this.#dayFirst ??= { line, written }
    if (parsed.form === 'monthFirst') this.#monthFirst ??= { line, written }
  }

  /** Says what does not fit together. */
  remarks(problems: TicketProblems): void {
    if (this.#zoned > 0 && this.#plainAt !== null) {
      problems.add({ line: this.#plainAt.line, severity: 'warning', code: 'TICKET.MixedZones', message: `${this.#plain} times have no zone, such as "${this.#plainAt.written}", and ${this.#zoned} have one.`, hint: 'Export all of them with their zone, or check that the zone that is assumed is the one of the file.' })
    }
    if (this.#dayFirst !== null && this.#monthFirst !== null) {
      problems.add({ line: Math.max(this.#dayFirst.line, this.#monthFirst.line), severity: 'error', code: 'TICKET.TwoDateFormats', message: `Dates are written in two ways: "${this.#dayFirst.written}" (line ${this.#dayFirst.line}) begins with the day, "${this.#monthFirst.written}" (line ${this.#monthFirst.line}) with the month.`, hint: 'Export all dates as 2026-03-01; as they stand, none of the others can be trusted.' })
    }
  }
}
