import type { Finding } from '../spec/finding.ts'
import type { ParsedSpec } from '../spec/parse-spec.ts'
import { byPlace, parseSpec } from '../spec/parse-spec.ts'
import type { RoleCatalog } from '../spec/role-catalog.ts'
import type { LintSurroundings } from './lint-surroundings.ts'
import { lintWorkflow } from './lint-workflow.ts'
import type { SuppressedFinding } from './suppress-findings.ts'
import { suppressFindings } from './suppress-findings.ts'

/** A file as read, with everything that is wrong with it, and what its comments allow. */
export type CheckedSpec = { readonly parsed: ParsedSpec; readonly findings: readonly Finding[]; readonly suppressed: readonly SuppressedFinding[] }

/** Reads and checks a workflow file. */
export function checkSpec(text: string, roles: RoleCatalog, surroundings: LintSurroundings = {}): CheckedSpec {
  const parsed = parseSpec(text)
  const { shown, suppressed } = suppressFindings(parsed.source, lintWorkflow(parsed, roles, surroundings), { complete: parsed.workflow !== undefined, surroundings })
  return { parsed, findings: shown.toSorted(byPlace), suppressed }
}
