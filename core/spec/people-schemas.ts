import * as z from 'zod'
import { countSchema, durationSchema, eventNameSchema, expressionSchema, idSchema } from './scalar-schemas.ts'

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)

/** When a team or a clock is open. */
export const calendarSchema = z.strictObject({
  timezone: z.string().describe('an IANA zone such as Europe/Berlin, or UTC'),
  open: z
    .array(
      z.strictObject({
        days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).min(1),
        from: timeOfDay,
        to: timeOfDay,
      }),
    )
    .min(1),
  closed: z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/)).optional().describe('whole days without service'),
})

/** A group of people: what they can do, where, when, and how much at once. */
export const teamSchema = z.strictObject({
  title: z.string().optional(),
  skills: z.record(idSchema, z.int().min(1).max(3)).describe('skill id: level from 1 to 3'),
  languages: z.array(z.string()),
  channels: z.array(idSchema),
  capacity: z.record(idSchema, z.int().min(0)).describe('conversations at once, per person and channel'),
  shifts: z.array(z.strictObject({ calendar: idSchema, headcount: z.int().min(0) })).min(1),
  overflowTo: idSchema.optional(),
})

const targets = z.strictObject({ P1: durationSchema, P2: durationSchema, P3: durationSchema, P4: durationSchema, P5: durationSchema })

/** A promise on time, by priority. */
export const slaSchema = z.strictObject({
  id: idSchema,
  when: expressionSchema.optional(),
  calendar: idSchema,
  firstResponse: targets,
  resolution: targets,
  warnAt: z.number().min(0).max(1).optional().meta({ default: 0.8, description: 'share of the time after which to warn' }),
})

/** What changes a ticket's way whatever node it is at. */
export const triggerSchema = z.strictObject({
  id: idSchema,
  event: eventNameSchema.optional(),
  when: expressionSchema.optional(),
  sustain: z.strictObject({ checks: countSchema.optional(), for: durationSchema.optional() }).optional(),
  rearm: expressionSchema.optional(),
  stages: z.array(idSchema).optional(),
  nodes: z.array(idSchema).optional(),
  mode: z.enum(['interrupt', 'notify']),
  limit: countSchema.optional(),
  cooldown: durationSchema.optional(),
  then: idSchema,
})
