import { Lexer } from 'yaml'
import type { TextSpan } from './spec-source.ts'
import type { TextLines } from './text-lines.ts'
import { positionAt } from './text-lines.ts'

/** A comment that allows a finding: which codes, why, and where it counts. */
export type Suppression = {
  /** The whole comment, from its `#`. */
  readonly span: TextSpan
  readonly codes: readonly { readonly code: string; readonly span: TextSpan }[]
  readonly reason: string
  /** The line whose findings it allows; undefined where it counts for the whole file. */
  readonly line: number | undefined
}

/** A comment that begins like one that allows a finding and is none. */
export type BrokenSuppression = { readonly span: TextSpan; readonly problem: string; readonly hint: string }

/** The comments of a file that begin with `lumos:`. */
export type Suppressions = { readonly allowed: readonly Suppression[]; readonly broken: readonly BrokenSuppression[] }

type Comment = { readonly start: number; readonly text: string; readonly ownLine: boolean }

const pattern = 'Write # lumos: allow LUM105 - and the reason.'
const separator = /\s+(?:-+|–|—)(?:\s+|$)/

/** The comments of a YAML text, and where its content begins; a # inside quotes or a block of text is none. */
function commentsOf(text: string): { readonly comments: readonly Comment[]; readonly contentStart: number; readonly contentLines: (lines: TextLines) => ReadonlySet<number> } {
  const comments: Comment[] = []
  const content: TextSpan[] = []
  let at = 0
  let isScalar = false
  for (const token of new Lexer().lex(text)) {
    if (token === '\u001f') {
      isScalar = true
      continue
    }
    if (token === '\u0002' || token === '\u0018') continue
    if (!isScalar && token.startsWith('#')) comments.push({ start: at, text: token, ownLine: text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trim() === '' })
    else if (isScalar || /\S/.test(token)) content.push({ start: at, end: at + token.length })
    isScalar = false
    at += token.length
  }
  return {
    comments,
    contentStart: content[0]?.start ?? text.length,
    contentLines: (lines) => new Set(content.filter(({ start, end }) => end > start).flatMap(({ start, end }) => {
      const first = positionAt(lines, start).line
      const last = positionAt(lines, end - 1).line
      return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    })),
  }
}

function readCodes(list: string, offset: number): Suppression['codes'] {
  return [...list.matchAll(/[^\s,]+/g)].map((match) => ({ code: match[0], span: { start: offset + match.index, end: offset + match.index + match[0].length } }))
}

/** The comments of a file that allow findings: at the end of a line for it, on a line of their own for the next one, `allow-file` before the first line for all. */
export function readSuppressions(text: string, lines: TextLines): Suppressions {
  // Most files have none, and reading every token takes as long as parsing.
  if (!/#[^\S\n]*lumos:/.test(text)) return { allowed: [], broken: [] }
  const { comments, contentStart, contentLines } = commentsOf(text)
  const written = [...contentLines(lines)].sort((a, b) => a - b)
  const allowed: Suppression[] = []
  const broken: BrokenSuppression[] = []
  for (const comment of comments) {
    const head = /^#[^\S\n]*lumos:[^\S\n]*([^\s]*)/.exec(comment.text)
    if (head === null) continue
    const span = { start: comment.start, end: comment.start + comment.text.trimEnd().length }
    const verb = head[1] ?? ''
    if (verb !== 'allow' && verb !== 'allow-file') {
      broken.push({ span, problem: `begins with lumos: but says ${verb === '' ? 'nothing' : verb}`, hint: `Only allow and allow-file are known. ${pattern}` })
      continue
    }
    const rest = comment.text.slice(head[0].length).trimEnd()
    const cut = separator.exec(rest)
    const codes = readCodes(cut === null ? rest : rest.slice(0, cut.index), comment.start + head[0].length)
    const reason = cut === null ? '' : rest.slice(cut.index + cut[0].length).trim()
    const own = positionAt(lines, comment.start).line
    if (codes.length === 0) broken.push({ span, problem: 'does not say which finding it allows', hint: pattern })
    else if (reason === '') broken.push({ span, problem: `allows ${codes.map(({ code }) => code).join(', ')} without a reason`, hint: `Say why, behind a dash: # lumos: ${verb} ${codes.map(({ code }) => code).join(', ')} - kept for the spring campaign.` })
    else if (verb === 'allow-file' && comment.start > contentStart) broken.push({ span, problem: 'allows something for the whole file, but stands inside it', hint: 'Move it to the top, before the first line that is no comment, or write allow for one line.' })
    else allowed.push({ span, codes, reason, line: verb === 'allow-file' ? undefined : comment.ownLine ? written.find((line) => line > own) ?? own : own })
  }
  return { allowed, broken }
}
