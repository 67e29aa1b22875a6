import { InvalidArgumentError } from 'commander'
import { diagnostics, isDiagnosticCode } from '../../../core/spec/diagnostics.ts'
import type { Finding, Severity } from '../../../core/spec/finding.ts'

/** The severities that a run gives to codes. */
export type Severities = Readonly<Record<string, Severity>>

const levels: readonly Severity[] = ['error', 'warning', 'info']

/** Reads one `LUM105=error` after another; an error cannot be made less. */
export function readSeverity(text: string, before: Severities = {}): Severities {
  const [code = '', level = ''] = text.split('=')
  const severity = levels.find((each) => each === level)
  if (severity === undefined) throw new InvalidArgumentError('Write a code and error, warning or info, for example LUM105=error.')
  if (!isDiagnosticCode(code)) throw new InvalidArgumentError(`There is no finding ${code}.`)
  if (diagnostics[code].severity === 'error' && severity !== 'error') throw new InvalidArgumentError(`${code} is an error: it blocks running and exporting, and cannot be made less.`)
  return { ...before, [code]: severity }
}

/** A finding with the severity that the run gives its code; an error stays one. */
export function withSeverity(finding: Finding, severities: Severities): Finding {
  const severity = finding.severity === 'error' ? undefined : severities[finding.code]
  return severity === undefined || severity === finding.severity ? finding : { ...finding, severity }
}

/** Whether a finding is at least as grave as a level. */
export function isAtLeast(finding: Finding, least: Severity): boolean {
  return levels.indexOf(finding.severity) <= levels.indexOf(least)
}
