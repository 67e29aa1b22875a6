import type { FormMeta } from './form-field.ts'
import { z } from './jitless-zod.ts'

/** How a field is edited. */
export type FormFieldKind = 'number' | 'slider' | 'text' | 'multiline' | 'toggle' | 'select' | 'list' | 'table' | 'condition'

/** One field of the inspector's form; nested settings are flat fields with a longer `path`. */
export type FormField = {
  /** Where the value stands inside `params`. */
  readonly path: readonly string[]
  /** The path with dots. */
  readonly name: string
  readonly title: string
  readonly help: string
  readonly kind: FormFieldKind
  readonly group: string | undefined
  readonly unit: string | undefined
  readonly min: number | undefined
  readonly max: number | undefined
  readonly step: number | undefined
  /** What holds where the spec says nothing; undefined where that is nothing. */
  readonly default: unknown
  /** The values of a select. */
  readonly options: readonly string[]
  /** The columns of a table; a table of `keyed` rows is a map, with the key in the first column. */
  readonly columns: readonly FormField[]
  readonly keyed: boolean
  readonly sweep: FormMeta['sweep'] | undefined
}

/** The fields of a parameter schema, in the order of their declaration. */
export function formFields(schema: z.ZodObject): readonly FormField[] {
  return fieldsOf(schema, [], undefined)
}

function fieldsOf(schema: z.ZodObject, path: readonly string[], group: string | undefined): readonly FormField[] {
  return Object.entries(schema.shape).flatMap(([name, field]) => (field instanceof z.ZodType ? fieldOf(field, [...path, name], group) : []))
}

function fieldOf(schema: z.ZodType, path: readonly string[], group: string | undefined): readonly FormField[] {
  const meta = metaOf(schema)
  const inner = unwrap(schema)
  if (inner instanceof z.ZodObject) return fieldsOf(inner, path, meta.group ?? meta.title ?? group)
  const name = path.join('.')
  return [
    {
      path,
      name,
      title: meta.title ?? name,
      help: meta.help ?? '',
      kind: meta.widget ?? kindOf(inner),
      group: meta.group ?? group,
      unit: meta.unit,
      min: meta.min ?? (inner instanceof z.ZodNumber ? (inner.minValue ?? undefined) : undefined),
      max: meta.max ?? (inner instanceof z.ZodNumber ? (inner.maxValue ?? undefined) : undefined),
      step: meta.step,
      default: defaultOf(schema),
      options: inner instanceof z.ZodEnum ? inner.options.map(String) : [],
      columns: columnsOf(inner),
      keyed: inner instanceof z.ZodRecord,
      sweep: meta.sweep,
    },
  ]
}

function columnsOf(schema: z.ZodType): readonly FormField[] {
  if (schema instanceof z.ZodArray && schema.element instanceof z.ZodObject) return fieldsOf(schema.element, [], undefined)
  if (!(schema instanceof z.ZodRecord)) return []
  const column = (type: unknown, name: string, title: string): readonly FormField[] => (type instanceof z.ZodType ? fieldOf(type, [name], undefined).map((field) => ({ ...field, title: field.title === name ? title : field.title })) : [])
  return [...column(schema.keyType, 'key', 'Name'), ...column(schema.valueType, 'value', 'Value')]
}

function kindOf(schema: z.ZodType): FormFieldKind {
  if (schema instanceof z.ZodNumber) return 'number'
  if (schema instanceof z.ZodBoolean) return 'toggle'
  if (schema instanceof z.ZodEnum) return 'select'
  if (schema instanceof z.ZodArray) return unwrapped(schema.element) instanceof z.ZodObject ? 'table' : 'list'
  return schema instanceof z.ZodRecord ? 'table' : 'text'
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodPrefault || schema instanceof z.ZodNullable) {
    return unwrapped(schema.unwrap()) ?? schema
  }
  return schema
}

function unwrapped(schema: unknown): z.ZodType | undefined {
  return schema instanceof z.ZodType ? unwrap(schema) : undefined
}

function defaultOf(schema: z.ZodType): unknown {
  const parsed = schema.safeParse(undefined)
  return parsed.success ? parsed.data : undefined
}

// Metadata stands on the outermost schema; a default that was added later leaves it on the inner one.
function metaOf(schema: z.ZodType): Partial<FormMeta> {
  const parsed = formMetaSchema.safeParse(schema.meta() ?? innerMeta(schema) ?? {})
  return parsed.success ? parsed.data : {}
}

function innerMeta(schema: z.ZodType): unknown {
  const inner = unwrap(schema)
  return inner === schema ? undefined : inner.meta()
}

const formMetaSchema: z.ZodType<Partial<FormMeta>> = z.object({
  title: z.string().optional(),
  help: z.string().optional(),
  widget: z.enum(['number', 'slider', 'text', 'multiline', 'toggle', 'select', 'list', 'table', 'condition']).optional(),
  unit: z.string().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().optional(),
  group: z.string().optional(),
  sweep: z.object({ from: z.number(), to: z.number(), steps: z.number() }).optional(),
})
