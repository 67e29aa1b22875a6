import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { roleCatalog } from '../../../agents/registry.ts'
import { parseEnvironment } from '../../../core/spec/environment.ts'
import type { Finding } from '../../../core/spec/finding.ts'
import { jsonSchema, schemaNames } from '../../../core/spec/json-schema.ts'
import type { FileKindName } from '../../../core/spec/kind-of-file.ts'
import { kindOfFile } from '../../../core/spec/kind-of-file.ts'
import { parseLayoutFile } from '../../../core/spec/layout.ts'
import { parseLibrary } from '../../../core/spec/library.ts'
import { parseScenarioFile } from '../../../core/spec/parse-scenario-file.ts'
import { parseSpec } from '../../../core/spec/parse-spec.ts'
import { judgesOf } from './schema-validators.ts'
import { brokenFiles, rightFiles } from './broken-files.ts'
import { specSamples } from './spec-samples.ts'

const judges = { Workflow: judgesOf('workflow'), Library: judgesOf('library'), Environment: judgesOf('environment'), Scenario: judgesOf('scenario'), Layout: judgesOf('layout') }
const any = judgesOf('lumos')

function read(kind: FileKindName, text: string): readonly Finding[] {
  switch (kind) {
    case 'Workflow':
      return parseSpec(text).findings
    case 'Library':
      return parseLibrary(text).findings
    case 'Environment':
      return parseEnvironment(text).findings
    case 'Scenario':
      return parseScenarioFile(text).findings
    case 'Layout':
      return parseLayoutFile(text).findings
  }
}

async function verdicts(kind: FileKindName, text: string): Promise<Readonly<Record<string, boolean>>> {
  const data: unknown = parse(text)
  return {
    studio: read(kind, text).every((finding) => finding.severity !== 'error'),
    ajv: await judges[kind].ajv(data),
    hyperjump: await judges[kind].hyperjump(data),
    ajvOfAnyKind: await any.ajv(data),
    hyperjumpOfAnyKind: await any.hyperjump(data),
  }
}

const all = (verdict: boolean): Readonly<Record<string, boolean>> => ({ studio: verdict, ajv: verdict, hyperjump: verdict, ajvOfAnyKind: verdict, hyperjumpOfAnyKind: verdict })

describe('the published schemas', () => {
  it.each(schemaNames)('%s.json is what the source gives; run "npx tsx scripts/write-schemas.ts" after changing it', (name) => {
    const published: unknown = JSON.parse(readFileSync(`schema/v1/${name}.json`, 'utf8'))
    expect(published).toEqual(JSON.parse(JSON.stringify(jsonSchema(name, roleCatalog.roles))))
    expect(published).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: `urn:lumos:v1:${name}` })
  })

  it('have samples of every kind', () => {
    expect(new Set(specSamples.map((sample) => sample.kind))).toEqual(new Set(['Workflow', 'Library', 'Environment', 'Scenario', 'Layout']))
  })

  it.each(specSamples)('and the studio accept $name', async ({ kind, text }) => {
    expect(await verdicts(kind, text)).toEqual(all(true))
  })

  it.each(rightFiles)('and the studio accept $kind: $what', async ({ kind, text }) => {
    expect(await verdicts(kind, text)).toEqual(all(true))
  })

  it.each(brokenFiles)('and the studio refuse $kind: $what', async ({ kind, text }) => {
    expect(kindOfFile(text)).toBe(kind)
    expect(await verdicts(kind, text)).toEqual(all(false))
  })

  it('name a release by an address of its own', () => {
    expect(jsonSchema('library', undefined, 'v1.4')).toEqual({ ...jsonSchema('library'), $id: 'urn:lumos:v1.4:library' })
  })

  it.each(rightFiles.filter(({ kind }) => kind !== 'Layout'))('let keys that begin with x- stand anywhere in $kind', async ({ kind, text }) => {
    const extended = text.replace('metadata:', 'x-team: { any: [thing] }\nmetadata:').replace('spec:\n', 'spec:\n  x-note: kept\n')
    expect(extended).toContain('x-note')
    expect(await verdicts(kind, extended)).toEqual(all(true))
  })

  it('have no key and no value that YAML 1.1 tools read as a boolean', () => {
    const words: string[] = []
    const look = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      if ('properties' in value && typeof value.properties === 'object' && value.properties !== null) words.push(...Object.keys(value.properties))
      if ('enum' in value && Array.isArray(value.enum)) words.push(...value.enum.filter((each) => typeof each === 'string'))
      if ('const' in value && typeof value.const === 'string') words.push(value.const)
      // What ids must not be is exactly such words.
      for (const [key, inner] of Object.entries(value)) if (key !== 'not') look(inner)
    }
    look(jsonSchema('lumos'))
    expect(words.length).toBeGreaterThan(300)
    expect(words.filter((word) => /^(y|n|yes|no|on|off|true|false)$/i.test(word))).toEqual([])
  })

  it('say what every field is, for editors', () => {
    const silent: string[] = []
    const look = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return
      if ('properties' in value && typeof value.properties === 'object' && value.properties !== null && !/\/(if|allOf)(\/|$)/.test(path)) {
        for (const [name, field] of Object.entries(value.properties)) if (typeof field === 'object' && field !== null && !('description' in field) && !('$ref' in field)) silent.push(`${path}/${name}`)
      }
      for (const [key, inner] of Object.entries(value)) look(inner, `${path}/${key}`)
    }
    look(jsonSchema('lumos'), '')
    expect(silent).toEqual([])
  })
})
