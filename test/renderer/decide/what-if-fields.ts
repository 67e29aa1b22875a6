import { parse } from 'yaml'
import type { WhatIfField } from '../../../api/what-if-model.ts'
import { emptyScenario } from '../../../core/simulation/scenario.ts'
import { withStandardValues } from '../../../core/simulation/what-if/standard-values.ts'
import { sweepableFields } from '../../../core/simulation/what-if/sweepable-fields.ts'
import { readPath } from '../../../core/spec/override-path.ts'
import type { Workflow } from '../../../core/spec/workflow.ts'
import { workflowSchema } from '../../../core/spec/workflow.ts'
import text from '../../../flows/customer-support/customer-support.lumos.yaml?raw'

/** The support template as text and as a workflow. */
export const templateText: string = text
export const template: Workflow = workflowSchema.parse(parse(templateText))

/** What can be moved in a run of a flow without a scenario, as the worker lists it. */
export function fieldsOf(workflow: Workflow): readonly WhatIfField[] {
  const present = { workflow, scenario: withStandardValues(emptyScenario) }
  return sweepableFields(present).map((field) => {
    const reading = readPath(present, field.path)
    return { ...field, range: reading.kind === 'found' ? reading.range : null, overridden: false }
  })
}
