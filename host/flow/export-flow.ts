import { makeFolder } from '../files/make-folder.ts'
import { join } from 'node:path'
import { agentTypes } from '../../agents/registry.ts'
import { AppError } from '../../api/app-error.ts'
import { lumosBundle, type LumosBundle } from '../../core/export/lumos/lumos-bundle.ts'
import type { ProjectFile } from '../../core/spec/project-files.ts'
import type { ExampleFiles } from '../../core/spec/taught-examples.ts'
import type { Finding } from '../../core/spec/finding.ts'
import { SIMULATION_ENGINE } from '../../core/simulation/simulation-engine.ts'
import { atomicWrite } from '../files/atomic-write.ts'
import { fileError } from '../files/file-error.ts'
import { checkFlow } from './check-flow.ts'

/** A bundle, or the findings that stand in its way; findings that do not are given with both. */
export type ExportedFlow = { readonly kind: 'bundle'; readonly bundle: LumosBundle; readonly findings: readonly Finding[] } | { readonly kind: 'refused'; readonly findings: readonly Finding[] }

/** Makes the LUMOS bundle of a flow with the libraries that it uses; one with errors is refused. */
export function exportFlow(text: string, layoutText: string | null, examples: ExampleFiles, files: readonly ProjectFile[] = []): ExportedFlow {
  const { workflow, findings } = checkFlow(text, examples, { files })
  if (workflow === undefined || findings.some((finding) => finding.severity === 'error')) return { kind: 'refused', findings }
  const roles = agentTypes.map((agent) => agent.type)
  return { kind: 'bundle', bundle: lumosBundle({ text, workflow, layoutText, examples, files, roles, engine: SIMULATION_ENGINE }), findings }
}

/** Writes a bundle's files into a folder, which is made where it is missing. */
export async function writeBundle(bundle: LumosBundle, dir: string): Promise<readonly string[]> {
  try {
    await makeFolder(dir)
  } catch (thrown) {
    throw fileError(thrown, 'export', dir)
  }
  for (const file of bundle.files) await atomicWrite(join(dir, file.name), file.text, `"${file.name}"`)
  return bundle.files.map((file) => join(dir, file.name))
}

/** The error that a refused export is, where nobody shows its findings. */
export function refusedError(findings: readonly Finding[]): AppError {
  const errors = findings.filter((finding) => finding.severity === 'error')
  const first = errors[0]
  return new AppError({
    code: 'export.refused',
    kind: 'user',
    message: `The flow has ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}, so it was not exported.${first === undefined ? '' : ` The first: ${first.message}`}`,
    hint: first?.hint ?? 'Open the problems list and repair them.',
  })
}
