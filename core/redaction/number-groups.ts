/** A row of digit groups as people write long numbers; `gaps[n]` stands before `groups[n]`. */
export type NumberRow = { readonly start: number; readonly groups: readonly string[]; readonly gaps: readonly string[] }

/** The text that the first groups of a row take, with what stands between them. */
export function headOfRow(row: NumberRow, count: number): string {
  let text = ''
  for (let place = 0; place < count; place += 1) text += (row.gaps[place] ?? '') + (row.groups[place] ?? '')
  return text
}

const rowPattern = /(?<![\p{L}\p{N}_])(?:\+ ?|\( ?\+? ?)?\d+(?:[ \u00a0\u2009.\-–/()]{1,3}\d+)*/gu
const mostGroups = 24

/** Every row of digit groups, in order; a row that goes on for too long is given in pieces. */
export function numberRows(text: string): readonly NumberRow[] {
  const rows: NumberRow[] = []
  for (const match of text.matchAll(rowPattern)) {
    let start = match.index
    let groups: string[] = []
    let gaps: string[] = []
    let at = match.index
    for (const part of match[0].matchAll(/\D*\d+/g)) {
      const digits = part[0].replace(/^\D+/, '')
      groups.push(digits)
      gaps.push(part[0].slice(0, part[0].length - digits.length))
      at += part[0].length
      if (groups.length === mostGroups) {
        rows.push({ start, groups, gaps })
        start = at
        groups = []
        gaps = []
      }
    }
    if (groups.length > 0) rows.push({ start, groups, gaps })
  }
  return rows
}

/** The row without its first groups. */
export function tailOfRow(row: NumberRow, dropped: number): NumberRow {
  return { start: row.start + headOfRow(row, dropped).length, groups: row.groups.slice(dropped), gaps: row.gaps.slice(dropped) }
}

/** Whether a number that ends here ends for good: no letter, digit or decimal follows. */
export function endsNumber(text: string, end: number): boolean {
  return !/^(?:[\p{L}\p{N}_@]|[.,:]\d)/u.test(text.slice(end, end + 2))
}
