import * as z from 'zod'
import { countSchema, durationSchema, eventNameSchema, expressionSchema, idSchema } from './scalar-schemas.ts'

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/).meta({ id: 'TimeOfDay', description: 'a local time from 00:00 to 24:00, with two digits for the hour', examples: ['08:00'] })

/** When a team or a clock is open. */
export const calendarSchema = z.strictObject({
  timezone: z.string().describe('an IANA zone such as Europe/Berlin, or UTC'),
  open: z
    .array(
      z.strictObject({
        days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).min(1).describe('the days of the week on which these hours begin'),
        from: timeOfDay.describe('local time at which it opens'),
        to: timeOfDay.describe('local time at which it closes, after from; hours past midnight are two entries, the first to 24:00'),
      }),
    )
    .min(1)
    .describe('opening hours in local time'),
  closed: z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/)).optional().describe('whole days without service'),
}).meta({ id: 'Calendar', description: 'when a team or a clock is open' })

/** A group of people: what they can do, where, when, and how much at once. */
export const teamSchema = z.strictObject({
  title: z.string().optional().describe('the name that people read'),
  skills: z.record(idSchema, z.int().min(1).max(3)).describe('skill id: level from 1 to 3'),
  languages: z.array(z.string()).describe('languages that the team speaks, as codes such as en'),
  channels: z.array(idSchema).describe('channels that the team serves'),
  capacity: z.record(idSchema, z.int().min(0)).describe('conversations at once, per person and channel'),
  shifts: z
    .array(z.strictObject({ calendar: idSchema.describe('when the shift works'), headcount: z.int().min(0).describe('people in the shift') }))
    .min(1)
    .describe('who works when; shifts add up'),
  overflowTo: idSchema.optional().describe('team that takes over when nobody here is free or on shift'),
}).meta({ id: 'Team', description: 'a group of people: what they can do, where, when, and how much at once' })

const targets = z.strictObject({
  P1: durationSchema.describe('for the most urgent tickets'),
  P2: durationSchema.describe('for urgent tickets'),
  P3: durationSchema.describe('for usual tickets, and for those without a priority'),
  P4: durationSchema.describe('for tickets that can wait'),
  P5: durationSchema.describe('for the least urgent tickets'),
})

/** A promise on time, by priority. */
export const slaSchema = z.strictObject({
  id: idSchema.describe('the name of the promise'),
  when: expressionSchema.optional().describe('which tickets it holds for; default: all'),
  calendar: idSchema.describe('on whose open time the clocks run'),
  firstResponse: targets.describe('time to the first answer, by priority'),
  resolution: targets.describe('time to the solution, by priority; it stands still while we wait for the customer'),
  warnAt: z.number().min(0).max(1).optional().meta({ default: 0.8, description: 'share of the time after which to warn' }),
})

/** What changes a ticket's way whatever node it is at. */
export const triggerSchema = z.strictObject({
  id: idSchema.describe('the name of the trigger'),
  event: eventNameSchema.optional().describe('the event at which it is checked; default: every change of what it reads'),
  when: expressionSchema.optional().describe('when it fires; default: whenever its event comes'),
  sustain: z
    .strictObject({
      checks: countSchema.optional().describe('checks in a row that must be true'),
      for: durationSchema.optional().describe('how long it must have been true'),
    })
    .optional()
    .describe('how long the condition must hold before it fires; default: one check'),
  rearm: expressionSchema.optional().describe('what must have been true after firing before it can fire again; default: its condition was false'),
  stages: z.array(idSchema).optional().describe('stages in which it watches; default: all'),
  nodes: z.array(idSchema).optional().describe('nodes at which it watches, beside the stages'),
  mode: z.enum(['interrupt', 'notify']).describe('interrupt: the ticket leaves what it does and goes to then. notify: a second way begins at then and ends with outcome none'),
  limit: countSchema.optional().describe('how often it may fire for one ticket'),
  cooldown: durationSchema.optional().describe('least time between two firings'),
  then: idSchema.describe('the node to go to'),
})
