import * as z from 'zod'
import { apiVersionSchema, looseMetadataSchema } from './metadata.ts'
import { durationSchema, idSchema } from './scalar-schemas.ts'

const share = z.number().min(0).max(1)
const positive = z.number().positive()
const spread = z.number().min(0).max(10).optional().describe('standard deviation as a multiple of the mean')
const workSchema = z.strictObject({ mean: durationSchema.describe('average time'), cv: spread }).describe('a time that varies: lognormal')
const latencySchema = z
  .strictObject({ median: durationSchema.describe('half of all answers are faster'), p95: durationSchema.describe('95 of 100 answers are faster') })
  .describe('how fast answers come: lognormal')
const delaySchema = z.strictObject({ median: durationSchema.describe('half of all replies are faster'), cv: spread }).describe('how soon replies come: lognormal')
const handleTimeSchema = z.strictObject({
  default: workSchema.optional().describe('one piece of human work, for teams that are not named'),
  teams: z.record(idSchema, workSchema).optional().describe('one piece of human work, by team'),
  escalatedFactor: positive.max(10).optional().describe('how much longer work takes that automation has left over'),
  approvalFactor: positive.max(10).optional().describe('an approval takes this share of the handle time'),
})
const calendar = idSchema.describe('calendar of the workflow that says when')
const headcount = z.int().min(0).describe('people at a time')
const shiftSchema = z.strictObject({ calendar, headcount })
const shiftEndSchema = z.enum(['pause', 'finish', 'handoff']).describe('pause until the next shift, finish first, or hand the work to someone on shift')

/** The schema of a simulation scenario: everything about a run that is not in the flow. Every field of its spec is optional. */
export const scenarioSchema = z.strictObject({
  apiVersion: apiVersionSchema,
  kind: z.literal('Scenario').describe('what kind of file this is'),
  metadata: looseMetadataSchema.describe('name and owners'),
  spec: z
    .strictObject({
      seed: z.int().min(0).max(4_294_967_295).optional().describe('where chance begins; the same seed gives the same run'),
      replications: z.int().min(1).max(200).optional().describe('how often the run is repeated for the intervals'),
      volume: z.number().min(0.01).max(20).optional().describe('how many tickets come, as a multiple of the history'),
      shrinkage: z.number().min(0).max(0.9).optional().describe('share of paid time for breaks, meetings, training'),
      handleTime: handleTimeSchema.optional().describe('how long people work on one ticket in the flow'),
      baselineHandleTime: handleTimeSchema.optional().describe('how long people work on one ticket today; baseline.handleTime says the same'),
      baseline: z
        .strictObject({
          teams: z.array(z.strictObject({ id: idSchema.describe('the name of the team'), calendar, headcount })).min(1).optional().describe('who answers today'),
          handleTime: handleTimeSchema.optional().describe('how long people work on one ticket today'),
        })
        .optional()
        .describe('how tickets are answered today, to compare with'),
      aiLatency: z
        .strictObject({
          default: latencySchema.optional().describe('for agents whose role is not named'),
          roles: z.record(idSchema, latencySchema).optional().describe('by role'),
        })
        .optional()
        .describe('how fast agents answer'),
      toolLatency: latencySchema.optional().describe('how fast tools answer'),
      customer: z
        .strictObject({
          replyDelay: delaySchema.optional().describe('how soon customers reply by email'),
          chatReplyDelay: delaySchema.optional().describe('how soon customers reply in chats and calls'),
          replyProbability: z
            .strictObject({
              resolved: share.optional().describe('share of the customers who say so when an answer has helped'),
              unresolved: share.optional().describe('share of the customers who say so when an answer has not helped'),
            })
            .optional()
            .describe('how many customers reply to an answer'),
          comebackProbability: share.optional().describe('a customer whom the answer did not help and who did not reply comes back later'),
          comebackDelay: durationSchema.optional().describe('after how long they come back on average'),
          reopenProbability: share.optional().describe('share of the resolutions by people that are reopened'),
          autoSolveAfter: durationSchema.optional().describe('a question of ours that stays open this long counts as solved'),
          patience: z
            .strictObject({
              chat: durationSchema.optional().describe('in chats, on average'),
              voice: durationSchema.optional().describe('in calls, on average'),
            })
            .optional()
            .describe('how long customers wait for the first reply before they leave'),
        })
        .optional()
        .describe('how customers behave'),
      resolution: z
        .strictObject({ answerResolvesFactor: share.optional().describe('an answer resolves the ticket with this share of its confidence') })
        .optional()
        .describe('what resolves a ticket where the history does not say'),
      onShiftEnd: z.record(idSchema, shiftEndSchema).optional().describe('what becomes of open work at the end of a shift, by channel'),
      rates: z
        .strictObject({
          humanHour: z.number().min(0).optional().describe('cost of a paid hour of a person'),
          aiAction: z.number().min(0).optional().describe('cost of one call of an agent'),
        })
        .optional()
        .describe('what work costs'),
      teams: z
        .record(idSchema, z.strictObject({ headcount: headcount.optional(), shifts: z.array(shiftSchema).min(1).optional().describe('who works when') }))
        .optional()
        .describe('people in place of those that the flow names, by team'),
      channelMap: z.record(z.string(), idSchema).optional().describe('which channel of the flow a channel of the tickets is'),
      replyBank: z.string().optional().describe('file with customer replies, beside the scenario'),
    })
    .describe('everything about a run that is not in the flow'),
}).meta({ title: 'LUMOS Scenario v1: a simulation' })

/** A scenario as its file says it, nothing filled in. */
export type ScenarioDocument = z.infer<typeof scenarioSchema>
/** Handle times as a file says them. */
export type HandleTimeDocument = z.infer<typeof handleTimeSchema>
