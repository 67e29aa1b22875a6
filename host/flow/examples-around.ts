import { dirname, join } from 'node:path'
import type { ProjectFile } from '../../core/spec/project-files.ts'
import type { ExampleFiles } from '../../core/spec/taught-examples.ts'
import { workflowsAmong } from '../../core/spec/workflows-among.ts'
import { examplesBeside } from '../files/example-store.ts'

/** The example files of a flow and of the workflows around it, each beside its own. */
export async function examplesAround(flowPath: string, own: ExampleFiles, files: readonly ProjectFile[]): Promise<ExampleFiles> {
  const others = await Promise.all(workflowsAmong(files).map(({ file, workflow }) => examplesBeside(join(dirname(flowPath), file.name), workflow)))
  return (digest) => own(digest) ?? others.map((examples) => examples(digest)).find((text) => text !== undefined)
}
