import * as z from 'zod'

/** A value that JSON can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonRecord

/** A JSON object. */
export type JsonRecord = { readonly [key: string]: JsonValue }

/** Whether a JSON value is an object. */
export function isJsonRecord(value: JsonValue | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Accepts any JSON value, as free parameter maps need. */
export const jsonValueSchema: z.ZodType<JsonValue> = z
  .lazy(() => z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(jsonValueSchema), z.record(z.string(), jsonValueSchema)]))
  .meta({ id: 'Json', description: 'Any JSON value.' })
