import * as z from 'zod'

/** One node of a JSON Schema, with the parts that the pages tell. */
export type JsonNode = {
  readonly $ref?: string | undefined
  readonly type?: string | string[] | undefined
  readonly const?: unknown
  readonly enum?: unknown[] | undefined
  readonly description?: string | undefined
  readonly default?: unknown
  readonly pattern?: string | undefined
  readonly format?: string | undefined
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly exclusiveMinimum?: number | undefined
  readonly minItems?: number | undefined
  readonly required?: string[] | undefined
  readonly properties?: Record<string, JsonNode> | undefined
  readonly additionalProperties?: boolean | JsonNode | undefined
  readonly propertyNames?: JsonNode | undefined
  readonly items?: JsonNode | undefined
  readonly prefixItems?: JsonNode[] | undefined
  readonly anyOf?: JsonNode[] | undefined
  readonly oneOf?: JsonNode[] | undefined
}

/** Reads a node of a JSON Schema. */
export const jsonNodeSchema: z.ZodType<JsonNode> = z.lazy(() => z.object({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  minItems: z.number().optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), jsonNodeSchema).optional(),
  additionalProperties: z.union([z.boolean(), jsonNodeSchema]).optional(),
  propertyNames: jsonNodeSchema.optional(),
  // A list of a fixed form says that no further items follow: items is false.
  items: jsonNodeSchema.optional().catch(undefined),
  prefixItems: z.array(jsonNodeSchema).optional(),
  anyOf: z.array(jsonNodeSchema).optional(),
  oneOf: z.array(jsonNodeSchema).optional(),
}))

/** A schema with its definitions. */
export type JsonDefs = Readonly<Record<string, JsonNode>>

/** The name of the definition that a node points at. */
export function refOf(node: JsonNode): string | undefined {
  return node.$ref?.replace('#/$defs/', '')
}

/** What an object's other keys hold, where it is a map. */
export function valuesOf(node: JsonNode): JsonNode | undefined {
  return typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined
}

/** The forms of a node that has several, none of which is a plain value. */
export function formsOf(node: JsonNode): readonly JsonNode[] {
  const forms = (node.oneOf ?? node.anyOf ?? []).flatMap((form): readonly JsonNode[] => (form.oneOf === undefined && form.anyOf === undefined ? [form] : formsOf(form)))
  return forms.filter((form) => form.properties !== undefined)
}

/** The key whose fixed value tells the forms of an object apart, with that value. */
export function nameOfForm(form: JsonNode): { readonly key: string; readonly value: string } | undefined {
  for (const [key, node] of Object.entries(form.properties ?? {})) {
    if (typeof node.const === 'string') return { key, value: node.const }
    if (key === 'type' && node.enum !== undefined) return { key, value: node.enum.join(', ') }
  }
  return undefined
}
