import type { Mismatch } from '../../core/simulation/judge-run.ts'
import type { TestedFile } from '../../host/flow/run-test-file.ts'

/** A test file as it was named, with what came of it. */
export type TestReport = { readonly file: string; readonly tested: TestedFile }

/** Whether a test ran and met all expectations. */
export function hasPassed({ tested }: TestReport): boolean {
  return tested.result?.passed === true
}

/** What came of tests, for people: a line for each that passed, and for the others what was expected and what came. */
export function printTests(reports: readonly TestReport[], withTrace: boolean): string {
  const lines = reports.flatMap((report) => linesOf(report, withTrace))
  const failed = reports.filter((report) => !hasPassed(report)).length
  return `${[...lines, `${reports.length} ${reports.length === 1 ? 'test' : 'tests'}: ${reports.length - failed} passed, ${failed} failed.`].join('\n')}\n`
}

/** What came of tests, for machines. */
export function testsAsData(reports: readonly TestReport[], withTrace: boolean): unknown {
  return {
    tests: reports.map(({ file, tested: { name, title, findings, result, placeOf } }) => ({
      file,
      name,
      title: title ?? null,
      passed: result?.passed === true,
      findings: findings.map(({ code, severity, message, hint, range, file: other }) => ({ file: other ?? file, code, severity, message, hint, range })),
      status: result?.status ?? null,
      waitingAt: result?.waitingAt ?? [],
      visited: result?.visited ?? [],
      mismatches: (result?.mismatches ?? []).map(({ path, expected, got }) => ({ path: nameOf(path), ...placeOf(path), expected, got })),
      ...(withTrace ? { trace: result?.trace ?? [] } : {}),
    })),
    passed: reports.filter(hasPassed).length,
    failed: reports.filter((report) => !hasPassed(report)).length,
  }
}

function linesOf({ file, tested }: TestReport, withTrace: boolean): readonly string[] {
  const { result, findings, title, name, placeOf } = tested
  const head = `${result?.passed === true ? 'ok  ' : 'FAIL'}  ${file}  ${title ?? name}`
  const wrong = findings.filter((finding) => result === undefined || finding.severity !== 'info').flatMap(({ file: other, range, severity, code, message, hint }) => [
    `      ${other ?? file}:${range.start.line}:${range.start.column}  ${severity}  ${code}  ${message}`,
    `          ${hint}`,
  ])
  const missed = (result?.mismatches ?? []).flatMap((mismatch) => mismatchLines(file, mismatch, placeOf(mismatch.path)))
  const trace = withTrace ? (result?.trace ?? []).map((entry) => `      ${new Date(entry.at).toISOString()}  ${entry.node}: ${entry.text}`) : []
  return [head, ...wrong, ...missed, ...trace]
}

function mismatchLines(file: string, mismatch: Mismatch, place: { readonly line: number; readonly column: number }): readonly string[] {
  return [`      ${file}:${place.line}:${place.column}  ${nameOf(mismatch.path)}`, `          expected  ${mismatch.expected}`, `          got       ${mismatch.got}`]
}

function nameOf(path: readonly (string | number)[]): string {
  const [, section, ...rest] = path
  if (section !== 'expect') return `script[${rest.join('.')}]`
  const [field = '', ...inner] = rest
  return `${field}${inner.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('')}`
}
