import { registerSchema, setShouldValidateFormat, validate } from '@hyperjump/json-schema/draft-2020-12'
import '@hyperjump/json-schema/formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { SchemaName } from '../../../core/spec/json-schema.ts'
import { jsonSchema, schemaId, schemaNames } from '../../../core/spec/json-schema.ts'

type Judge = (document: unknown) => Promise<boolean>

/** Two validators that share no code: what one of them lets pass by mistake, the other does not. */
export type SchemaJudges = { readonly ajv: Judge; readonly hyperjump: Judge }

type Instance = Parameters<Awaited<ReturnType<typeof validate>>>[0]

// The documents come from YAML and JSON readers.
function isInstance(value: unknown): value is Instance {
  return value !== undefined
}

let registered = false

function register(): void {
  if (registered) return
  registered = true
  setShouldValidateFormat(true)
  for (const name of schemaNames) registerSchema(JSON.parse(JSON.stringify(jsonSchema(name))))
}

/** The judges of a published schema. */
export function judgesOf(name: SchemaName): SchemaJudges {
  register()
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true })
  addFormats.default(ajv)
  const compiled = ajv.compile(jsonSchema(name))
  return {
    ajv: (document) => Promise.resolve(compiled(document)),
    async hyperjump(document) {
      if (!isInstance(document)) return false
      const judge = await validate(schemaId(name))
      return judge(document).valid
    },
  }
}
