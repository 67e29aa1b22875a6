import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The version in the project's package.json. */
export function appVersion(root: string): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).version
}

/** Where the project is published, if the project's package.json says so. */
export function appHomepage(root: string): string | undefined {
  return z.object({ homepage: z.url().optional() }).parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).homepage
}
