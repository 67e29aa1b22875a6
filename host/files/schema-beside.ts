import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { roleCatalog } from '../../agents/registry.ts'
import { jsonSchema } from '../../core/spec/json-schema.ts'
import { schemaComment, schemaFile } from '../../core/spec/schema-comment.ts'
import { atomicWrite } from './atomic-write.ts'

/** Puts the schema for editors beside a flow whose first comment asks for it there; one that is there already is brought up to date. */
export async function putSchemaBeside(flowPath: string, flowText: string): Promise<void> {
  const wanted = schemaComment(flowText)
  if (wanted !== schemaFile && wanted !== `./${schemaFile}`) return
  const path = join(dirname(flowPath), schemaFile)
  const text = `${JSON.stringify(jsonSchema('lumos', roleCatalog.roles), null, 2)}\n`
  const present = await readFile(path, 'utf8').catch(() => undefined)
  if (present !== text) await atomicWrite(path, text, `"${schemaFile}"`)
}
