import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { roleCatalog } from '../agents/registry.ts'
import { jsonSchema, schemaNames } from '../core/spec/json-schema.ts'

// The published schemas are made from the same source that the studio reads files by; run this after changing it.
const folder = fileURLToPath(new URL('../schema/v1/', import.meta.url))
mkdirSync(folder, { recursive: true })
for (const name of schemaNames) {
  writeFileSync(`${folder}${name}.json`, `${JSON.stringify(jsonSchema(name, roleCatalog.roles), null, 2)}\n`)
  process.stdout.write(`schema/v1/${name}.json\n`)
}
