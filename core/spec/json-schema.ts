import * as z from 'zod'
import { canonicalJson } from './digest.ts'
import { environmentSchema } from './environment.ts'
import type { FileKindName } from './kind-of-file.ts'
import { fileKinds } from './kind-of-file.ts'
import { layoutSchema } from './layout.ts'
import { librarySchema } from './library.ts'
import { roleProperty } from './role-property.ts'
import { scenarioSchema } from './scenario.ts'
import { testScenarioSchema } from './test-scenario.ts'
import { workflowSchema } from './workflow.ts'

type JsonSchema = Readonly<Record<string, unknown>>

/** The name of a published schema: one kind of file, or all of them in one. */
export type SchemaName = Lowercase<FileKindName> | 'lumos'

/** The published schemas of the format. */
export const schemaNames: readonly SchemaName[] = ['workflow', 'library', 'environment', 'scenario', 'layout', 'lumos']

const dialect = 'https://json-schema.org/draft/2020-12/schema'

/** The newest schemas of the first format version (`v1`), or those of one release of it (`v1.4`), which never change. */
export type SchemaVersion = 'v1' | `v1.${number}`

/** The address under which a schema is published; it is never fetched. */
export function schemaId(name: SchemaName, version: SchemaVersion = 'v1'): string {
  return `urn:lumos:${version}:${name}`
}

type Emitted = { readonly root: JsonSchema; readonly defs: Readonly<Record<string, unknown>> }

function emit(schema: z.ZodType, options: { readonly roles?: readonly string[] | undefined; readonly extensible: boolean }): Emitted {
  const { $schema: _dialect, $defs, ...root } = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => {
      if (options.extensible && jsonSchema.additionalProperties === false) jsonSchema.patternProperties = { '^x-': {} }
      if (options.roles !== undefined && jsonSchema.description === roleProperty) jsonSchema.enum = [...options.roles]
    },
  })
  return { root, defs: $defs ?? {} }
}

// A definition that two kinds share is the same in both, or one of them would silently get the other's.
function together(parts: readonly Readonly<Record<string, unknown>>[]): Readonly<Record<string, unknown>> {
  const all = new Map<string, unknown>()
  for (const [name, definition] of parts.flatMap((part) => Object.entries(part))) {
    if (all.has(name) && canonicalJson(all.get(name)) !== canonicalJson(definition)) throw new Error(`Two different definitions are called ${name}`)
    all.set(name, definition)
  }
  return Object.fromEntries([...all].sort(([left], [right]) => (left < right ? -1 : 1)))
}

/** A test is told from a simulation by what stands in its spec. */
const hasScript: JsonSchema = {
  type: 'object',
  required: ['spec'],
  properties: { spec: { type: 'object', anyOf: [{ type: 'object', required: ['script'], properties: { script: true } }, { type: 'object', required: ['expect'], properties: { expect: true } }] } },
}

function scenarioParts(): Emitted {
  const simulation = emit(scenarioSchema, { extensible: true })
  const test = emit(testScenarioSchema, { extensible: true })
  return {
    root: { title: 'LUMOS Scenario v1', type: 'object', if: hasScript, then: { $ref: '#/$defs/TestScenario' }, else: { $ref: '#/$defs/SimulationScenario' } },
    defs: together([simulation.defs, test.defs, { SimulationScenario: simulation.root, TestScenario: test.root }]),
  }
}

function partsOf(kind: FileKindName, roles: readonly string[] | undefined): Emitted {
  switch (kind) {
    case 'Workflow':
      return emit(workflowSchema, { roles, extensible: true })
    case 'Library':
      return emit(librarySchema, { roles, extensible: true })
    case 'Environment':
      return emit(environmentSchema, { extensible: true })
    case 'Scenario':
      return scenarioParts()
    case 'Layout':
      return emit(layoutSchema, { extensible: false })
  }
}

function lumosParts(roles: readonly string[] | undefined): Emitted {
  const kinds = fileKinds.map((kind) => ({ kind, ...partsOf(kind, roles) }))
  return {
    root: {
      title: 'LUMOS file v1',
      description: 'Any file of the format; kind says which.',
      type: 'object',
      required: ['apiVersion', 'kind'],
      properties: {
        apiVersion: { const: 'lumos/v1', description: 'the major version of the format' },
        kind: { enum: [...fileKinds], description: 'what kind of file this is' },
      },
      allOf: kinds.map(({ kind }) => ({ if: { type: 'object', required: ['kind'], properties: { kind: { const: kind } } }, then: { $ref: `#/$defs/${kind}` } })),
    },
    defs: together(kinds.flatMap(({ kind, root, defs }) => [defs, { [kind]: root }])),
  }
}

/**
 * The JSON Schema (draft 2020-12) of files as authors write them: defaults are optional, `x-` keys are free.
 * With `roles` the role of an agent is closed to these.
 */
export function jsonSchema(name: SchemaName, roles?: readonly string[], version: SchemaVersion = 'v1'): JsonSchema {
  const kind = fileKinds.find((each) => each.toLowerCase() === name)
  const { root, defs } = kind === undefined ? lumosParts(roles) : partsOf(kind, roles)
  return { $schema: dialect, $id: schemaId(name, version), ...root, $defs: defs }
}
