import * as z from 'zod'
import { retrySchema } from './resource-schemas.ts'
import { contextPathSchema, countSchema, durationSchema, errorPatternSchema, eventNameSchema, expressionSchema, idSchema, nameSchema } from './scalar-schemas.ts'

/** Where errors of a node lead, first match first. */
export const catchSchema = z
  .array(
    z.strictObject({
      errors: z.array(errorPatternSchema).min(1).describe('codes, or families of codes, that it takes'),
      when: expressionSchema.optional().describe('which of these errors it takes; error.code and error.node can be asked'),
      then: idSchema.describe('the node to go to'),
    }),
  )
  .meta({ id: 'Catch', description: 'where errors of this node lead; the first match counts' })

const base = {
  title: z.string().max(80).optional().describe('the name on the card; ids and conditions do not depend on it'),
  description: z.string().optional().describe('a note for people'),
  stage: idSchema.describe('the phase that a ticket is in while it is here'),
  timeout: durationSchema.optional().describe('longest time here, all attempts included; then outcomes.timeout or LUMOS.Timeout. Default: 60s for agents and tools, none for others'),
  clock: idSchema.optional().describe('calendar on whose open time the timeout runs; default: wall time'),
  retry: retrySchema.optional(),
  catch: catchSchema.optional(),
  maxVisits: z.int().min(1).max(1000).optional().describe('visits of one ticket before onMaxVisits is taken'),
  onMaxVisits: idSchema.optional().describe('where a ticket goes instead of visiting the node once more'),
  set: z.record(z.string().regex(/^vars\.[a-z][A-Za-z0-9]*$/), expressionSchema).optional().describe('variables written when the node is done'),
}

const outcomes = z.record(idSchema, idSchema).describe('ways out: outcome to node')

// A flow is drawn card by card, and an unfinished one must survive save and reopen: a way out that is not connected yet is
// absent in the file, LUM108 (LUM106 for a default) says so, and nothing runs or is exported before it is connected.
const target = idSchema.optional().describe('the node that comes next')

/** Where tickets of some channels enter. */
export const startNodeSchema = z.strictObject({
  kind: z.literal('start').describe('where tickets of some channels enter'),
  ...base,
  channels: z.array(idSchema).min(1).describe('channels whose tickets enter here'),
  when: expressionSchema.optional().describe('which of their tickets enter here; default: all'),
  then: target,
})

/** Runs an agent. */
export const agentNodeSchema = z.strictObject({
  kind: z.literal('agent').describe('runs an agent'),
  ...base,
  agent: idSchema.describe('the agent that it runs'),
  as: idSchema.optional().describe('name of the outputs in conditions; default: the id of the node'),
  input: z.record(idSchema, expressionSchema).optional().describe('what it is given: name to expression'),
  sample: z.number().min(0).max(1).optional().describe('share of the tickets that run it, by hash of the ticket id'),
  then: target,
})

/** Calls a tool. */
export const toolNodeSchema = z.strictObject({
  kind: z.literal('tool').describe('calls a tool'),
  ...base,
  tool: idSchema.describe('the tool that it calls'),
  as: idSchema.optional().describe('name of the outputs in conditions; default: the id of the node'),
  input: z.record(idSchema, expressionSchema).optional().describe('what it is given: name to expression'),
  then: target,
})

/** Chooses a way: the first branch whose condition is true, else the default. */
export const decisionNodeSchema = z.strictObject({
  kind: z.literal('decision').describe('chooses a way: the first branch whose condition is true, else the default'),
  ...base,
  branches: z
    .array(z.strictObject({ id: idSchema.describe('the name of the rule'), when: expressionSchema.describe('when the ticket goes this way'), then: target }))
    .describe('rules, from top to bottom; the first that is true counts'),
  default: idSchema.optional().describe('the node that comes next when no rule is true'),
})

/** Starts arms that run at the same time. */
export const parallelNodeSchema = z.strictObject({
  kind: z.literal('parallel').describe('starts arms that run at the same time and end at one join'),
  ...base,
  arms: z
    .array(
      z.strictObject({
        id: idSchema.describe('the name of the arm'),
        when: expressionSchema.optional().describe('whether the arm starts; an arm that does not is skipped, not failed'),
        then: idSchema.optional().describe('the first node of the arm'),
      }),
    )
    .describe('what runs at the same time'),
  join: idSchema.optional().describe('the join at which all arms end'),
})

