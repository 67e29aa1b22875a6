import * as z from 'zod'
import { reservedWords } from './reserved-words.ts'

// The renderer's content security policy forbids `new Function`, which zod otherwise uses to speed parsing up.
z.config({ jitless: true })

/** The form of every id. */
export const idPattern = /^[a-z][A-Za-z0-9]{0,62}$/

/** A lowerCamel identifier, usable unquoted in a condition. */
export const idSchema = z.string().regex(idPattern).meta({
  id: 'Id',
  description: 'lowerCamel identifier; usable unquoted in a condition',
  not: { enum: [...reservedWords] },
})

/** A DNS label: the identity of a workflow. */
export const nameSchema = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/)
  .meta({ id: 'Name', description: 'a DNS label: lower-case letters, digits and hyphens' })

/** The name of a secret; the format has no field that could hold a value. */
export const secretRefSchema = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/)
  .meta({ id: 'SecretRef', description: 'the name of a secret bound in an Environment; never a value' })

/** A span of time such as `8m` or `1h30m`; a day is 24 hours. */
export const durationSchema = z
  .string()
  .regex(/^([0-9]{1,12}ms|[0-9]{1,9}s|[0-9]{1,8}m|[0-9]{1,6}h|[0-9]{1,5}d){1,8}$/)
  .meta({ id: 'Duration', description: 'a span of time such as 90s, 8m or 1h30m; d = 24 h', examples: ['8m', '1h30m'] })

/** The text of a condition or value in the condition language. */
export const expressionSchema = z.string().min(1).max(2000).meta({ id: 'Expr', description: 'lumos-cel/1 expression' })

/** A dotted path into the context, such as `escalation.team`. */
export const contextPathSchema = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/)
  .meta({ id: 'ContextPath', description: 'a path into the context, such as escalation.team' })

/** The name of an event that the runtime raises. */
export const eventNameSchema = z
  .string()
  .regex(/^(start|message\.inbound|task\.completed|task\.failed|timer|sla\.warning|sla\.breach|cancel|human\.[a-z][A-Za-z0-9]*)$/)
  .meta({ id: 'EventName', description: 'an event of the runtime', examples: ['message.inbound', 'sla.warning', 'human.resolved'] })

/** An error code, or a family of them, as `catch` and `retry` list them. */
export const errorPatternSchema = z
  .string()
  .regex(/^(LUMOS|app)\.(\*|[A-Za-z][A-Za-z0-9]*)$/)
  .meta({ id: 'ErrorPattern', description: 'an error code or a family of codes', examples: ['LUMOS.Timeout', 'LUMOS.*', 'app.Refused'] })

/** A whole number from 1. */
export const countSchema = z.int().min(1)
