import * as z from 'zod'
import { retrySchema } from './resource-schemas.ts'
import { contextPathSchema, countSchema, durationSchema, errorPatternSchema, eventNameSchema, expressionSchema, idSchema, nameSchema } from './scalar-schemas.ts'

/** Where errors of a node lead, first match first. */
export const catchSchema = z
  .array(z.strictObject({ errors: z.array(errorPatternSchema).min(1), when: expressionSchema.optional(), then: idSchema }))
  .meta({ id: 'Catch', description: 'where errors of this node lead; the first match counts' })

const base = {
  title: z.string().max(80).optional(),
  description: z.string().optional(),
  stage: idSchema,
  timeout: durationSchema.optional(),
  clock: idSchema.optional().describe('calendar on whose open time the timeout runs; default: wall time'),
  retry: retrySchema.optional(),
  catch: catchSchema.optional(),
  maxVisits: z.int().min(1).max(1000).optional().describe('visits of one ticket before onMaxVisits is taken'),
  onMaxVisits: idSchema.optional(),
  set: z.record(z.string().regex(/^vars\.[a-z][A-Za-z0-9]*$/), expressionSchema).optional().describe('variables written when the node is done'),
}

const outcomes = z.record(idSchema, idSchema)

// A flow is drawn card by card, and an unfinished one must survive save and reopen: a way out that is not connected yet is
// absent in the file, LUM108 (LUM106 for a default) says so, and nothing runs or is exported before it is connected.
const target = idSchema.optional()

/** Where tickets of some channels enter. */
export const startNodeSchema = z.strictObject({
  kind: z.literal('start'),
  ...base,
  channels: z.array(idSchema).min(1),
  when: expressionSchema.optional(),
  then: target,
})

/** Runs an agent. */
export const agentNodeSchema = z.strictObject({
  kind: z.literal('agent'),
  ...base,
  agent: idSchema,
  as: idSchema.optional().describe('name of the outputs in conditions; default: the id of the node'),
  input: z.record(idSchema, expressionSchema).optional(),
  sample: z.number().min(0).max(1).optional().describe('share of the tickets that run it, by hash of the ticket id'),
  then: target,
})

/** Calls a tool. */
export const toolNodeSchema = z.strictObject({
  kind: z.literal('tool'),
  ...base,
  tool: idSchema,
  as: idSchema.optional().describe('name of the outputs in conditions; default: the id of the node'),
  input: z.record(idSchema, expressionSchema).optional(),
  then: target,
})

/** Chooses a way: the first branch whose condition is true, else the default. */
export const decisionNodeSchema = z.strictObject({
  kind: z.literal('decision'),
  ...base,
  branches: z.array(z.strictObject({ id: idSchema, when: expressionSchema, then: target })),
  default: target,
})

/** Starts arms that run at the same time. */
export const parallelNodeSchema = z.strictObject({
  kind: z.literal('parallel'),
  ...base,
  arms: z.array(z.strictObject({ id: idSchema, when: expressionSchema.optional(), then: target })),
  join: target,
})

/** Waits for arms. */
export const joinNodeSchema = z.strictObject({
  kind: z.literal('join'),
  ...base,
  mode: z.enum(['all', 'any', 'quorum']),
  count: countSchema.optional().describe('arms that must be done; with mode quorum'),
  require: z.array(idSchema).optional().describe('arms that must be among them'),
  remaining: z.enum(['cancel', 'continue']).optional().meta({ default: 'cancel', description: 'what happens to arms that are not needed any more' }),
  armFailure: z.enum(['fail', 'ignore']).optional().meta({ default: 'fail', description: 'whether one failed arm fails the join' }),
  onTimeout: z.enum(['fail', 'proceed']).optional().meta({ default: 'fail', description: 'fail, or go on with what has arrived' }),
  then: target,
})

/** Writes to the customer, and may wait for the reply. */
export const messageNodeSchema = z.strictObject({
  kind: z.literal('message'),
  ...base,
  channel: idSchema.optional(),
  text: z.string(),
  choices: z.array(idSchema).optional(),
  await: z.strictObject({ reply: durationSchema }).optional(),
  then: idSchema.optional(),
  outcomes: outcomes.optional(),
})

/** Gives the ticket to people. */
export const humanNodeSchema = z.strictObject({
  kind: z.literal('human'),
  ...base,
  task: z.enum(['conversation', 'approval']),
  team: idSchema.optional(),
  teamFrom: contextPathSchema.optional(),
  assist: idSchema.optional().describe('agent that runs beside the person'),
  carry: z.array(contextPathSchema).optional().describe('what the screen of the person shows'),
  outcomes,
})

/** Waits for a condition, a span of time or an event. */
export const waitNodeSchema = z.strictObject({
  kind: z.literal('wait'),
  ...base,
  until: expressionSchema.optional(),
  for: durationSchema.optional(),
  event: eventNameSchema.optional(),
  then: idSchema.optional(),
  outcomes: outcomes.optional(),
})

/** Runs another workflow. */
export const subflowNodeSchema = z.strictObject({
  kind: z.literal('subflow'),
  ...base,
  workflow: nameSchema,
  version: z.string(),
  then: target,
})

/** Where a ticket leaves the flow. */
export const endNodeSchema = z.strictObject({
  kind: z.literal('end'),
  ...base,
  outcome: z.enum(['resolved', 'unresolved', 'dropped', 'none']),
  cancelOthers: z.boolean().optional(),
})

/** Any node of a flow. */
export const flowNodeSchema = z.discriminatedUnion('kind', [
  startNodeSchema, agentNodeSchema, toolNodeSchema, decisionNodeSchema, parallelNodeSchema, joinNodeSchema,
  messageNodeSchema, humanNodeSchema, waitNodeSchema, subflowNodeSchema, endNodeSchema,
])
