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
      .optional()
      .describe('pauses between attempts'),
    errors: z.array(errorPatternSchema).optional().describe('codes that are tried again; default: timeouts, model and transport failures'),
  })
  .meta({ id: 'Retry', description: 'how a failed task is tried again' })

/** A system outside: where it is and how it is entered. */
export const connectionSchema = z.strictObject({
  type: z.enum(['zendesk', 'jira', 'serviceNow', 'salesforce', 'smtp', 'voice', 'mcp', 'a2a', 'http']).describe('what kind of system it is, and how it is spoken to'),
  baseUrl: z.url().describe('https address without user or secrets'),
  auth: z.strictObject({
    scheme: z.enum(['oauth2', 'apiToken', 'bearer', 'basic', 'mtls', 'none']).describe('how the caller proves who it is'),
    secretRef: secretRefSchema.optional().describe('name of the secret, bound in an Environment; never a value'),
  }).describe('how it is entered'),
  grants: z.array(z.string()).optional().describe('scopes that this connection may use'),
}).meta({ id: 'Connection', description: 'a system outside: where it is and how it is entered' })

/** A way in which customers write. */
export const channelSchema = z.strictObject({
  connection: idSchema.describe('the system through which messages come and go'),
  replyWithin: durationSchema.optional().describe('how soon customers expect the next message here'),
  transcript: z.enum(['required', 'optional', 'none']).optional().describe('whether what is spoken is written down; for channels of voice'),
}).meta({ id: 'Channel', description: 'a way in which customers write' })

/** A language model endpoint by name. */
export const modelSchema = z.strictObject({
  provider: z.string().describe('who serves the model, for example openaiCompatible'),
  model: z.string().describe('the name of the model at its provider'),
  baseUrl: z.url().optional().describe('https address of the endpoint; an Environment may name another'),
  secretRef: secretRefSchema.optional().describe('name of the secret, bound in an Environment; never a value'),
  maxOutputTokens: z.int().positive().optional().describe('the longest answer, in tokens of the model'),
  temperature: z.number().min(0).max(2).optional().describe('how freely the model words; 0 is the steadiest'),
}).meta({ id: 'Model', description: 'a language model endpoint by name' })

/** A body of text that agents may search. */
export const knowledgeSchema = z.strictObject({
  source: z.string().describe('what it is, for example zendeskGuide, ticketHistory or mcp'),
  connection: idSchema.optional().describe('the system that holds it'),
  trust: z.enum(['internal', 'partner', 'thirdParty']).describe('whose words they are; third-party sources need policies.thirdPartySources'),
  maxAge: durationSchema.optional().describe('texts older than this are left out'),
}).meta({ id: 'Knowledge', description: 'a body of text that agents may search' })

/** What agents remember, for whom and how long. */
export const memorySchema = z.strictObject({
  scope: z.enum(['ticket', 'customer', 'team']).describe('whom it belongs to: one ticket, one customer with all tickets, or a team'),
  retention: durationSchema.describe('how long it is kept'),
  redact: z.array(z.string()).optional().describe('kinds of personal data that are taken out before anything is kept, for example cardNumber'),
}).meta({ id: 'Memory', description: 'what agents remember, for whom and how long' })

/** One operation of an outside system. */
export const toolSchema = z.strictObject({
  description: z.string().describe('what it does, for people and for the agents that choose among tools'),
  connection: idSchema.optional().describe('the system that does it; a builtin needs none'),
  operation: z.string().optional().describe('the operation of that system; one of operation, builtin and mcpTool'),
  builtin: z.string().optional().describe('an operation that the runtime brings, for example knowledge.search'),
  mcpTool: z.string().optional().describe('the name of the tool at an MCP server'),
  effect: z.enum(['read', 'write', 'external', 'destructive']).describe('what it changes: nothing, our own records, something outside, or something that cannot be undone'),
  idempotent: z.boolean().optional().describe('the service takes an idempotency key, so a retry cannot act twice'),
  scopes: z.array(z.string()).min(1).describe('permissions that it needs; its connection must grant them'),
  input: z.record(idSchema, typeExprSchema).optional().describe('what it is given, by name'),
  output: z.record(idSchema, typeExprSchema).optional().describe('what it gives, by name; conditions see it under the id of the node'),
  retry: retrySchema.optional().describe('how a failed call is tried again, where the node says nothing; needs idempotent'),
  timeout: durationSchema.optional().describe('longest time of all attempts, where the node says nothing'),
}).meta({ id: 'Tool', description: 'one operation of an outside system' })

const weight = z.number().min(0).max(1).describe('share of the score, from 0 to 1')

