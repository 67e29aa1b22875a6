import * as z from 'zod'
import type { DeepReadonly } from './deep-readonly.ts'
import { apiVersionSchema, metadataSchema, requiresSchema, versionSchema } from './metadata.ts'
import type {
  agentNodeSchema, catchSchema, decisionNodeSchema, endNodeSchema, humanNodeSchema, joinNodeSchema, messageNodeSchema,
  parallelNodeSchema, startNodeSchema, subflowNodeSchema, toolNodeSchema, waitNodeSchema,
} from './node-schemas.ts'
import { flowNodeSchema } from './node-schemas.ts'
import type { calendarSchema, teamSchema } from './people-schemas.ts'
import { slaSchema, triggerSchema } from './people-schemas.ts'
import type { agentSchema, retrySchema, routingSchema, toolSchema } from './resource-schemas.ts'
import { monitorSchema, policiesSchema } from './resource-schemas.ts'
import { idSchema } from './scalar-schemas.ts'
import { contextSchema, sharedParts, useSchema } from './shared-parts.ts'

const flowSchema = z.strictObject({
  stages: z
    .record(idSchema, z.strictObject({ title: z.string().describe('the name that people read') }))
    .describe('phases that a ticket passes through, by id; triggers and monitors hold for stages'),
  onError: z
    .strictObject({ then: idSchema.describe('the node to go to') })
    .describe('last resort, after catch clauses of nodes'),
  nodes: z.record(idSchema, flowNodeSchema).describe('the cards of the canvas, by id'),
})

const migrationSchema = z.strictObject({
  from: versionSchema.describe('the version that the tickets are on'),
  nodes: z.record(idSchema, idSchema).describe('where a ticket that waits at a node of that version goes on: old id to id in this version; tickets at other nodes stay where they are'),
})

const specSchema = z.strictObject({
  requires: requiresSchema.optional(),
  uses: z.array(useSchema).optional().describe('libraries whose parts belong to this workflow as if they were written here'),
  context: contextSchema.optional(),
  connections: sharedParts.connections.optional(),
  channels: sharedParts.channels,
  calendars: sharedParts.calendars.optional(),
  models: sharedParts.models,
  knowledge: sharedParts.knowledge.optional(),
  memory: sharedParts.memory.optional(),
  tools: sharedParts.tools.optional(),
  agents: sharedParts.agents,
  skills: sharedParts.skills.optional(),
  teams: sharedParts.teams.optional(),
  slas: z.array(slaSchema).optional().describe('promises on time: the first match counts; the last one must match everything'),
  policies: policiesSchema.optional().describe('rules for the whole workflow'),
  monitors: z.record(idSchema, monitorSchema).optional().describe('agents that watch without holding a ticket, by id; conditions see their outputs under this id'),
  triggers: z.array(triggerSchema).optional().describe('what changes the way of a ticket whatever node it is at; checked in this order after every change'),
  flow: flowSchema.describe('the way of a ticket: stages, nodes and the last error route'),
  migrations: z.array(migrationSchema).optional().describe('how running tickets may be moved to this version; all others finish on the version they started with'),
})

/** The schema of a workflow file; a value keeps exactly what the file says, defaults are not filled in. */
export const workflowSchema = z
  .strictObject({
    apiVersion: apiVersionSchema,
    kind: z.literal('Workflow').describe('what kind of file this is'),
    metadata: metadataSchema.describe('name, version and owners'),
    spec: specSchema.describe('the meaning of the workflow'),
  })
  .meta({ title: 'LUMOS Workflow v1' })

/** A whole workflow file. */
export type Workflow = DeepReadonly<z.infer<typeof workflowSchema>>
/** The meaning of a workflow: everything but its metadata. */
export type WorkflowSpec = DeepReadonly<z.infer<typeof specSchema>>
/** When a team or clock is open. */
export type CalendarSpec = DeepReadonly<z.infer<typeof calendarSchema>>
/** One operation of an outside system. */
export type ToolSpec = DeepReadonly<z.infer<typeof toolSchema>>
/** A specialised agent. */
export type AgentSpec = DeepReadonly<z.infer<typeof agentSchema>>
/** How a ticket finds its team. */
export type RoutingSpec = DeepReadonly<z.infer<typeof routingSchema>>
/** A group of people. */
export type TeamSpec = DeepReadonly<z.infer<typeof teamSchema>>
/** A promise on time. */
export type SlaSpec = DeepReadonly<z.infer<typeof slaSchema>>
/** An agent that watches. */
export type MonitorSpec = DeepReadonly<z.infer<typeof monitorSchema>>
/** What changes a ticket's way whatever node it is at. */
export type TriggerSpec = DeepReadonly<z.infer<typeof triggerSchema>>
/** How a failed task is tried again. */
export type RetrySpec = DeepReadonly<z.infer<typeof retrySchema>>
/** One clause of an error route. */
export type CatchSpec = DeepReadonly<z.infer<typeof catchSchema>>[number]

/** Any node of a flow, told apart by `kind`. */
export type FlowNode = DeepReadonly<z.infer<typeof flowNodeSchema>>
/** The kind of a node. */
export type FlowNodeKind = FlowNode['kind']
/** Where tickets enter. */
export type StartNode = DeepReadonly<z.infer<typeof startNodeSchema>>
/** Runs an agent. */
export type AgentNode = DeepReadonly<z.infer<typeof agentNodeSchema>>
/** Calls a tool. */
export type ToolNode = DeepReadonly<z.infer<typeof toolNodeSchema>>
/** Chooses a way. */
export type DecisionNode = DeepReadonly<z.infer<typeof decisionNodeSchema>>
/** Starts arms that run at the same time. */
export type ParallelNode = DeepReadonly<z.infer<typeof parallelNodeSchema>>
/** One arm of a parallel block. */
export type ArmSpec = ParallelNode['arms'][number]
/** Waits for arms. */
export type JoinNode = DeepReadonly<z.infer<typeof joinNodeSchema>>
/** Writes to the customer. */
export type MessageNode = DeepReadonly<z.infer<typeof messageNodeSchema>>
/** Gives the ticket to people. */
export type HumanNode = DeepReadonly<z.infer<typeof humanNodeSchema>>
/** Waits for a condition, a span of time or an event. */
export type WaitNode = DeepReadonly<z.infer<typeof waitNodeSchema>>
/** Runs another workflow. */
export type SubflowNode = DeepReadonly<z.infer<typeof subflowNodeSchema>>
/** Where a ticket leaves the flow. */
export type EndNode = DeepReadonly<z.infer<typeof endNodeSchema>>

export type { EnumLabel, EnumTypeExpr, ListTypeExpr, ObjectTypeExpr, ScalarTypeExpr, ScalarTypeName, TaughtBy, TypeExpr } from './type-expr.ts'