/** Waits for arms. */
export const joinNodeSchema = z.strictObject({
  kind: z.literal('join').describe('waits for the arms of a parallel block'),
  ...base,
  mode: z.enum(['all', 'any', 'quorum']).describe('how many arms must be done: all that started, one, or count'),
  count: countSchema.optional().describe('arms that must be done; with mode quorum'),
  require: z.array(idSchema).optional().describe('arms that must be among them'),
  remaining: z.enum(['cancel', 'continue']).optional().meta({ default: 'cancel', description: 'what happens to arms that are not needed any more' }),
  armFailure: z.enum(['fail', 'ignore']).optional().meta({ default: 'fail', description: 'whether one failed arm fails the join' }),
  onTimeout: z.enum(['fail', 'proceed']).optional().meta({ default: 'fail', description: 'fail, or go on with what has arrived' }),
  then: target,
})

/** Writes to the customer, and may wait for the reply. */
export const messageNodeSchema = z.strictObject({
  kind: z.literal('message').describe('writes to the customer, and may wait for the reply'),
  ...base,
  channel: idSchema.optional().describe('channel that the message goes out by; default: that of the ticket'),
  text: z.string().describe('what is written; {{path}} is replaced by a value of the context'),
  choices: z.array(idSchema).optional().describe('answers that the customer can choose; each is an outcome'),
  await: z
    .strictObject({ reply: durationSchema.describe('how long to wait for it') })
    .optional()
    .describe('wait for the reply of the customer'),
  then: target,
  outcomes: outcomes.optional().describe('ways out: choice, replied or timeout to node'),
})

/** Gives the ticket to people. */
export const humanNodeSchema = z.strictObject({
  kind: z.literal('human').describe('gives the ticket to people'),
  ...base,
  task: z.enum(['conversation', 'approval']).describe('talk to the customer, or allow what was drafted'),
  team: idSchema.optional().describe('the team that gets it; one of team and teamFrom'),
  teamFrom: contextPathSchema.optional().describe('the value that names the team, such as escalation.team'),
  assist: idSchema.optional().describe('agent that runs beside the person'),
  carry: z.array(contextPathSchema).optional().describe('what the screen of the person shows'),
  outcomes: outcomes.describe('the only ways out: what the person chose, or timeout, to node'),
})

/** Waits for a condition, a span of time or an event. */
export const waitNodeSchema = z.strictObject({
  kind: z.literal('wait').describe('waits for a condition, a span of time or an event'),
  ...base,
  until: expressionSchema.optional().describe('what must become true; one of until, for and event'),
  for: durationSchema.optional().describe('how long it waits'),
  event: eventNameSchema.optional().describe('the event that it waits for'),
  then: target,
  outcomes: outcomes.optional().describe('ways out: done or timeout to node'),
})

/** Runs another workflow. */
export const subflowNodeSchema = z.strictObject({
  kind: z.literal('subflow').describe('runs another workflow'),
  ...base,
  workflow: nameSchema.describe('metadata.name of the other workflow'),
  version: z.string().describe('the version of the other workflow'),
  then: target,
})

/** Where a ticket leaves the flow. */
export const endNodeSchema = z.strictObject({
  kind: z.literal('end').describe('where a ticket leaves the flow'),
  ...base,
  outcome: z.enum(['resolved', 'unresolved', 'dropped', 'none']).describe('how the ticket ends; none for ways that only run beside'),
  cancelOthers: z.boolean().optional().describe('whether everything else that still runs for the ticket stops here'),
})

/** Any node of a flow. */
export const flowNodeSchema = z.discriminatedUnion('kind', [
  startNodeSchema, agentNodeSchema, toolNodeSchema, decisionNodeSchema, parallelNodeSchema, joinNodeSchema,
  messageNodeSchema, humanNodeSchema, waitNodeSchema, subflowNodeSchema, endNodeSchema,
])
