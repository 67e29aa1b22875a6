import { resolve } from 'node:path'
import { exportFlow, refusedError, writeBundle } from '../flow/export-flow.ts'
import type { ContractPart } from './contract-part.ts'

/** Exports, shown first and then written. */
export function exportHandlers(): ContractPart<'export'> {
  return {
    'export.preview'({ flowText, layoutText }) {
      const exported = exportFlow(flowText, layoutText)
      const errors = exported.findings.filter((finding) => finding.severity === 'error').length
      const warnings = exported.findings.filter((finding) => finding.severity === 'warning').length
      const bundle = exported.kind === 'bundle' ? exported.bundle : { files: [], digest: '' }
      return { ...bundle, errors, warnings, losses: [] }
    },
    async 'export.write'({ flowText, layoutText, dir }) {
      const exported = exportFlow(flowText, layoutText)
      if (exported.kind === 'refused') throw refusedError(exported.findings)
      const folder = resolve(dir)
      return { dir: folder, files: await writeBundle(exported.bundle, folder), digest: exported.bundle.digest }
    },
  }
}
