import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** One file of a pulled model. */
export type UserModelFile = { readonly path: string; readonly bytes: number; readonly sha256: string }

/** What manifest.json of a pulled model says. */
export type UserModelManifest = { readonly id: string; readonly revision: string; readonly files: readonly UserModelFile[]; readonly pulledAt: string }

/** A model in the user's models folder; `problem` says why it cannot be used. */
export type UserModel = { readonly folder: string; readonly manifest: UserModelManifest } | { readonly folder: string; readonly problem: string }

/** The schema of a pulled model's manifest.json. */
export const userModelManifest = z.object({
  id: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  revision: z.string(),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
  pulledAt: z.string(),
}) satisfies z.ZodType<UserModelManifest>

/** The models in a folder of the user's, by name: `<owner>--<name>/manifest.json` each. A folder that is not there holds none. */
export async function readUserModels(dir: string): Promise<readonly UserModel[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return []
    throw error
  })
  const names = entries.filter((entry) => entry.isDirectory() && /^[^.].*--/u.test(entry.name)).map((entry) => entry.name)
  return Promise.all(names.sort().map((name) => readUserModel(join(dir, name))))
}

async function readUserModel(folder: string): Promise<UserModel> {
  try {
    return { folder, manifest: userModelManifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))) }
  } catch (error) {
    const why = error instanceof z.ZodError ? error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') : error instanceof Error ? error.message : String(error)
    return { folder, problem: `manifest.json cannot be read (${why}); pull the model again.` }
  }
}
