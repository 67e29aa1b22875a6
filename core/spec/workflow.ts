import * as z from 'zod'
import type { DeepReadonly } from './deep-readonly.ts'
import type {
  agentNodeSchema, catchSchema, decisionNodeSchema, endNodeSchema, humanNodeSchema, joinNodeSchema, messageNodeSchema,
  parallelNodeSchema, startNodeSchema, subflowNodeSchema, toolNodeSchema, waitNodeSchema} from './node-schemas.ts';
import { flowNodeSchema
} from './node-schemas.ts'
import { calendarSchema, slaSchema, teamSchema, triggerSchema } from './people-schemas.ts'
import type { approvalSchema,
  retrySchema, routingSchema} from './resource-schemas.ts';
import {
  agentSchema, channelSchema, connectionSchema, knowledgeSchema, memorySchema, modelSchema, monitorSchema, policiesSchema, toolSchema,
} from './resource-schemas.ts'
import { idSchema, nameSchema } from './scalar-schemas.ts'
import { typeExprSchema } from './type-expr.ts'

const metadataSchema = z.strictObject({
  name: nameSchema.describe('identity; never changes'),
  title: z.string().optional(),
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/).describe('semantic version of this workflow, owned by its author'),
  description: z.string().optional(),
  owners: z.array(z.string()).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
})

const flowSchema = z.strictObject({
  stages: z.record(idSchema, z.strictObject({ title: z.string() })),
  onError: z.strictObject({ then: idSchema }).describe('last resort, after catch clauses of nodes'),
  nodes: z.record(idSchema, flowNodeSchema),
})

const specSchema = z.strictObject({
  requires: z.strictObject({ expressions: z.literal('lumos-cel/1'), features: z.array(z.string()).optional() }).optional(),
  context: z.strictObject({ vars: z.record(idSchema, typeExprSchema).optional() }).optional(),
  connections: z.record(idSchema, connectionSchema).optional(),
  channels: z.record(idSchema, channelSchema),
  calendars: z.record(idSchema, calendarSchema).optional(),
  models: z.record(idSchema, modelSchema),
  knowledge: z.record(idSchema, knowledgeSchema).optional(),
  memory: z.record(idSchema, memorySchema).optional(),
  tools: z.record(idSchema, toolSchema).optional(),
  agents: z.record(idSchema, agentSchema),
  teams: z.record(idSchema, teamSchema).optional(),
  slas: z.array(slaSchema).optional().describe('the first match counts; the last one must match everything'),
  policies: policiesSchema.optional(),
  monitors: z.record(idSchema, monitorSchema).optional(),
  triggers: z.array(triggerSchema).optional(),
  flow: flowSchema,
})

/** The schema of a workflow file; a value keeps exactly what the file says, defaults are not filled in. */
export const workflowSchema = z
  .strictObject({ apiVersion: z.literal('lumos/v1'), kind: z.literal('Workflow'), metadata: metadataSchema, spec: specSchema })
  .meta({ title: 'LUMOS Workflow v1' })

/** A whole workflow file. */
export type Workflow = DeepReadonly<z.infer<typeof workflowSchema>>
/** Name, version and owners of a workflow. */
export type WorkflowMetadata = DeepReadonly<z.infer<typeof metadataSchema>>
/** The meaning of a workflow: everything but its metadata. */
export type WorkflowSpec = DeepReadonly<z.infer<typeof specSchema>>
/** Stages, nodes and the last error route. */
export type FlowSpec = DeepReadonly<z.infer<typeof flowSchema>>
/** A system outside. */
export type ConnectionSpec = DeepReadonly<z.infer<typeof connectionSchema>>
/** A way in which customers write. */
export type ChannelSpec = DeepReadonly<z.infer<typeof channelSchema>>
/** When a team or clock is open. */
export type CalendarSpec = DeepReadonly<z.infer<typeof calendarSchema>>
/** A language model endpoint. */
export type ModelSpec = DeepReadonly<z.infer<typeof modelSchema>>
/** A body of text that agents may search. */
export type KnowledgeSpec = DeepReadonly<z.infer<typeof knowledgeSchema>>
/** What agents remember. */
export type MemorySpec = DeepReadonly<z.infer<typeof memorySchema>>
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
/** Rules for the whole workflow. */
export type PoliciesSpec = DeepReadonly<z.infer<typeof policiesSchema>>
/** A tool call that a person must allow. */
export type ApprovalSpec = DeepReadonly<z.infer<typeof approvalSchema>>
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
/** One rule of a decision. */
export type BranchSpec = DecisionNode['branches'][number]
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
