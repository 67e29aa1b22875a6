import * as z from 'zod'
import type { DeepReadonly } from './deep-readonly.ts'
import { jsonValueSchema } from './json-value.ts'
import { apiVersionSchema, looseMetadataSchema } from './metadata.ts'
import { contextPathSchema, durationSchema, idSchema, nameSchema } from './scalar-schemas.ts'

const errorCodeSchema = z
  .string()
  .regex(/^(LUMOS|app)\.[A-Za-z][A-Za-z0-9]*$/)
  .meta({ id: 'ErrorCode', description: 'an error code', examples: ['LUMOS.Timeout', 'app.Refused'] })

const outputsSchema = z.record(idSchema, jsonValueSchema).describe('what it gives, by name; a point in time is a text such as 2026-03-02T09:00:00Z, a span of time one such as 8m')
const clockSchema = z.enum(['firstResponse', 'resolution']).describe('which promise on time')
const dueIn = durationSchema.optional().describe('how long from now it is due; default: now')
const nodePathSchema = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,62}(\/[a-z][A-Za-z0-9]{0,62})*$/)
  .meta({ id: 'NodePath', description: 'a node; inside a subflow its node, a slash and the node there', examples: ['triage', 'refund/check'] })

const worker = nodePathSchema.describe('the node whose task it is, or the monitor')

const stepSchema = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('start').describe('the ticket comes in; once, and first'),
    channel: idSchema.describe('the channel by which it comes'),
    text: z.string().describe('what the customer wrote'),
    subject: z.string().optional().describe('the subject line'),
    language: z.string().optional().describe('the language of the ticket; default: en'),
    customer: z.record(idSchema, jsonValueSchema).optional().describe('what is known of the customer: id, tier, locale and the fields of the workspace'),
    reopenCount: z.int().min(0).optional().describe('how often it was reopened before'),
  }),
  z.strictObject({
    event: z.literal('message.inbound').describe('the customer writes'),
    text: z.string().describe('what the customer wrote'),
    choice: idSchema.optional().describe('the choice that the customer took'),
  }),
  z.strictObject({ event: z.literal('task.completed').describe('an agent or a tool has answered'), node: worker, outputs: outputsSchema.optional() }),
  z.strictObject({
    event: z.literal('task.failed').describe('an agent or a tool has failed'),
    node: worker,
    error: errorCodeSchema,
    message: z.string().optional().describe('what it said'),
  }),
  z.strictObject({
    event: z.literal('human.completed').describe('a person has decided'),
    node: nodePathSchema.describe('the node at which the person was asked'),
    outcome: idSchema.describe('what the person chose; approved or rejected for the call of a tool'),
  }),
  z.strictObject({ event: z.literal('wait').describe('time passes; timers that come due on the way fire'), for: durationSchema.describe('how much time') }),
  z.strictObject({ event: z.literal('sla.due').describe('a promise on time is set or moved'), clock: clockSchema, dueIn }),
  z.strictObject({ event: z.literal('sla.warning').describe('most of the time of a promise is gone'), clock: clockSchema, dueIn }),
  z.strictObject({ event: z.literal('sla.breach').describe('a promise is broken'), clock: clockSchema, dueIn }),
  z.strictObject({ event: z.literal('cancel').describe('the ticket is taken away'), reason: z.string().optional().describe('why') }),
])

const answerSchema = z.strictObject({
  outputs: outputsSchema.optional(),
  error: errorCodeSchema.optional().describe('it fails with this code instead'),
  after: durationSchema.optional().describe('how long it takes; default: no time'),
})

const expectSchema = z.strictObject({
  status: z.enum(['finished', 'running', 'parked']).optional().describe('how the ticket stands at the end of the script'),
  outcome: z.enum(['resolved', 'unresolved', 'dropped']).optional().describe('how the ticket left the flow'),
  error: errorCodeSchema.optional().describe('the error with which the ticket was parked for a person'),
  waitingAt: z.array(nodePathSchema).optional().describe('the nodes at which the ticket waits at the end, in any order'),
  visited: z.array(nodePathSchema).min(1).optional().describe('nodes that the ticket comes to in this order; others may lie between'),
  route: z.array(nodePathSchema).min(1).optional().describe('all nodes that the ticket comes to, in this order'),
  never: z.array(nodePathSchema).min(1).optional().describe('nodes that the ticket never comes to'),
  triggers: z.array(idSchema).optional().describe('all triggers that fire, in this order'),
  context: z.record(contextPathSchema, jsonValueSchema).optional().describe('values that conditions see at the end, by path'),
  absent: z.array(contextPathSchema).min(1).optional().describe('paths that hold no value at the end'),
  messages: z.array(z.string().min(1)).min(1).optional().describe('parts of the messages to the customer, in this order; others may lie between'),
  tools: z.array(idSchema).optional().describe('all tools that are called, in this order'),
  teams: z.array(idSchema).optional().describe('all teams that get the ticket, in this order'),
})

/** The schema of a test: one scripted ticket, and what is expected of it. */
export const testScenarioSchema = z
  .strictObject({
    apiVersion: apiVersionSchema,
    kind: z.literal('Scenario').describe('what kind of file this is'),
    metadata: looseMetadataSchema.describe('name and owners'),
    spec: z
      .strictObject({
        workflow: nameSchema.describe('metadata.name of the workflow that is tested; it lies beside the test, or in the folder above'),
        at: z
          .string()
          .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?Z$/)
          .optional()
          .meta({ default: '2026-03-02T09:00:00Z', description: 'when the ticket comes in: a point in time in UTC such as 2026-03-02T09:00:00Z' }),
        answers: z.record(nodePathSchema, answerSchema).optional().describe('what agents and tools answer whenever they are asked, by node or monitor; those without an answer wait for the script'),
        script: z.array(stepSchema).min(1).describe('what happens, in this order'),
        expect: expectSchema.describe('what must come of it; what is not named is not looked at'),
      })
      .describe('one scripted ticket, and what is expected of it'),
  })
  .meta({ title: 'LUMOS Scenario v1: a test' })

/** A test as its file says it. */
export type TestScenario = DeepReadonly<z.infer<typeof testScenarioSchema>>
/** One event of a script. */
export type ScriptStep = TestScenario['spec']['script'][number]
/** What a test expects. */
export type TestExpectation = TestScenario['spec']['expect']
