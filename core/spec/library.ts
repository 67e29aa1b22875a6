import * as z from 'zod'
import type { DeepReadonly } from './deep-readonly.ts'
import { featureFindings } from './feature-findings.ts'
import { idFindings } from './id-findings.ts'
import { apiVersionSchema, metadataSchema, requiresSchema } from './metadata.ts'
import type { FileKind, ParsedFile } from './parse-file.ts'
import { parseFile } from './parse-file.ts'
import { shapeFindings } from './shape-findings.ts'
import { contextSchema, sharedParts } from './shared-parts.ts'
import type { Workflow } from './workflow.ts'

/** The schema of a library file: parts that several workflows share, under the same keys as in a workflow. */
export const librarySchema = z
  .strictObject({
    apiVersion: apiVersionSchema,
    kind: z.literal('Library').describe('what kind of file this is'),
    metadata: metadataSchema.describe('name, version and owners; workflows use the library by its name'),
    spec: z
      .strictObject({
        requires: requiresSchema.optional(),
        context: contextSchema.pick({ customer: true }).optional().describe('what every workspace knows of its customers'),
        connections: sharedParts.connections.optional(),
        channels: sharedParts.channels.optional(),
        calendars: sharedParts.calendars.optional(),
        models: sharedParts.models.optional(),
        knowledge: sharedParts.knowledge.optional(),
        memory: sharedParts.memory.optional(),
        tools: sharedParts.tools.optional(),
        agents: sharedParts.agents.optional(),
        skills: sharedParts.skills.optional(),
        teams: sharedParts.teams.optional(),
      })
      .describe('parts that workflows share'),
  })
  .meta({ title: 'LUMOS Library v1' })

/** A whole library file. */
export type Library = DeepReadonly<z.infer<typeof librarySchema>>

/** A library as a workflow without a flow, so that what looks at the parts of a workflow can look at it too. */
export function libraryAsWorkflow({ metadata, spec }: Library): Workflow {
  const { context, ...parts } = spec
  return {
    apiVersion: 'lumos/v1',
    kind: 'Workflow',
    metadata,
    spec: { channels: {}, models: {}, agents: {}, ...parts, ...(context === undefined ? {} : { context }), flow: { stages: {}, onError: { then: 'end' }, nodes: {} } },
  }
}

const libraryKind: FileKind<Library> = {
  schemaOf: () => librarySchema,
  meaning: (source, library) => {
    const parts = libraryAsWorkflow(library)
    return [...idFindings(source, parts), ...featureFindings(source, library.spec.requires), ...shapeFindings(source, parts)]
  },
}

/** Reads a library file; whatever is wrong becomes a finding with its place. */
export function parseLibrary(text: string): ParsedFile<Library> {
  return parseFile(text, libraryKind)
}
