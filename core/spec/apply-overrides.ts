import type { JsonValue } from './json-value.ts'
import { writePath } from './override-path.ts'
import type { ScenarioDocument } from './scenario.ts'
import type { Workflow } from './workflow.ts'

/** Why a field of the workflow cannot be set as a scenario wants it. */
export type OverrideProblem = { readonly key: string; readonly problem: string; readonly hint: string }

/** The workflow that a run uses, and the overrides that do not fit it and were left out. */
export type OverriddenWorkflow = { readonly workflow: Workflow; readonly problems: readonly OverrideProblem[] }

const nothing: ScenarioDocument = { apiVersion: 'lumos/v1', kind: 'Scenario', metadata: { name: 'nothing' }, spec: {} }

/** Sets fields of a workflow as the overrides of a scenario say, in their order. */
export function applyOverrides(workflow: Workflow, overrides: Readonly<Record<string, JsonValue>> | undefined): OverriddenWorkflow {
  const problems: OverrideProblem[] = []
  let current = workflow
  for (const [key, value] of Object.entries(overrides ?? {})) {
    if (key.startsWith('scenario.')) {
      problems.push({ key, problem: 'overrides are for fields of the flow', hint: `Write ${key.slice('scenario.'.length)} into the spec of the scenario itself.` })
      continue
    }
    const written = writePath({ workflow: current, scenario: nothing }, key, value)
    if (written.kind === 'refused') problems.push({ key, problem: written.problem, hint: written.hint })
    else current = written.documents.workflow
  }
  return { workflow: current, problems }
}
