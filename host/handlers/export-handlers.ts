import { resolve } from 'node:path'
import type { ExampleFiles } from '../../core/spec/taught-examples.ts'
import { taughtDigests } from '../files/example-store.ts'
import type { ExampleStore } from '../files/example-store.ts'
import { exportFlow, refusedError, writeBundle } from '../flow/export-flow.ts'
import type { ContractPart } from './contract-part.ts'

/** Exports, shown first and then written. */
export function exportHandlers(store: ExampleStore): ContractPart<'export'> {
  return {
    async 'export.preview'({ flowText, layoutText }) {
      const exported = exportFlow(flowText, layoutText, await examplesOf(store, flowText))
      const errors = exported.findings.filter((finding) => finding.severity === 'error').length
      const warnings = exported.findings.filter((finding) => finding.severity === 'warning').length
      const bundle = exported.kind === 'bundle' ? exported.bundle : { files: [], digest: '' }
      return { ...bundle, errors, warnings, losses: [] }
    },
    async 'export.write'({ flowText, layoutText, dir }) {
      const exported = exportFlow(flowText, layoutText, await examplesOf(store, flowText))
      if (exported.kind === 'refused') throw refusedError(exported.findings)
      const folder = resolve(dir)
      return { dir: folder, files: await writeBundle(exported.bundle, folder), digest: exported.bundle.digest }
    },
  }
}

async function examplesOf(store: ExampleStore, flowText: string): Promise<ExampleFiles> {
  const found = await store.read(taughtDigests(flowText))
  return (digest) => found[digest]
}
