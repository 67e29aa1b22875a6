import type { TextPosition, TextRange } from './finding.ts'

/** Where the lines of a text begin, to turn offsets into lines and columns. */
export type TextLines = { readonly starts: readonly number[]; readonly length: number }

/** Finds the beginnings of the lines of a text. */
export function textLines(text: string): TextLines {
  // A byte order mark is no character of the first line.
  const starts = [text.startsWith('\ufeff') ? 1 : 0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return { starts, length: text.length }
}

/** The line and column of an offset, both from 1. */
export function positionAt(lines: TextLines, offset: number): TextPosition {
  const wanted = Math.max(0, Math.min(offset, lines.length))
  let low = 0
  let high = lines.starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((lines.starts[middle] ?? 0) <= wanted) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: Math.max(1, wanted - (lines.starts[low] ?? 0) + 1) }
}

/** The range between two offsets. */
export function rangeAt(lines: TextLines, start: number, end: number): TextRange {
  return { start: positionAt(lines, start), end: positionAt(lines, Math.max(start, end)) }
}
