import { diagnostics, isDiagnosticCode } from '../spec/diagnostics.ts'
import type { Finding, Fix, TextRange } from '../spec/finding.ts'
import { findingAtSpan } from '../spec/source-finding.ts'
import type { SpecSource, TextSpan } from '../spec/spec-source.ts'
import type { Suppression } from '../spec/suppressions.ts'
import { readSuppressions } from '../spec/suppressions.ts'
import type { TextLines } from '../spec/text-lines.ts'
import { rangeAt, textLines } from '../spec/text-lines.ts'
import type { LintSurroundings } from './lint-surroundings.ts'

/** A finding that a comment in the file allows, with the reason it gives. */
export type SuppressedFinding = { readonly finding: Finding; readonly reason: string; readonly comment: TextRange }

/** Findings sorted into those to be shown and those that the file allows. */
export type SortedFindings = { readonly shown: readonly Finding[]; readonly suppressed: readonly SuppressedFinding[] }

/** Whether all rules have looked at the file, and with which surroundings: only then is it known that a comment allows nothing. */
export type LintedWith = { readonly complete: boolean; readonly surroundings: LintSurroundings }

// What these codes compare with is not known to everybody who checks a file.
const neededSurroundings: Readonly<Record<string, readonly string[]>> = {
  LUM209: ['examples'],
  LUM403: ['zones'],
  LUM404: ['zones'],
  LUM410: ['zones'],
  LUM411: ['zones', 'ticketsPerHour', 'shareToPeople', 'handleMinutes'],
  LUM412: ['zones'],
  LUM502: ['files'],
  LUM701: ['target'],
  LUM702: ['target'],
  LUM801: ['layout'],
  LUM802: ['layout'],
}

function deletion(source: SpecSource, { span, codes }: Suppression, code: TextSpan): Fix {
  const { text } = source
  if (codes.length > 1) {
    const after = /^\s*,?\s*/.exec(text.slice(code.end))?.[0].length ?? 0
    const isLast = codes.at(-1)?.span.start === code.start
    const before = isLast ? (/\s*,?\s*$/.exec(text.slice(span.start, code.start))?.[0].length ?? 0) : 0
    return { title: 'Take the code out of the comment', edits: [{ offset: code.start - before, length: isLast ? before + code.end - code.start : code.end + after - code.start, text: '' }] }
  }
  const line = text.lastIndexOf('\n', span.start - 1) + 1
  const isAlone = text.slice(line, span.start).trim() === ''
  const start = isAlone ? line : line + text.slice(line, span.start).trimEnd().length
  const end = isAlone && text.charAt(span.end) === '\n' ? span.end + 1 : span.end
  return { title: 'Delete the comment', edits: [{ offset: start, length: end - start, text: '' }] }
}

function troubleOf(source: SpecSource, suppression: Suppression, { code, span }: Suppression['codes'][number], findings: readonly Finding[], linted: LintedWith): Finding | undefined {
  const report = (problem: string, hint: string, fix?: Fix): Finding => findingAtSpan(source, 'LUM013', { problem, hint }, [], span, fix)
  const here = findings.filter((finding) => finding.code === code && covers(suppression, finding))
  if (!isDiagnosticCode(code)) return report(`allows ${code}, which is no code of a finding`, 'Write the code as the problem list shows it, for example LUM105.')
  if (code === 'LUM013') return report('allows LUM013, which is about such comments', 'Repair the other comment.')
  if (here.some((finding) => finding.severity === 'error') || (diagnostics[code].severity === 'error' && here.length === 0)) {
    return report(`allows ${code}, which is an error`, 'Errors block running and exporting and cannot be allowed: repair it, and delete the comment.')
  }
  if (here.length > 0 || !linted.complete) return undefined
  const needed = neededSurroundings[code]
  if (needed !== undefined && !Object.entries(linted.surroundings).some(([name, value]) => needed.includes(name) && value !== undefined)) return undefined
  const where = suppression.line === undefined ? 'in this file' : `at line ${suppression.line}`
  return report(`allows ${code}, but nothing ${where} is reported as ${code}`, 'Delete the comment, or move it to the line of the finding.', deletion(source, suppression, span))
}

function covers(suppression: Suppression, finding: Finding): boolean {
  return finding.file === undefined && coversLine(suppression, finding)
}

function coversLine(suppression: Suppression, finding: Finding): boolean {
  return suppression.line === undefined || suppression.line === finding.range.start.line
}

type Commented = { readonly allowed: readonly Suppression[]; readonly lines: TextLines }

/** The comments of the file that a finding lies in: what stands in a library is allowed there. */
function commentsFor(finding: Finding, own: Commented, others: Map<string, Commented>, surroundings: LintSurroundings): Commented {
  const { file } = finding
  if (file === undefined) return own
  const known = others.get(file)
  if (known !== undefined) return known
  const text = surroundings.files?.find(({ name }) => name === file)?.text ?? ''
  const lines = textLines(text)
  const read = { allowed: readSuppressions(text, lines).allowed, lines }
  others.set(file, read)
  return read
}

/** Takes out the warnings and remarks that comments of the file allow; LUM013 where such a comment does not do what it says. */
export function suppressFindings(source: SpecSource, findings: readonly Finding[], linted: LintedWith): SortedFindings {
  const { allowed, broken } = readSuppressions(source.text, source.lines)
  const others = new Map<string, Commented>()
  const shown: Finding[] = []
  const suppressed: SuppressedFinding[] = []
  for (const finding of findings) {
    const comments = commentsFor(finding, { allowed, lines: source.lines }, others, linted.surroundings)
    const by = finding.severity === 'error' ? undefined : comments.allowed.find((suppression) => coversLine(suppression, finding) && suppression.codes.some(({ code }) => code === finding.code))
    if (by === undefined) shown.push(finding)
    else suppressed.push({ finding, reason: by.reason, comment: rangeAt(comments.lines, by.span.start, by.span.end) })
  }
  for (const { span, problem, hint } of broken) shown.push(findingAtSpan(source, 'LUM013', { problem, hint }, [], span))
  for (const suppression of allowed) {
    for (const code of suppression.codes) {
      const trouble = troubleOf(source, suppression, code, findings, linted)
      if (trouble !== undefined) shown.push(trouble)
    }
  }
  return { shown, suppressed }
}