/** How a ticket finds its team. */
export const routingSchema = z.strictObject({
  requireSkills: z.array(contextPathSchema).describe('context paths whose values are skill ids'),
  strategy: z.enum(['weighted', 'firstEligible']).describe('the team with the best score, or the first that can take it'),
  weights: z
    .strictObject({
      skillLevel: weight.describe('weight of the level of the skill, from 0 to 1'),
      availability: weight.describe('weight of free seats, from 0 to 1'),
      workload: weight.describe('weight of how little there is to do, from 0 to 1'),
    })
    .optional()
    .describe('what counts how much; with strategy weighted'),
  whenNoneEligible: z
    .strictObject({
      queue: idSchema.describe('team whose queue takes the ticket'),
      notify: idSchema.optional().describe('tool that is called so that someone knows'),
    })
    .describe('what happens when no team can take the ticket'),
}).meta({ id: 'Routing', description: 'how a ticket finds its team' })

/** A specialised agent: role, capability, memory, tools and typed outputs. */
export const agentSchema = z.strictObject({
  role: idSchema.describe(roleProperty),
  title: z.string().optional().describe('the name that people read'),
  model: idSchema.describe('the language model that it uses in production'),
  fallbackModels: z.array(idSchema).optional().describe('models that are asked in turn when the first one fails'),
  instructions: z.string().describe('what it is told to do; trusted text only, never what a customer wrote'),
  tools: z.array(idSchema).optional().describe('tools that it may call'),
  knowledge: z.array(idSchema).optional().describe('bodies of text that it may search'),
  memory: z
    .strictObject({
      read: z.array(idSchema).optional().describe('memories that it sees'),
      write: z.array(idSchema).optional().describe('memories that it adds to'),
    })
    .optional()
    .describe('what it remembers'),
  routing: routingSchema.optional().describe('how a ticket finds its team; for role escalationRouting'),
  rubric: z.array(z.string()).optional().describe('what a conversation is judged by; for role qualityAssurance'),
  params: z.record(z.string(), jsonValueSchema).optional().describe('parameters of the role, checked by the role'),
  outputs: z.record(idSchema, typeExprSchema).describe('what it gives, by name; an answer that does not fit is an error before anything reads it'),
}).meta({ id: 'Agent', description: 'a specialised agent: role, capability, memory, tools and typed outputs' })

/** An agent that watches without holding a ticket's token. */
export const monitorSchema = z.strictObject({
  agent: idSchema.describe('the agent that watches'),
  events: z.array(eventNameSchema).min(1).describe('events at which it looks'),
  stages: z.array(idSchema).optional().describe('stages in which it watches; default: all'),
  timeout: durationSchema.optional().meta({ default: '60s', description: 'longest time of one look' }),
})

/** A tool call that a person must allow. */
export const approvalSchema = z.strictObject({
  id: idSchema.describe('the name of the approval'),
  tools: z.array(idSchema).min(1).describe('tools whose calls wait for it'),
  when: expressionSchema.optional().describe('which calls need it; default: all'),
  team: idSchema.describe('who is asked'),
  timeout: durationSchema.describe('how long to wait for the answer'),
  onTimeout: z.enum(['deny', 'allow']).describe('what counts when nobody answers'),
})

/** Rules that hold for the whole workflow. */
export const policiesSchema = z.strictObject({
  thirdPartySources: z
    .strictObject({
      allowed: z.boolean().optional().meta({ default: false, description: 'whether knowledge with trust thirdParty may be used at all' }),
      onlyFor: z.array(idSchema).optional().describe('agents that may use it; default: all'),
      label: z.enum(['required', 'optional']).optional().describe('whether an answer must say that it rests on a third party'),
    })
    .optional()
    .describe('sources that are neither ours nor a partner’s'),
  pii: z
    .strictObject({
      redact: z.array(z.string()).describe('kinds of personal data, for example email, phone, cardNumber'),
      in: z.array(z.string()).describe('where they are taken out: logs, thirdParty, memory'),
    })
    .optional()
    .describe('personal data that must not leave'),
  approvals: z.array(approvalSchema).optional().describe('tool calls that a person must allow'),
  budgets: z
    .strictObject({
      agentCalls: countSchema.optional().meta({ default: 100, description: 'agent calls that one ticket may cost; one more is LUMOS.BudgetExceeded' }),
      modelCostUsd: z.number().positive().optional().describe('cost of language models that one ticket may cause, in US dollars'),
      lifetime: durationSchema.optional().describe('how long a ticket may stay in the flow'),
    })
    .optional()
    .describe('what one ticket may cost at most'),
  audit: z
    .strictObject({
      decisions: z.enum(['full', 'summary']).describe('whether every decision is recorded with what it read, or only its result'),
      retention: durationSchema.describe('how long the record is kept'),
      record: z.array(z.string()).describe('what is recorded, for example specDigest, model, sources, expressionInputs'),
    })
    .optional()
    .describe('what is kept so that decisions can be explained later'),
})
