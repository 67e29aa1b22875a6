type Row = { readonly sign: ' ' | '-' | '+'; readonly line: string }

const context = 3
// The table of common lines: 64 MB, some 4,000 changed lines on each side.
const mostCells = 16_000_000

/** The difference of two texts as patch tools read it; empty where they are equal. */
export function unifiedDiff(name: string, before: string, after: string): string {
  if (before === after) return ''
  const rows = rowsOf(linesOf(before), linesOf(after))
  return [`--- a/${name}`, `+++ b/${name}`, ...hunks(rows)].map((line) => `${line}\n`).join('')
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n')
  return lines.at(-1) === '' ? lines.slice(0, -1) : [...lines.slice(0, -1), `${lines.at(-1) ?? ''}\n\\ No newline at end of file`]
}

function rowsOf(before: readonly string[], after: readonly string[]): readonly Row[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  const same = (lines: readonly string[]): readonly Row[] => lines.map((line) => ({ sign: ' ', line }))
  return [...same(before.slice(0, head)), ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)), ...same(tail === 0 ? [] : before.slice(-tail))]
}

/** The longest common lines stay; what lies between them goes and comes. */
function middle(before: readonly string[], after: readonly string[]): readonly Row[] {
  // A large file that is indented anew would need gigabytes; a patch that takes all lines out and puts all in is as right, only longer.
  if ((before.length + 1) * (after.length + 1) > mostCells) return [...before.map((line): Row => ({ sign: '-', line })), ...after.map((line): Row => ({ sign: '+', line }))]
  const width = after.length + 1
  const longest = new Uint32Array((before.length + 1) * width)
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) longest[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  }
  const rows: Row[] = []
  let i = 0
  let j = 0
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      rows.push({ sign: ' ', line: before[i] ?? '' })
      i += 1
      j += 1
    } else if (j >= after.length || (i < before.length && at(i + 1, j) >= at(i, j + 1))) {
      rows.push({ sign: '-', line: before[i] ?? '' })
      i += 1
    } else {
      rows.push({ sign: '+', line: after[j] ?? '' })
      j += 1
    }
  }
  return rows
}

function hunks(rows: readonly Row[]): readonly string[] {
  const lines: string[] = []
  const near = rows.map((_, index) => rows.slice(Math.max(0, index - context), index + context + 1).some((row) => row.sign !== ' '))
  let oldLine = 1
  let newLine = 1
  for (let start = 0; start < rows.length;) {
    if (near[start] !== true) {
      oldLine += 1
      newLine += 1
      start += 1
      continue
    }
    let end = start
    while (near[end] === true) end += 1
    const part = rows.slice(start, end)
    const oldCount = part.filter((row) => row.sign !== '+').length
    const newCount = part.filter((row) => row.sign !== '-').length
    lines.push(`@@ -${span(oldLine, oldCount)} +${span(newLine, newCount)} @@`, ...part.map((row) => `${row.sign}${row.line}`))
    oldLine += oldCount
    newLine += newCount
    start = end
  }
  return lines
}

function span(line: number, count: number): string {
  return count === 1 ? String(line) : `${count === 0 ? line - 1 : line},${count}`
}
