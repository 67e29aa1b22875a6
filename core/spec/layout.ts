import * as z from 'zod'
import { idPattern, nameSchema } from './scalar-schemas.ts'

const point = z.tuple([z.int(), z.int()]).readonly()

/** The schema of a layout file. */
export const layoutSchema = z.strictObject({
  apiVersion: z.literal('lumos/v1'),
  kind: z.literal('Layout'),
  workflow: nameSchema,
  nodes: z.record(z.string().regex(idPattern), point).readonly(),
  bends: z.record(z.string(), z.array(point).readonly()).readonly().optional(),
  notes: z.record(z.string().regex(idPattern), z.strictObject({ at: point, text: z.string() }).readonly()).readonly().optional(),
}).readonly()

/** Where the cards of a workflow lie: whole pixels by node id, bends by `source#port>target`-like keys, notes. */
export type Layout = z.infer<typeof layoutSchema>
