import { roleCatalog } from '../../agents/registry.ts'
import { checkSpec } from '../../core/graph/check-spec.ts'
import type { Finding } from '../../core/spec/finding.ts'
import { byPlace } from '../../core/spec/parse-spec.ts'
import { taughtFindings } from '../../core/spec/taught-examples.ts'
import type { ExampleFiles } from '../../core/spec/taught-examples.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { intlZoneOffsets } from '../intl-zone-offsets.ts'

const zones = intlZoneOffsets()

/** A flow as text, its meaning where it has one, and everything that is to be said about it. */
export type CheckedFlow = { readonly text: string; readonly workflow: Workflow | undefined; readonly findings: readonly Finding[] }

/** Checks a flow's text with the agents that this build has, and with the example files that are at hand. */
export function checkFlow(text: string, examples: ExampleFiles): CheckedFlow {
  const { parsed, findings } = checkSpec(text, roleCatalog, { zones })
  const { workflow, source } = parsed
  const missing = workflow === undefined ? [] : taughtFindings(source, workflow, examples)
  return { text, workflow, findings: missing.length === 0 ? findings : [...findings, ...missing].toSorted(byPlace) }
}
