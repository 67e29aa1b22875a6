import * as z from 'zod'
import { durationSchema, idSchema, nameSchema } from '../spec/scalar-schemas.ts'

const share = z.number().min(0).max(1)
const positive = z.number().positive()
const workSchema = z.strictObject({ mean: durationSchema, cv: z.number().min(0).max(10).optional() })
const latencySchema = z.strictObject({ median: durationSchema, p95: durationSchema })
const delaySchema = z.strictObject({ median: durationSchema, cv: z.number().min(0).max(10).optional() })
const handleTimeSchema = z.strictObject({
  default: workSchema.optional(),
  teams: z.record(idSchema, workSchema).optional(),
  escalatedFactor: positive.max(10).optional().describe('how much longer work takes that automation has left over'),
  approvalFactor: positive.max(10).optional().describe('an approval takes this share of the handle time'),
})
const shiftSchema = z.strictObject({ calendar: idSchema, headcount: z.int().min(0) })
const shiftEndSchema = z.enum(['pause', 'finish', 'handoff'])

/** The schema of a scenario file: everything about a run that is not in the flow. Every field is optional. */
export const scenarioSchema = z.strictObject({
  apiVersion: z.literal('lumos/v1'),
  kind: z.literal('Scenario'),
  metadata: z.strictObject({ name: nameSchema, title: z.string().optional(), version: z.string().optional(), description: z.string().optional() }),
  spec: z.strictObject({
    seed: z.int().min(0).max(4_294_967_295).optional(),
    replications: z.int().min(1).max(200).optional(),
    volume: z.number().min(0.01).max(20).optional().describe('how many tickets come, as a multiple of the history'),
    shrinkage: z.number().min(0).max(0.9).optional().describe('share of paid time for breaks, meetings, training'),
    handleTime: handleTimeSchema.optional(),
    baselineHandleTime: handleTimeSchema.optional(),
    baseline: z.strictObject({
      teams: z.array(z.strictObject({ id: idSchema, calendar: idSchema, headcount: z.int().min(0) })).min(1).optional(),
      handleTime: handleTimeSchema.optional(),
    }).optional(),
    aiLatency: z.strictObject({ default: latencySchema.optional(), roles: z.record(idSchema, latencySchema).optional() }).optional(),
    toolLatency: latencySchema.optional(),
    customer: z.strictObject({
      replyDelay: delaySchema.optional(),
      chatReplyDelay: delaySchema.optional(),
      replyProbability: z.strictObject({ resolved: share.optional(), unresolved: share.optional() }).optional(),
      comebackProbability: share.optional().describe('a customer whom the answer did not help and who did not reply comes back later'),
      comebackDelay: durationSchema.optional().describe('mean'),
      reopenProbability: share.optional(),
      autoSolveAfter: durationSchema.optional(),
      patience: z.strictObject({ chat: durationSchema.optional(), voice: durationSchema.optional() }).optional(),
    }).optional(),
    resolution: z.strictObject({ answerResolvesFactor: share.optional() }).optional(),
    onShiftEnd: z.record(idSchema, shiftEndSchema).optional().describe('by channel'),
    rates: z.strictObject({ humanHour: z.number().min(0).optional(), aiAction: z.number().min(0).optional() }).optional(),
    teams: z.record(idSchema, z.strictObject({ headcount: z.int().min(0).optional(), shifts: z.array(shiftSchema).min(1).optional() })).optional(),
    channelMap: z.record(z.string(), idSchema).optional(),
    replyBank: z.string().optional().describe('file with customer replies, beside the scenario'),
  }),
})

/** A scenario as its file says it, nothing filled in. */
export type ScenarioDocument = z.infer<typeof scenarioSchema>
/** Handle times as a file says them. */
export type HandleTimeDocument = z.infer<typeof handleTimeSchema>
