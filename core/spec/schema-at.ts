import * as z from 'zod'
import type { SpecPath } from './finding.ts'

type Schema = z.core.$ZodType

function fieldOf(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined
}

function knownKeys(form: Schema, value: unknown): number {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
  if (form instanceof z.ZodObject) return keys.filter((key) => Object.hasOwn(form.shape, key)).length / (keys.length + 1)
  // The key that tells the forms apart says more than any other.
  return form instanceof z.ZodDiscriminatedUnion && keys.includes(form.def.discriminator) ? Infinity : 0
}

/** The alternative of a union that a value was most probably meant for. */
function choose(schema: Schema, value: unknown): Schema {
  let current = schema
  for (;;) {
    if (current instanceof z.ZodOptional || current instanceof z.ZodReadonly || current instanceof z.ZodLazy) current = current.unwrap()
    else if (current instanceof z.ZodDiscriminatedUnion) {
      const tag = fieldOf(value, current.def.discriminator)
      const { discriminator } = current.def
      const found: Schema | undefined = current.options.find((option) => {
        const inner = choose(option, undefined)
        const literal = inner instanceof z.ZodObject ? inner.shape[discriminator] : undefined
        return typeof tag === 'string' && literal !== undefined && z.safeParse(literal, tag).success
      })
      if (found === undefined) return current
      current = found
    } else if (current instanceof z.ZodUnion) {
      const fits = current.options.filter((option) => {
        const inner = choose(option, value)
        return typeof value === 'object' ? inner instanceof z.ZodObject || inner instanceof z.ZodDiscriminatedUnion : !(inner instanceof z.ZodObject || inner instanceof z.ZodDiscriminatedUnion)
      })
      // Of several forms of a map the one was meant that knows most of the keys that are written.
      const known = fits.map((option) => Math.max(knownKeys(option, value), knownKeys(choose(option, value), value)))
      const wanted: Schema | undefined = fits[known.indexOf(Math.max(...known))]
      if (wanted === undefined) return current
      current = wanted
    } else return current
  }
}

/** The schema of the value at a path of data, or undefined where the schema knows no such place. */
export function schemaAt(schema: Schema, data: unknown, path: SpecPath): Schema | undefined {
  const found = allFormsAt(schema, data, path)
  return found === undefined ? undefined : choose(found, path.reduce(fieldOf, data))
}

// As `schemaAt`, but of several forms of the value none is chosen yet.
function allFormsAt(schema: Schema, data: unknown, path: SpecPath): Schema | undefined {
  let current: Schema | undefined = schema
  let value = data
  for (const key of path) {
    const holder: Schema = choose(current, value)
    value = fieldOf(value, key)
    if (holder instanceof z.ZodObject) current = holder.shape[String(key)]
    else if (holder instanceof z.ZodRecord) current = holder.valueType
    else if (holder instanceof z.ZodArray) current = holder.element
    else return undefined
    if (current === undefined) return undefined
  }
  return current
}

function keysOfForms(schema: Schema): readonly string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodReadonly) return keysOfForms(schema.unwrap())
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option: Schema) => keysOfForms(option))
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
}

/** The keys that a map at a path may have in any of its forms. */
export function possibleKeys(schema: Schema, data: unknown, path: SpecPath): readonly string[] {
  const found = allFormsAt(schema, data, path)
  return found === undefined ? [] : [...new Set(keysOfForms(found))]
}

/** The keys that a map at a path may have; none where it is free. */
export function allowedKeys(schema: Schema, data: unknown, path: SpecPath): readonly string[] {
  const found = schemaAt(schema, data, path)
  return found instanceof z.ZodObject ? Object.keys(found.shape) : []
}

/** What the form of the value at a path is called, whatever the field is for. */
export function formDescription(schema: Schema, data: unknown, path: SpecPath): string | undefined {
  let description: string | undefined
  for (let found = schemaAt(schema, data, path); found !== undefined; found = found._zod.parent) description = z.globalRegistry.get(found)?.description ?? description
  return description
}

/** What the schema says about the value at a path. */
export function schemaDescription(schema: Schema, data: unknown, path: SpecPath): string | undefined {
  const found = schemaAt(schema, data, path)
  return found === undefined ? undefined : z.globalRegistry.get(found)?.description
}
