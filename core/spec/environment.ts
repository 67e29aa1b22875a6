import * as z from 'zod'
import type { DeepReadonly } from './deep-readonly.ts'
import { apiVersionSchema, looseMetadataSchema } from './metadata.ts'
import type { FileKind, ParsedFile } from './parse-file.ts'
import { parseFile } from './parse-file.ts'
import { idSchema, secretRefSchema } from './scalar-schemas.ts'

/** Where a secret is to be found. No form of it can hold the value. */
const secretSourceSchema = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('env').describe('a variable of the process'),
    name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/).describe('the name of the variable'),
  }),
  z.strictObject({
    from: z.literal('file').describe('a file that the host mounts, one secret a file'),
    path: z.string().min(1).max(1024).describe('its path on the host'),
  }),
  z.strictObject({
    from: z.literal('vault').describe('a secret store'),
    path: z.string().min(1).max(1024).describe('where the secret lies in the store'),
    key: z.string().min(1).max(256).optional().describe('which of the values that lie there'),
  }),
  z.strictObject({
    from: z.literal('keychain').describe('the key store of this machine'),
    service: z.string().min(1).max(256).describe('the name under which it is kept'),
    account: z.string().min(1).max(256).optional().describe('the account to which it belongs'),
  }),
])

const connectionBindingSchema = z.strictObject({
  baseUrl: z.url().optional().describe('https address here, in place of the one that the workflow names'),
  secretRef: secretRefSchema.optional().describe('name of the secret here, in place of the one that the workflow names'),
})

const modelBindingSchema = z.strictObject({
  provider: z.string().optional().describe('who serves the model here'),
  model: z.string().optional().describe('the name of the model at its provider here'),
  baseUrl: z.url().optional().describe('https address of the endpoint here'),
  secretRef: secretRefSchema.optional().describe('name of the secret here, in place of the one that the workflow names'),
})

/** The schema of an environment file: what differs between the places where a workflow runs, such as dev and prod. */
export const environmentSchema = z
  .strictObject({
    apiVersion: apiVersionSchema,
    kind: z.literal('Environment').describe('what kind of file this is'),
    metadata: looseMetadataSchema.describe('name and owners, for example dev or prod'),
    spec: z
      .strictObject({
        workflows: z.array(z.string()).optional().describe('metadata.name of the workflows that run here; default: all beside it'),
        secrets: z.record(secretRefSchema, secretSourceSchema).optional().describe('where the secrets that workflows name are to be found, by name; never their values'),
        connections: z.record(idSchema, connectionBindingSchema).optional().describe('what is different here about connections, by id'),
        models: z.record(idSchema, modelBindingSchema).optional().describe('what is different here about models, by id'),
      })
      .describe('what differs between the places where a workflow runs'),
  })
  .meta({ title: 'LUMOS Environment v1' })

/** A whole environment file. */
export type Environment = DeepReadonly<z.infer<typeof environmentSchema>>

const environmentKind: FileKind<Environment> = { schemaOf: () => environmentSchema, meaning: () => [] }

/** Reads an environment file; whatever is wrong becomes a finding with its place. */
export function parseEnvironment(text: string): ParsedFile<Environment> {
  return parseFile(text, environmentKind)
}
