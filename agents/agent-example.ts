import { parse } from 'yaml'
import type { Value } from '../core/conditions/value.ts'
import { jsonValueSchema } from '../core/spec/json-value.ts'
import { typeExprSchema } from '../core/spec/type-expr.ts'
import { knowledgeSchema, policiesSchema, routingSchema } from '../core/spec/resource-schemas.ts'
import { flowNodeSchema } from '../core/spec/node-schemas.ts'
import { teamSchema } from '../core/spec/people-schemas.ts'
import { z } from './jitless-zod.ts'

const valueSchema: z.ZodType<Value> = z.lazy(() => z.union([z.string(), z.number(), z.boolean(), z.array(valueSchema), z.record(z.string(), valueSchema)]))
const share = z.number().min(0).max(1)

const passageSchema = z.strictObject({
  title: z.string(),
  text: z.string(),
  confidence: share,
  article: z.string().optional().describe('passages of one article share it; default: the title'),
  source: z.string().default(''),
  thirdParty: z.boolean().default(false),
})

const signalSchema = z.union([
  z.strictObject({ inbound: z.strictObject({ genuine: share, spam: share, autoReply: share }) }),
  z.strictObject({
    tone: z.strictObject({ frustrated: share.default(0), confused: share.default(0), satisfied: share.default(0), languageKnown: z.boolean().default(true) }),
    of: z.string().optional().describe('begins the text that it is about; default: every text'),
  }),
  z.strictObject({ urgency: z.strictObject({ low: share.default(0), normal: share.default(0), high: share.default(0) }) }),
  z.strictObject({ labels: z.record(z.string(), share) }),
  z.strictObject({ passages: z.array(passageSchema) }),
])

const exampleSchema = z.strictObject({
  title: z.string().min(1),
  ticket: z
    .strictObject({
      subject: z.string().default(''),
      channel: z.string().default('email'),
      language: z.string().default('en'),
      reopenCount: z.int().default(0),
      fields: z.record(z.string(), z.string()).default({}),
    })
    .prefault({}),
  customer: z.strictObject({ id: z.string().optional(), tier: z.string().optional(), locale: z.string().optional() }).default({}),
  conversation: z.array(z.union([z.strictObject({ customer: z.string() }), z.strictObject({ agent: z.string() }), z.strictObject({ human: z.string() })])).default([]),
  params: z.record(z.string(), jsonValueSchema).optional(),
  outputs: z.record(z.string(), typeExprSchema).optional().describe('replaces outputs of the fresh agent, by name'),
  knowledge: z.array(z.string()).optional(),
  rubric: z.array(z.string()).optional(),
  routing: routingSchema.optional(),
  workflow: z
    .strictObject({
      knowledge: z.record(z.string(), knowledgeSchema).optional(),
      policies: policiesSchema.optional(),
      teams: z.record(z.string(), teamSchema).optional(),
      nodes: z.record(z.string(), flowNodeSchema).optional(),
    })
    .prefault({}),
  before: z
    .record(z.string(), z.strictObject({ role: z.string(), declares: z.array(z.string()).default([]), outputs: z.record(z.string(), valueSchema) }))
    .default({})
    .describe('what agents of the flow have written before, by the name that conditions use'),
  context: z.record(z.string(), valueSchema).default({}),
  teams: z.record(z.string(), z.strictObject({ people: z.int(), seats: z.int(), free: z.int(), queued: z.int().default(0) })).default({}).describe('teams that are on shift now'),
  signals: z.array(signalSchema).default([]),
  expect: z.strictObject({
    outputs: z.record(z.string(), valueSchema).default({}),
    absent: z.array(z.string()).default([]),
    contains: z.record(z.string(), z.array(z.string())).default({}).describe('parts that an output of text or texts must hold'),
    lacks: z.record(z.string(), z.array(z.string())).default({}),
    reasons: z.array(z.string()).default([]).describe('parts that the reasons must hold'),
    assumptions: z.array(z.string()).default([]).describe('ids of the assumptions, all of them'),
    fails: z.string().optional().describe('the error code'),
  }),
})

/** One worked example of an agent: a test, a page of the documentation and something to try in the inspector. */
export type AgentExample = z.output<typeof exampleSchema>

/** Reads an `examples.yaml`; a wrong file is a fault of ours and says where it is wrong. */
export function parseExamples(text: string): readonly AgentExample[] {
  return z.array(exampleSchema).parse(parse(text))
}
