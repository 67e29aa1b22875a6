import * as z from 'zod'
import { canonicalJson } from './digest.ts'
import type { SpecPath } from './finding.ts'
import type { ScenarioDocument } from './scenario.ts'
import { scenarioSchema } from './scenario.ts'

type Schema = z.core.$ZodType
type Fields = Readonly<Record<string, unknown>>

const specSchema = scenarioSchema.shape.spec

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSame(left: unknown, right: unknown): boolean {
  return canonicalJson(left) === canonicalJson(right)
}

/** How the keys of two maps are taken together: each by its schema; undefined where one value simply replaces the other. */
type Together = { readonly schemaOf: (key: string) => Schema | undefined; readonly required: readonly string[] }

// Lists, distributions and patience replace what they extend: half of one form and half of another would be a third that nobody wrote.
function togetherOf(schema: Schema | undefined, base: unknown, own: unknown): Together | undefined {
  if (schema === undefined || !isFields(base) || !isFields(own)) return undefined
  if (schema instanceof z.ZodOptional) return togetherOf(schema.unwrap(), base, own)
  if (schema instanceof z.ZodRecord) return { schemaOf: () => schema.valueType, required: [] }
  if (schema instanceof z.ZodObject) {
    const shape: Readonly<Record<string, Schema>> = schema.shape
    return { schemaOf: (key) => shape[key], required: Object.keys(shape).filter((key) => !(shape[key] instanceof z.ZodOptional)) }
  }
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return undefined
  const { discriminator } = schema.def
  if (base[discriminator] !== own[discriminator]) return undefined
  const form: Schema | undefined = schema.options.find((option: Schema) => option instanceof z.ZodObject && z.safeParse(option.shape[discriminator], own[discriminator]).success)
  return togetherOf(form, base, own)
}

function merged(schema: Schema | undefined, base: unknown, own: unknown): unknown {
  if (own === undefined) return base
  const together = togetherOf(schema, base, own)
  if (together === undefined || !isFields(base) || !isFields(own)) return own
  return Object.fromEntries([...new Set([...Object.keys(base), ...Object.keys(own)])].map((key) => [key, merged(together.schemaOf(key), base[key], own[key])]))
}

function withoutExtends({ spec }: ScenarioDocument): Fields {
  const { extends: _base, ...fields } = spec
  return fields
}

/** A scenario with everything that the one it extends says and it does not: maps are taken together field by field, everything else replaces. */
export function mergeScenarios(base: ScenarioDocument, own: ScenarioDocument): ScenarioDocument {
  return scenarioSchema.parse({ ...own, spec: merged(specSchema, withoutExtends(base), withoutExtends(own)) })
}

/** The scenario that has to be written beside a base; `kept` are fields of the base that the whole lacks and that a difference cannot take away. */
export type ScenarioDifference = { readonly difference: ScenarioDocument; readonly kept: readonly SpecPath[] }

/** Writes a scenario as its difference to the one that it extends, so that merging the two gives the whole again, together with the fields that are `kept`. */
export function scenarioDifference(base: ScenarioDocument, whole: ScenarioDocument, file: string): ScenarioDifference {
  const kept: SpecPath[] = []
  const spec = differing(specSchema, withoutExtends(base), withoutExtends(whole), ['spec'], kept)
  return { difference: scenarioSchema.parse({ ...whole, spec: { extends: file, ...(isFields(spec) ? spec : {}) } }), kept }
}

function differing(schema: Schema | undefined, base: unknown, whole: unknown, path: SpecPath, kept: SpecPath[]): unknown {
  if (base === undefined) return whole
  if (whole === undefined) {
    kept.push(path)
    return undefined
  }
  if (isSame(base, whole)) return undefined
  const together = togetherOf(schema, base, whole)
  if (together === undefined || !isFields(base) || !isFields(whole)) return whole
  const fields = [...new Set([...Object.keys(base), ...Object.keys(whole)])].flatMap((key) => {
    const own = differing(together.schemaOf(key), base[key], whole[key], [...path, key], kept)
    return own === undefined ? [] : [[key, own] as const]
  })
  if (fields.length === 0) return undefined
  // The file with the difference must be a scenario by itself.
  return { ...Object.fromEntries(together.required.map((key) => [key, whole[key]])), ...Object.fromEntries(fields) }
}
