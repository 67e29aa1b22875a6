import type { TextSpan } from './spec-source.ts'
import { columnAt, isFirstOnLine, lineEnd, lineStart, nextLine } from './node-spans.ts'

const commentLine = /^[ \t]*#/
// A line such as `# -- people --` heads what follows up to the next heading, not the one entry below it.
const heading = /^[ \t]*#+[ \t]*([-=~*_─━═#])\1/

/** The line before the one that begins at an offset; undefined at the beginning of the text. */
function lineAbove(text: string, start: number): TextSpan | undefined {
  if (start <= lineStart(text, 0)) return undefined
  const above = lineStart(text, start - 1)
  return { start: above, end: start - 1 }
}

/** Where an entry's own comments begin: the comment lines right above it, as far in as it is, that are no headings. */
function commentsAbove(text: string, start: number): number {
  const column = columnAt(text, start)
  let first = lineStart(text, start)
  for (let line = lineAbove(text, first); line !== undefined; line = lineAbove(text, first)) {
    const content = text.slice(line.start, line.end)
    if (!commentLine.test(content) || content.search(/\S/) !== column || heading.test(content)) break
    first = line.start
  }
  return first
}

/** Where an entry's own comments end: behind it on its line, and on lines below that are further in than it is. */
function commentsBelow(text: string, end: number, column: number): number {
  let last = lineEnd(text, end)
  for (let start = nextLine(text, last); start < text.length; ) {
    const stop = lineEnd(text, start)
    const content = text.slice(start, stop)
    if (content.trim() !== '') {
      if (!commentLine.test(content) || content.search(/\S/) <= column) break
      last = stop
    }
    start = nextLine(text, stop)
  }
  return last
}

/**
 * An entry of a map or list in lines, with the comments that are its own, from the beginning of its first line to the end of
 * its last (without the line break). An entry that shares its first line with a dash begins at itself.
 */
export function entrySpan(text: string, start: number, end: number): TextSpan {
  const first = isFirstOnLine(text, start) ? commentsAbove(text, start) : start
  return { start: first, end: commentsBelow(text, end, columnAt(text, start)) }
}

/** An entry in braces or brackets with its comma and the comments that are its own: on its line, and on lines right above it. */
export function flowEntrySpan(text: string, start: number, end: number): TextSpan {
  const comma = /^(?:\s|#.*)*,/.exec(text.slice(end))?.[0].length ?? 0
  const behind = end + comma
  const rest = text.slice(behind, lineEnd(text, behind))
  if (!/^[ \t]*(?:#.*)?$/.test(rest)) return { start, end: behind + (/^[ \t]*/.exec(rest)?.[0].length ?? 0) }
  if (!isFirstOnLine(text, start)) return { start, end: lineEnd(text, behind) }
  let first = lineStart(text, start)
  for (let line = lineAbove(text, first); line !== undefined && commentLine.test(text.slice(line.start, line.end)); line = lineAbove(text, first)) first = line.start
  return { start: first, end: nextLine(text, behind) }
}
