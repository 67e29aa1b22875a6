import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { roleCatalog } from '../agents/registry.ts'
import type { SchemaVersion } from '../core/spec/json-schema.ts'
import { jsonSchema, schemaNames } from '../core/spec/json-schema.ts'

// The published schemas are made from the same source that the studio reads files by; run this after changing it. With a number the
// schemas of that release are written beside them (`npx tsx scripts/write-schemas.ts 4` writes schema/v1.4): those never change again.
const [release] = process.argv.slice(2)
if (release !== undefined && !/^\d+$/u.test(release)) throw new Error(`A release is a whole number, such as 4 for v1.4, and not ${release}.`)
const version: SchemaVersion = release === undefined ? 'v1' : `v1.${Number(release)}`
const folder = fileURLToPath(new URL(`../schema/${version}/`, import.meta.url))
mkdirSync(folder, { recursive: true })
for (const name of schemaNames) {
  const file = `${folder}${name}.json`
  const text = `${JSON.stringify(jsonSchema(name, roleCatalog.roles, version), null, 2)}\n`
  if (release !== undefined && existsSync(file) && readFileSync(file, 'utf8') !== text) throw new Error(`schema/${version}/${name}.json is published and must not change. Choose the next release.`)
  writeFileSync(file, text)
  process.stdout.write(`schema/${version}/${name}.json\n`)
}
