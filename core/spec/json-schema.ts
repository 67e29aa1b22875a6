import * as z from 'zod'
import { roleProperty } from './role-property.ts'
import { workflowSchema } from './workflow.ts'

/** The address under which the schema of the first format version is published. */
export const workflowSchemaId = 'urn:lumos:v1:workflow'

/**
 * The JSON Schema (draft 2020-12) of a workflow file as authors write it: defaults are optional, `x-` keys are free.
 * With `roles` the role of an agent is closed to these.
 */
export function workflowJsonSchema(roles?: readonly string[]): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(workflowSchema, {
    io: 'input',
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) jsonSchema.patternProperties = { '^x-': {} }
      if (roles !== undefined && jsonSchema.description === roleProperty) jsonSchema.enum = [...roles]
    },
  })
  return { ...schema, $id: workflowSchemaId }
}
