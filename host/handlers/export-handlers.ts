import { resolve } from 'node:path'
import type { ProjectFile } from '../../core/spec/project-files.ts'
import type { ExampleFiles } from '../../core/spec/taught-examples.ts'
import { taughtDigests } from '../files/example-store.ts'
import type { ExampleStore } from '../files/example-store.ts'
import { exportFlow, refusedError, writeBundle } from '../flow/export-flow.ts'
import { filesAround } from '../flow/files-around.ts'
import type { ContractPart } from './contract-part.ts'

/** Exports, shown first and then written. */
export function exportHandlers(store: ExampleStore): ContractPart<'export'> {
  return {
    async 'export.preview'({ flowText, layoutText, path }) {
      const exported = exportFlow(flowText, layoutText, await examplesOf(store, flowText), await filesOf(path))
      const errors = exported.findings.filter((finding) => finding.severity === 'error').length
      const warnings = exported.findings.filter((finding) => finding.severity === 'warning').length
      const bundle = exported.kind === 'bundle' ? exported.bundle : { files: [], digest: '' }
      return { ...bundle, errors, warnings, losses: [] }
    },
    async 'export.write'({ flowText, layoutText, path, dir }) {
      const exported = exportFlow(flowText, layoutText, await examplesOf(store, flowText), await filesOf(path))
      if (exported.kind === 'refused') throw refusedError(exported.findings)
      const folder = resolve(dir)
      return { dir: folder, files: await writeBundle(exported.bundle, folder), digest: exported.bundle.digest }
    },
  }
}

// A flow that was never saved has nothing around it.
async function filesOf(path: string | null | undefined): Promise<readonly ProjectFile[]> {
  return typeof path === 'string' ? filesAround(path) : []
}

async function examplesOf(store: ExampleStore, flowText: string): Promise<ExampleFiles> {
  const found = await store.read(taughtDigests(flowText))
  return (digest) => found[digest]
}
