import type { Finding } from '../spec/finding.ts'
import type { ParsedSpec } from '../spec/parse-spec.ts'
import { parseSpec } from '../spec/parse-spec.ts'
import type { RoleCatalog } from '../spec/role-catalog.ts'
import type { LintSurroundings } from './lint-surroundings.ts'
import { lintWorkflow } from './lint-workflow.ts'

/** A file as read, with everything that is wrong with it. */
export type CheckedSpec = { readonly parsed: ParsedSpec; readonly findings: readonly Finding[] }

/** Reads and checks a workflow file. */
export function checkSpec(text: string, roles: RoleCatalog, surroundings: LintSurroundings = {}): CheckedSpec {
  const parsed = parseSpec(text)
  return { parsed, findings: lintWorkflow(parsed, roles, surroundings) }
}
