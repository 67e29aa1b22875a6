import type { Finding } from '../../core/spec/finding.ts'
import { nodeOfFinding } from '../state/findings-store.ts'
import { currentDocument } from '../state/flow-store.ts'
import { locate, select } from '../state/selection-store.ts'
import { notify } from '../state/toast-store.ts'
import { useView } from '../state/view-store.ts'
import { useSpecLine } from '../spec-view/spec-line-store.ts'

/** Leads to what a finding is about: its card, its trigger, or its line of the spec. */
export function locateFinding(finding: Finding): void {
  if (finding.file !== undefined) return notify({ kind: 'info', title: `Line ${finding.range.start.line} of ${finding.file}`, hint: 'It stands in that file, not in the flow: open it in an editor.' })
  const node = nodeOfFinding(finding)
  useSpecLine.setState({ line: finding.range.start.line })
  if (node !== null && currentDocument()?.workflow.spec.flow.nodes[node] !== undefined) return locate([node])
  const [, part, index] = finding.path
  const trigger = part === 'triggers' && typeof index === 'number' ? currentDocument()?.workflow.spec.triggers?.[index] : undefined
  if (trigger !== undefined) return select({ trigger: trigger.id })
  useView.getState().set({ dockTab: 'spec', dockOpen: true })
}
