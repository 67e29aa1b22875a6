import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The text of the example. */
export const exampleText = readFileSync('test/fixtures/acme-support.lumos.yaml', 'utf8')

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
}

/** Every workflow file of the project: the example and the templates. */
export const workflowFiles: readonly string[] = ['test/fixtures/acme-support.lumos.yaml', ...filesUnder('flows')].filter(
  (file) => file.endsWith('.lumos.yaml') && /^kind: Workflow/m.test(readFileSync(file, 'utf8')),
)
