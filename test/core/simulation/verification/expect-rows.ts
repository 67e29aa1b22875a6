import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Check } from './check.ts'
import type { PageRow } from './page.ts'
import { lineOn, rowOf, rowOfCheck } from './page.ts'
import type { Study } from './study.ts'
import { runStudy } from './study.ts'

const page = readFileSync(new URL('../../../../docs/verification.md', import.meta.url), 'utf8')

/** Runs each study of the fast set: every figure must be accepted, and stand on the page digit for digit. */
export function expectStudies(studies: readonly Study[]): void {
  it.each(studies.filter(({ set }) => set === 'ci').map((study) => ({ name: `${study.id}: ${study.model}`, study })))('$name', ({ study }) => {
    const rows = runStudy(study)
    expect(rows.map((row) => row.objection).filter((objection) => objection !== '')).toEqual([])
    expectOnPage(rows.map(rowOf))
  })
}

/** Runs each check: it must hold, and stand on the page as it is. */
export function expectChecks(checks: readonly Check[]): void {
  it.each(checks.map((check) => ({ name: `${check.id}: ${check.model}: ${check.quantity}`, check })))('$name', ({ check }) => {
    const result = check.run()
    expect(result.obtained).not.toBe('')
    expect(result.holds, result.obtained).toBe(true)
    expectOnPage([rowOfCheck(check, result)])
  })
}

function expectOnPage(rows: readonly PageRow[]): void {
  for (const row of rows) expect(lineOn(page, row.key), 'docs/verification.md is stale: run npm run verify:simulation -- --ci').toBe(row.line)
}
