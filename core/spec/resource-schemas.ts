import * as z from 'zod'
import { jsonValueSchema } from './json-value.ts'
import { contextPathSchema, countSchema, durationSchema, errorPatternSchema, eventNameSchema, expressionSchema, idSchema, secretRefSchema } from './scalar-schemas.ts'
import { roleProperty } from './role-property.ts'
import { typeExprSchema } from './type-expr.ts'

/** How a failed task is tried again. */
export const retrySchema = z
  .strictObject({
    maxAttempts: z.int().min(1).max(20).optional().meta({ default: 3, description: 'attempts in all, the first included' }),
    backoff: z
      .strictObject({
        initial: durationSchema.optional().meta({ default: '1s', description: 'pause before the second attempt' }),
        factor: z.number().min(1).max(10).optional().meta({ default: 2, description: 'growth of the pause' }),
        max: durationSchema.optional().meta({ default: '1m', description: 'longest pause' }),
        jitter: z.enum(['none', 'full']).optional().meta({ default: 'full', description: 'whether the pause is drawn at random' }),
      })
      .optional(),
    errors: z.array(errorPatternSchema).optional().describe('codes that are tried again; default: timeouts, model and transport failures'),
  })
  .meta({ id: 'Retry', description: 'how a failed task is tried again' })

/** A system outside: where it is and how it is entered. */
export const connectionSchema = z.strictObject({
  type: z.enum(['zendesk', 'jira', 'serviceNow', 'salesforce', 'smtp', 'voice', 'mcp', 'a2a', 'http']),
  baseUrl: z.url().describe('https address without user or secrets'),
  auth: z.strictObject({
    scheme: z.enum(['oauth2', 'apiToken', 'bearer', 'basic', 'mtls', 'none']),
    secretRef: secretRefSchema.optional(),
  }),
  grants: z.array(z.string()).optional().describe('scopes that this connection may use'),
})

/** A way in which customers write. */
export const channelSchema = z.strictObject({
  connection: idSchema,
  replyWithin: durationSchema.optional(),
  transcript: z.enum(['required', 'optional', 'none']).optional(),
})

/** A language model endpoint by name. */
export const modelSchema = z.strictObject({
  provider: z.string(),
  model: z.string(),
  baseUrl: z.url().optional(),
  secretRef: secretRefSchema.optional(),
  maxOutputTokens: z.int().positive().optional(),
  temperature: z.number().min(0).max(2).optional(),
})

/** A body of text that agents may search. */
export const knowledgeSchema = z.strictObject({
  source: z.string(),
  connection: idSchema.optional(),
  trust: z.enum(['internal', 'partner', 'thirdParty']),
  maxAge: durationSchema.optional(),
})

/** What agents remember, for whom and how long. */
export const memorySchema = z.strictObject({
  scope: z.enum(['ticket', 'customer', 'team']),
  retention: durationSchema,
  redact: z.array(z.string()).optional(),
})

/** One operation of an outside system. */
export const toolSchema = z.strictObject({
  description: z.string(),
  connection: idSchema.optional(),
  operation: z.string().optional(),
  builtin: z.string().optional(),
  mcpTool: z.string().optional(),
  effect: z.enum(['read', 'write', 'external', 'destructive']),
  idempotent: z.boolean().optional().describe('the service takes an idempotency key, so a retry cannot act twice'),
  scopes: z.array(z.string()).min(1),
  input: z.record(idSchema, typeExprSchema).optional(),
  output: z.record(idSchema, typeExprSchema).optional(),
  retry: retrySchema.optional(),
  timeout: durationSchema.optional(),
})

const weight = z.number().min(0).max(1)

/** How a ticket finds its team. */
export const routingSchema = z.strictObject({
  requireSkills: z.array(contextPathSchema).describe('context paths whose values are skill ids'),
  strategy: z.enum(['weighted', 'firstEligible']),
  weights: z.strictObject({ skillLevel: weight, availability: weight, workload: weight }).optional(),
  whenNoneEligible: z.strictObject({ queue: idSchema, notify: idSchema.optional() }),
})

/** A specialised agent: role, capability, memory, tools and typed outputs. */
export const agentSchema = z.strictObject({
  role: idSchema.describe(roleProperty),
  title: z.string().optional(),
  model: idSchema,
  fallbackModels: z.array(idSchema).optional(),
  instructions: z.string(),
  tools: z.array(idSchema).optional(),
  knowledge: z.array(idSchema).optional(),
  memory: z.strictObject({ read: z.array(idSchema).optional(), write: z.array(idSchema).optional() }).optional(),
  routing: routingSchema.optional(),
  rubric: z.array(z.string()).optional(),
  params: z.record(z.string(), jsonValueSchema).optional().describe('parameters of the role, checked by the role'),
  outputs: z.record(idSchema, typeExprSchema),
})

/** An agent that watches without holding a ticket's token. */
export const monitorSchema = z.strictObject({
  agent: idSchema,
  events: z.array(eventNameSchema).min(1),
  stages: z.array(idSchema).optional(),
  timeout: durationSchema.optional(),
})

/** A tool call that a person must allow. */
export const approvalSchema = z.strictObject({
  id: idSchema,
  tools: z.array(idSchema).min(1),
  when: expressionSchema.optional(),
  team: idSchema,
  timeout: durationSchema,
  onTimeout: z.enum(['deny', 'allow']),
})

/** Rules that hold for the whole workflow. */
export const policiesSchema = z.strictObject({
  thirdPartySources: z
    .strictObject({ allowed: z.boolean(), onlyFor: z.array(idSchema).optional(), label: z.enum(['required', 'optional']).optional() })
    .optional(),
  pii: z.strictObject({ redact: z.array(z.string()), in: z.array(z.string()) }).optional(),
  approvals: z.array(approvalSchema).optional(),
  budgets: z.strictObject({ agentCalls: countSchema, modelCostUsd: z.number().positive().optional(), lifetime: durationSchema }).optional(),
  audit: z.strictObject({ decisions: z.enum(['full', 'summary']), retention: durationSchema, record: z.array(z.string()) }).optional(),
})
