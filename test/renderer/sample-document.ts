import text from '../../flows/customer-support/customer-support.lumos.yaml?raw'
import layoutText from '../../flows/customer-support/customer-support.layout.json?raw'
import { openDocument } from '../../core/document/flow-document.ts'
import type { FlowDocument } from '../../core/document/flow-document.ts'
import { addFlow, useFlows } from '../../renderer/state/flow-store.ts'
import { clearSelection } from '../../renderer/state/selection-store.ts'

/** The customer support template as a document. */
export function sampleDocument(): FlowDocument {
  const result = openDocument(text, layoutText)
  if (result.kind === 'unreadable') throw new Error(result.findings.map((finding) => finding.message).join('\n'))
  return result.document
}

/** Opens the customer support template as the only flow of the window. */
export function openSample(onDisk: boolean): FlowDocument {
  const document = sampleDocument()
  useFlows.setState({ flows: [], currentId: null })
  clearSelection()
  addFlow({ docId: 'sample', path: onDisk ? '/flows/sample.lumos.yaml' : null, name: 'sample.lumos.yaml', digest: null, document, onDisk })
  return document
}
