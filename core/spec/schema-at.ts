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
      const known = fits.map((option) => knownKeys(choose(option, value), value))
      const wanted: Schema | undefined = fits[known.indexOf(Math.max(...known))]
      if (wanted === undefined) return current
      current = wanted
    } else return current
  }
}

/** The schema of the value at a path of data, or undefined where the schema knows no such place. */
export function schemaAt(schema: Schema, data: unknown, path: SpecPath): Schema | undefined {
  let current: Schema | undefined = choose(schema, data)
  let value = data
  for (const key of path) {
    value = fieldOf(value, key)
    if (current instanceof z.ZodObject) current = current.shape[String(key)]
    else if (current instanceof z.ZodRecord) current = current.valueType
    else if (current instanceof z.ZodArray) current = current.element
    else return undefined
    if (current === undefined) return undefined
    current = choose(current, value)
  }
  return current
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
