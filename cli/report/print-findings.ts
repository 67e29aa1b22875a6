import type { Finding } from '../../core/spec/finding.ts'

/** How many findings are errors and how many warnings. */
export function countFindings(findings: readonly Finding[]): { readonly errors: number; readonly warnings: number } {
  return {
    errors: findings.filter((finding) => finding.severity === 'error').length,
    warnings: findings.filter((finding) => finding.severity === 'warning').length,
  }
}

/** A file's findings as people and editors read them: one line with the place, one with what to do. */
export function printFindings(file: string, findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ range, severity, code, message, hint, fix }) => [
    `${file}:${range.start.line}:${range.start.column}  ${severity}  ${code}  ${message}`,
    `    ${hint}${fix === undefined ? '' : ` (can be fixed: ${fix.title})`}`,
  ])
  return `${[...lines, summary(file, findings)].join('\n')}\n`
}

function summary(file: string, findings: readonly Finding[]): string {
  const { errors, warnings } = countFindings(findings)
  if (findings.length === 0) return `${file}: no problems.`
  const parts = [amount(errors, 'error'), amount(warnings, 'warning'), amount(findings.length - errors - warnings, 'remark')]
  return `${file}: ${parts.filter((part) => part !== '').join(', ')}.`
}

function amount(number: number, noun: string): string {
  return number === 0 ? '' : `${number} ${noun}${number === 1 ? '' : 's'}`
}
