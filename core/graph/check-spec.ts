import { byPlace } from '../spec/by-place.ts'
import type { Finding } from '../spec/finding.ts'
import type { ParsedSpec } from '../spec/parse-spec.ts'
import { parseSpec } from '../spec/parse-spec.ts'
import { resolveUses } from '../spec/resolve-uses.ts'
import type { RoleCatalog } from '../spec/role-catalog.ts'
import type { LintSurroundings } from './lint-surroundings.ts'
import { lintWorkflow } from './lint-workflow.ts'
import type { SuppressedFinding } from './suppress-findings.ts'
import { suppressFindings } from './suppress-findings.ts'

/** A file as read, its meaning with the parts of libraries in it, with everything that is wrong with it, and what its comments allow. */
export type CheckedSpec = { readonly parsed: ParsedSpec; readonly findings: readonly Finding[]; readonly suppressed: readonly SuppressedFinding[] }

/** Reads and checks a workflow file together with the libraries that it uses. */
export function checkSpec(text: string, roles: RoleCatalog, surroundings: LintSurroundings = {}): CheckedSpec {
  const parsed = resolveUses(parseSpec(text), surroundings.files ?? [])
  const { shown, suppressed } = suppressFindings(parsed.source, lintWorkflow(parsed, roles, surroundings), { complete: parsed.workflow !== undefined, surroundings })
  return { parsed, findings: shown.toSorted(byPlace), suppressed }
}
