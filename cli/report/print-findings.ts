import { dirname, join } from 'node:path'
import { deletingCodes } from '../../core/graph/repair-spec.ts'
import type { Finding } from '../../core/spec/finding.ts'

/** What the summary line says besides the findings. */
export type SummaryNotes = { readonly suppressed?: number; readonly hidden?: number }

/** How many findings are errors, how many warnings, and how many remarks. */
export function countFindings(findings: readonly Finding[]): { readonly errors: number; readonly warnings: number; readonly infos: number } {
  const count = (severity: Finding['severity']): number => findings.filter((finding) => finding.severity === severity).length
  return { errors: count('error'), warnings: count('warning'), infos: count('info') }
}

/** The file that a finding lies in, as the user would name it. */
export function fileOfFinding(file: string, finding: Finding): string {
  return finding.file === undefined ? file : join(dirname(file), finding.file)
}

/** A file's findings as people and editors read them: one line with the place, one with what to do. */
export function printFindings(file: string, findings: readonly Finding[], notes: SummaryNotes = {}): string {
  const lines = findings.flatMap((finding) => {
    const { range, severity, code, message, hint, fix } = finding
    return [
      `${fileOfFinding(file, finding)}:${range.start.line}:${range.start.column}  ${severity}  ${code}  ${message}`,
      `    ${hint}${fix === undefined ? '' : ` (${deletingCodes.has(code) ? '--fix --delete-unused' : '--fix'}: ${fix.title})`}`,
    ]
  })
  return `${[...lines, summary(file, findings, notes)].join('\n')}\n`
}

function summary(file: string, findings: readonly Finding[], { suppressed = 0, hidden = 0 }: SummaryNotes): string {
  const { errors, warnings, infos } = countFindings(findings)
  const aside = [suppressed === 0 ? '' : `${suppressed} suppressed`, hidden === 0 ? '' : `${hidden} not shown`].filter((part) => part !== '').join(', ')
  const parts = [amount(errors, 'error'), amount(warnings, 'warning'), amount(infos, 'remark')].filter((part) => part !== '')
  return `${file}: ${parts.length === 0 ? 'no problems' : parts.join(', ')}${aside === '' ? '' : ` (${aside})`}.`
}

function amount(number: number, noun: string): string {
  return number === 0 ? '' : `${number} ${noun}${number === 1 ? '' : 's'}`
}
