/** A line that another form of a file writes differently; a line that only one of them has lacks the other side. */
export type ChangedLine = { readonly line: number; readonly before?: string; readonly after?: string }

/** What bringing a file to another form changes, line by line; `line` is that of the new text. */
export function changedLines(before: string, after: string): readonly ChangedLine[] {
  const [old, fresh] = [before.split(/\r?\n/), after.split(/\r?\n/)]
  const changes: ChangedLine[] = []
  let from = 0
  let to = 0
  while (from < old.length || to < fresh.length) {
    const [left, right] = [old[from], fresh[to]]
    if (left === right) {
      from += 1
      to += 1
      continue
    }
    // Lines that a step adds stand together, so the old line goes on right below them.
    const more = fresh.length - to - (old.length - from)
    const added = left === undefined ? more : fresh.slice(to, to + more + 1).indexOf(left)
    for (let count = 0; count < added; count += 1) changes.push({ line: to + count + 1, after: fresh[to + count] ?? '' })
    if (added > 0) {
      to += added
      continue
    }
    changes.push({ line: Math.min(to + 1, fresh.length), ...(left === undefined ? {} : { before: left }), ...(right === undefined ? {} : { after: right }) })
    from += 1
    to += 1
  }
  return changes
}
