import { roleCatalog } from '../../agents/registry.ts'
import { AppError } from '../../api/app-error.ts'
import { checkedOverrides } from '../../core/graph/checked-overrides.ts'
import type { ScenarioDocument } from '../../core/spec/scenario.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { intlZoneOffsets } from '../intl-zone-offsets.ts'

/** The workflow that a run uses: with the fields that its scenario sets otherwise; one that does not fit is an error that names it. */
export function overriddenWorkflow(workflow: Workflow, scenario: ScenarioDocument | null): Workflow {
  const overrides = scenario?.spec.overrides
  if (overrides === undefined) return workflow
  const { workflow: changed, problems } = checkedOverrides(workflow, overrides, roleCatalog, { zones: intlZoneOffsets() })
  const [first] = problems
  if (first === undefined) return changed
  throw new AppError({ code: 'scenario.overrides', kind: 'user', message: `The scenario cannot be used: its override of ${first.key} does not fit the flow: ${first.problem}.`, hint: first.hint })
}
