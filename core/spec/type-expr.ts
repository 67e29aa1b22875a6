import * as z from 'zod'
import { idSchema } from './scalar-schemas.ts'

/** The types that need no more than their name. */
export const scalarTypeNames = ['string', 'boolean', 'integer', 'number', 'score', 'timestamp', 'duration', 'teamRef'] as const

/** The name of a type without parts. */
export type ScalarTypeName = (typeof scalarTypeNames)[number]

/** What one value of an enum means, in words and examples: prompt, few-shot examples and help text at once. */
export type EnumLabel = { readonly title?: string; readonly description?: string; readonly examples?: readonly string[] }

/** A file beside the spec with many more examples of an enum's values: its name, and the digest of its text. */
export type TaughtBy = { readonly file: string; readonly digest: string }

/** A scalar type with limits. */
export type ScalarTypeExpr = {
  readonly type: ScalarTypeName
  readonly min?: number
  readonly max?: number
  readonly default?: string | number | boolean
  readonly optional?: boolean
  readonly description?: string
}

/** One of a closed set of texts. */
export type EnumTypeExpr = {
  readonly type: 'enum'
  readonly values: readonly string[]
  readonly labels?: Readonly<Record<string, EnumLabel>>
  readonly taughtBy?: TaughtBy
  readonly default?: string
  readonly optional?: boolean
  readonly description?: string
}

/** Any number of values of one type. */
export type ListTypeExpr = { readonly type: 'list'; readonly items: TypeExpr; readonly optional?: boolean; readonly description?: string }

/** A record of named fields. */
export type ObjectTypeExpr = {
  readonly type: 'object'
  readonly fields: Readonly<Record<string, TypeExpr>>
  readonly optional?: boolean
  readonly description?: string
}

/** The declared type of an output, input or variable. */
export type TypeExpr = ScalarTypeName | ScalarTypeExpr | EnumTypeExpr | ListTypeExpr | ObjectTypeExpr

const optional = z.boolean().optional().describe('the value may be absent')
const description = z.string().optional().describe('what the value means')

const enumLabelSchema = z
  .strictObject({
    title: z.string().optional().describe('the value as people read it'),
    description: z.string().optional().describe('what the value means; part of the prompt and the help text'),
    examples: z.array(z.string()).optional().describe('texts that belong to this value'),
  })
  .meta({ id: 'EnumLabel', description: 'what one value means' })

const taughtBySchema = z
  .strictObject({
    file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,180}\.examples\.jsonl$/).describe('its name; it lies beside this file'),
    digest: z.string().regex(/^sha256:[0-9a-f]{64}$/).describe('what its text must be'),
  })
  .describe('a file with examples learned from labelled tickets, one JSON object with label and text a line')

const scalarObjectSchema = z.strictObject({
  type: z.enum(scalarTypeNames).describe('the type; score is a number from 0 to 1, teamRef the id of a team'),
  min: z.number().optional().describe('the least value'),
  max: z.number().optional().describe('the greatest value'),
  default: z.union([z.string(), z.number(), z.boolean()]).optional().describe('the value where nobody has written one'),
  optional,
  description,
})

const enumSchema = z.strictObject({
  type: z.literal('enum').describe('one of a closed set of texts'),
  values: z.array(z.string().min(1)).min(1).describe('the texts'),
  labels: z.record(z.string(), enumLabelSchema).optional().describe('what the values mean, by value: prompt, examples and help text at once'),
  taughtBy: taughtBySchema.optional(),
  default: z.string().optional().describe('the value where nobody has written one'),
  optional,
  description,
})

const listSchema = z.strictObject({
  type: z.literal('list').describe('any number of values of one type'),
  get items(): z.ZodType<TypeExpr> {
    return typeExprSchema
  },
  optional,
  description,
})

const objectSchema = z.strictObject({
  type: z.literal('object').describe('a record of named fields'),
  get fields(): z.ZodType<Readonly<Record<string, TypeExpr>>> {
    return z.record(idSchema, typeExprSchema).describe('its fields, by name')
  },
  optional,
  description,
})

/** The schema of `TypeExpr`. */
export const typeExprSchema: z.ZodType<TypeExpr> = z
  .union([z.enum(scalarTypeNames), z.discriminatedUnion('type', [scalarObjectSchema, enumSchema, listSchema, objectSchema])])
  .meta({ id: 'Type', description: 'a type name, or a type with limits, values, items or fields' })
