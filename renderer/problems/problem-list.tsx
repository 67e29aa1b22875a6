import { CircleAlert, CircleCheck, Info, TriangleAlert, Wand } from 'lucide-react'
import type { Finding } from '../../core/spec/finding.ts'
import { titleOfNode } from '../canvas/title-of.ts'
import { applyFix, nodeOfFinding, useFindings } from '../state/findings-store.ts'
import { useCurrentDocument } from '../state/flow-store.ts'
import { AllowFinding } from './allow-finding.tsx'
import { explainCode } from './explain-code.ts'
import { locateFinding } from './locate-finding.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info }
const words = { error: 'Error', warning: 'Warning', info: 'Hint' }

/** What is wrong with the flow, gravest first; a click leads there. */
export function ProblemList() {
  const findings = useFindings((state) => state.findings)
  const document = useCurrentDocument()
  if (findings.length === 0) return <EmptyState icon={<CircleCheck size={22} color="var(--success)" />} title="No problems">Every way leads somewhere and every rule can be decided.</EmptyState>
  const place = (finding: Finding): string => {
    if (finding.file !== undefined) return `${finding.file}, line ${finding.range.start.line}`
    const node = nodeOfFinding(finding)
    return node === null || document === undefined ? `Line ${finding.range.start.line}` : titleOfNode(document.workflow, node)
  }
  return (
    <ul className="problem-rows" aria-label="Problems">
      {findings.map((finding, index) => {
        const Icon = icons[finding.severity]
        const { fix } = finding
        return (
          <li key={`${finding.code}${finding.range.start.line}.${finding.range.start.column}.${index}`} className="problem-line">
            <button type="button" className="problem-row" onClick={() => locateFinding(finding)}>
              <Icon size={15} className={`sev-${finding.severity}`} aria-label={words[finding.severity]} />
              <span className="problem-text">
                <span>{finding.message}</span>
                <span className="muted small">{finding.hint}</span>
              </span>
              <span className="problem-place muted small" title={place(finding)}>{place(finding)}</span>
              <span className="problem-code mono muted" title={explainCode(finding.code)}>{finding.code}</span>
            </button>
            {fix === undefined ? null : (
              <Button size="small" onClick={() => applyFix(fix)}>
                <Wand size={13} aria-hidden />
                {fix.title}
              </Button>
            )}
            <AllowFinding finding={finding} />
          </li>
        )
      })}
    </ul>
  )
}
