import { roleCatalog } from '../../agents/registry.ts'
import { checkSpec } from '../../core/graph/check-spec.ts'
import type { LintSurroundings } from '../../core/graph/lint-surroundings.ts'
import type { SuppressedFinding } from '../../core/graph/suppress-findings.ts'
import type { Finding } from '../../core/spec/finding.ts'
import { byPlace } from '../../core/spec/by-place.ts'
import { taughtFindings } from '../../core/spec/taught-examples.ts'
import type { ExampleFiles } from '../../core/spec/taught-examples.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { intlZoneOffsets } from '../intl-zone-offsets.ts'

/** A flow as text, its meaning where it has one, and everything that is to be said about it; what its comments allow is apart. */
export type CheckedFlow = { readonly text: string; readonly workflow: Workflow | undefined; readonly findings: readonly Finding[]; readonly suppressed: readonly SuppressedFinding[] }

const zones = intlZoneOffsets()

/** Checks a flow's text with the agents that this build has, with the example files that are at hand and with what else is known around it. */
export function checkFlow(text: string, examples: ExampleFiles, surroundings: LintSurroundings = {}): CheckedFlow {
  const { parsed, findings, suppressed } = checkSpec(text, roleCatalog, { zones, ...surroundings })
  const { workflow, source } = parsed
  const missing = workflow === undefined ? [] : taughtFindings(source, workflow, examples)
  return { text, workflow, findings: missing.length === 0 ? findings : [...findings, ...missing].toSorted(byPlace), suppressed }
}
