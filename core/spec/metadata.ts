import * as z from 'zod'
import { nameSchema } from './scalar-schemas.ts'

/** A semantic version. */
export const versionSchema = z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/).meta({ id: 'Version', description: 'a semantic version such as 1.4.0', examples: ['1.0.0'] })

const shared = {
  title: z.string().optional().describe('the name that people read; it can change at any time'),
  description: z.string().optional().describe('what the file is for, in a sentence or two'),
  owners: z.array(z.string()).optional().describe('who answers for the file: people or groups, as your organisation names them'),
  labels: z.record(z.string(), z.string()).optional().describe('short values to sort and find files by'),
  annotations: z.record(z.string(), z.string()).optional().describe('free notes of tools and people; kept as they are and never part of the meaning'),
}

/** Name, version and owners of a file whose versions others rely on. */
export const metadataSchema = z.strictObject({
  name: nameSchema.describe('identity; never changes'),
  version: versionSchema.describe('semantic version of this file, owned by its author'),
  ...shared,
})

/** Name and owners of a file that is used in one place only: its version may be left out. */
export const looseMetadataSchema = z.strictObject({
  name: nameSchema.describe('identity; never changes'),
  version: versionSchema.optional().describe('semantic version of this file, owned by its author'),
  ...shared,
})

/** The first line of every file: the major version of the format. */
export const apiVersionSchema = z.literal('lumos/v1').describe('the major version of the format')

/** What a reader must know to understand the file. */
export const requiresSchema = z
  .strictObject({
    expressions: z.literal('lumos-cel/1').describe('the profile of the condition language'),
    features: z.array(z.string()).optional().describe('additions to the format that the file uses and a reader must not ignore; the studio adds them by itself'),
  })
  .describe('what a reader must know to understand the file')
