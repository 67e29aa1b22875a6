import { roleCatalog } from '../../agents/registry.ts'
import { checkSpec } from '../../core/graph/check-spec.ts'
import type { Finding } from '../../core/spec/finding.ts'
import type { Workflow } from '../../core/spec/workflow.ts'

/** A flow as text, its meaning where it has one, and everything that is to be said about it. */
export type CheckedFlow = { readonly text: string; readonly workflow: Workflow | undefined; readonly findings: readonly Finding[] }

/** Checks a flow's text with the agents that this build has. */
export function checkFlow(text: string): CheckedFlow {
  const { parsed, findings } = checkSpec(text, roleCatalog)
  return { text, workflow: parsed.workflow, findings }
}
