import * as z from 'zod'
import { durationSchema, idSchema } from './scalar-schemas.ts'

/** What a scenario says about the figures: whose definitions, and which of them decide. */
export const kpisSchema = z
  .strictObject({
    style: z.enum(['lumos', 'zendesk', 'intercom']).optional().describe('whose definitions are used where products differ; default: lumos'),
    statistic: z.enum(['mean', 'p50', 'p90', 'p95']).optional().describe('which statistic stands for times where only one is shown; default: p50, the median'),
    pinned: z.array(idSchema).min(1).max(20).optional().describe('the KPIs that decide: compared with today together, so that their intervals are wider; default: first response by anyone and by a person, resolution time, automated resolutions, first responses on time, cost per ticket'),
    firstResponseHuman: z.enum(['standard', 'allHours', 'officeHours', 'fromHandover']).optional().describe('the first reply of a person: on all hours, in office hours, or only from the hand-over to people on'),
    automatedResolutionRate: z.enum(['standard', 'fin', 'contained', 'verified']).optional().describe('of all requests, of those that agents answered (Intercom), without any follow-up (Zendesk), or verified too'),
    containmentRate: z.enum(['standard', 'noCallback24h']).optional().describe('ended without people, or also without a call back within 24 hours'),
    slaFirstResponse: z.enum(['standard', 'withActive']).optional().describe('completed targets only, or targets past their time as missed too'),
    slaResolution: z.enum(['standard', 'withActive']).optional().describe('completed targets only, or targets past their time as missed too'),
    utilisation: z.enum(['standard', 'assembled']).optional().describe('handling time of paid time, or time at work and available of paid time'),
    abandonmentRate: z.enum(['standard', 'withoutShort']).optional().describe('with or without those who left at once'),
    serviceLevel: z.enum(['standard', 'withoutShort']).optional().describe('with or without those who left at once'),
    serviceLevelWithin: durationSchema.optional().describe('how soon a chat or call must be answered to count; default 20s'),
    shortAbandonment: durationSchema.optional().describe('who left sooner left at once; default 10s'),
  })
  .describe('how the figures are defined')

/** The log-odds with which a customer would call the service good: a formula that the user has fitted. */
export const csatProxySchema = z
  .strictObject({
    intercept: z.number().describe('log-odds of a ticket with nothing of the below'),
    resolved: z.number().optional().describe('added where it is solved and the answer helped; default 0'),
    responseHour: z.number().optional().describe('added for each hour up to the first response; usually negative; default 0'),
    resolutionHour: z.number().optional().describe('added for each hour up to the solution; usually negative; default 0'),
    frustration: z.number().optional().describe('times the frustration at the end, 0 to 1, where an agent reads it; usually negative; default 0'),
  })
  .describe('logistic formula for the CSAT proxy; without it the proxy is not shown')

/** What a scenario says about the figures. */
export type KpisDocument = z.infer<typeof kpisSchema>
/** The formula of the CSAT proxy. */
export type CsatProxyDocument = z.infer<typeof csatProxySchema>
