import type { Finding, Fix } from '../spec/finding.ts'
import { readSuppressions } from '../spec/suppressions.ts'
import { textLines } from '../spec/text-lines.ts'

/** Whether a comment can allow a finding: errors cannot be allowed, and what lies in another file is allowed there. */
export function canBeAllowed(finding: Finding): boolean {
  return finding.severity !== 'error' && finding.file === undefined && finding.code !== 'LUM013'
}

/** The edit that allows a finding, with a reason in a comment on the line above; undefined where no comment can stand there. */
export function allowFinding(text: string, finding: Finding, reason: string): Fix | undefined {
  const said = reason.replace(/\s+/g, ' ').trim()
  if (said === '' || !canBeAllowed(finding)) return undefined
  const { line } = finding.range.start
  const offset = textLines(text).starts[line - 1]
  if (offset === undefined) return undefined
  const indent = /^[ \t]*/.exec(text.slice(offset))?.[0] ?? ''
  const end = text.charAt(text.indexOf('\n') - 1) === '\r' ? '\r\n' : '\n'
  const comment = `${indent}# lumos: allow ${finding.code} - ${said}${end}`
  const after = text.slice(0, offset) + comment + text.slice(offset)
  // Inside a text of many lines it would be a part of the text.
  const counts = readSuppressions(after, textLines(after)).allowed.some((suppression) => suppression.line === line + 1 && suppression.codes.some(({ code }) => code === finding.code))
  return counts ? { title: `Allow ${finding.code}: ${said}`, edits: [{ offset, length: 0, text: comment }] } : undefined
}
