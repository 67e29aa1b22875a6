import { readFileSync } from 'node:fs'
import { openDocument } from '../../../core/document/flow-document.ts'
import type { FlowDocument } from '../../../core/document/flow-document.ts'

/** The text of the worked example. */
export const exampleText = readFileSync(new URL('../../fixtures/acme-support.lumos.yaml', import.meta.url), 'utf8')

/** The worked example as an open document. */
export function exampleDocument(): FlowDocument {
  const opened = openDocument(exampleText, null)
  if (opened.kind !== 'opened') throw new Error(opened.findings.map((finding) => finding.message).join('\n'))
  return opened.document
}
