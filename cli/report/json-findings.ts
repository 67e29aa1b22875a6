import { countFindings, fileOfFinding } from './print-findings.ts'
import type { FileReport } from './finding-report.ts'

/** The findings of files for programs that know nothing of SARIF. */
export function jsonFindings(reports: readonly FileReport[]): unknown {
  const files = reports.map(({ file, findings, suppressed, repaired }) => ({
    file,
    findings: findings.map((finding) => {
      const { code, severity, message, hint, range, fix } = finding
      return { code, severity, message, hint, range, ...(finding.file === undefined ? {} : { file: fileOfFinding(file, finding) }), fix: fix ?? null }
    }),
    suppressed: suppressed.map(({ finding: { code, severity, message, range }, reason, comment }) => ({ code, severity, message, range, reason, comment })),
    repaired,
  }))
  return { files, ...countFindings(reports.flatMap((report) => report.findings)), suppressed: reports.reduce((sum, report) => sum + report.suppressed.length, 0) }
}
