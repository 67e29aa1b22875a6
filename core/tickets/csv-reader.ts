/** One record of a CSV file: its cells and the line on which it starts (1-based). */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] }

/** The longest record that a quote may hold open, in characters: beyond it the quote was never closed. */
const LONGEST_RECORD = 8_000_000

const DELIMITERS = [',', ';', '\t', '|']

/**
 * Reads CSV (RFC 4180, any of the usual delimiters, any line ends) piece by piece, in memory bounded by the longest record,
 * and knows the line of each record.
 */
export class CsvReader {
  #rest = ''
  #line = 1
  #delimiter: string | undefined
  /** The line of a quote that was never closed, once `end` has found one. */
  unclosedQuoteAt: number | undefined

  /** The records that are complete with this piece. */
  push(piece: string): readonly CsvRecord[] {
    return this.#read(this.#rest === '' ? piece : this.#rest + piece, false)
  }

  /** The last record, if the file does not end with a line end. */
  end(): readonly CsvRecord[] {
    return this.#read(this.#rest, true)
  }

  #read(text: string, last: boolean): readonly CsvRecord[] {
    const records: CsvRecord[] = []
    let start = 0
    if (this.#line === 1 && text.charCodeAt(0) === 0xfeff) start = 1
    if (this.#delimiter === undefined) {
      if (!last && !/[\r\n]/.test(text)) {
        this.#rest = text
        return records
      }
      this.#delimiter = delimiterOf(text.slice(start))
    }
    while (start < text.length) {
      const cells: string[] = []
      const next = this.#record(text, start, cells, last)
      if (next < 0) break
      if (cells.length > 1 || cells[0] !== '') records.push({ line: this.#line, cells })
      this.#line += lineEnds(text, start, next)
      start = next
    }
    this.#rest = start === 0 ? text : text.slice(start)
    if (last && this.#rest !== '' || this.#rest.length > LONGEST_RECORD) {
      this.unclosedQuoteAt ??= this.#line
      this.#rest = ''
    }
    return records
  }

  /** Reads one record into `cells` and returns where the next one starts, or -1 when more text is needed. */
  #record(text: string, start: number, cells: string[], last: boolean): number {
    const delimiter = (this.#delimiter ?? ',').charCodeAt(0)
    let at = start
    for (;;) {
      let cell: string
      if (text.charCodeAt(at) === 34) {
        const end = closingQuote(text, at + 1)
        if (end < 0 || (!last && end + 1 >= text.length)) return -1
        cell = text.slice(at + 1, end).replaceAll('""', '"')
        at = end + 1
        const tail = cellEnd(text, at, delimiter)
        // Something after a closing quote: kept as it stands, as spreadsheets do.
        if (tail > at) cell += text.slice(at, tail)
        at = tail
      } else {
        const end = cellEnd(text, at, delimiter)
        cell = text.slice(at, end)
        at = end
      }
      cells.push(cell)
      if (at >= text.length) return last ? at : -1
      const code = text.charCodeAt(at)
      if (code === delimiter) {
        at += 1
        continue
      }
      if (code === 13) {
        if (at + 1 >= text.length && !last) return -1
        return text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1
      }
      return at + 1
    }
  }
}

function cellEnd(text: string, from: number, delimiter: number): number {
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === delimiter || code === 10 || code === 13) break
    at += 1
  }
  return at
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at >= 0 && text.charCodeAt(at + 1) === 34) at = text.indexOf('"', at + 2)
  return at
}

function lineEnds(text: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) count += 1
  }
  return count
}

/** The delimiter that the first line uses most, outside quotes. */
function delimiterOf(text: string): string {
  const counts = new Map<string, number>()
  let quoted = false
  for (const character of text) {
    if (character === '"') quoted = !quoted
    else if (!quoted && (character === '\n' || character === '\r')) break
    else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  return DELIMITERS.reduce((best, one) => ((counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best))
}
