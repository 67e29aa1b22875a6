import { useRef, useState } from 'react'
import { documentText } from '../../core/document/flow-document.ts'
import { allowFinding, canBeAllowed } from '../../core/graph/allow-finding.ts'
import type { Finding } from '../../core/spec/finding.ts'
import { applyFix } from '../state/findings-store.ts'
import { currentDocument } from '../state/flow-store.ts'
import { notify } from '../state/toast-store.ts'
import { Button } from '../ui/button.tsx'
import { TextInput } from '../ui/text-input.tsx'

/** Lets a warning or hint be allowed: asks why, and writes the reason into the spec as a comment. */
export function AllowFinding({ finding }: { readonly finding: Finding }) {
  const [isAsking, setAsking] = useState(false)
  const wasEscaped = useRef(false)
  if (!canBeAllowed(finding)) return null
  const ask = (): void => {
    wasEscaped.current = false
    setAsking(true)
  }
  // Whoever leaves with Escape goes on from where they came, not from the top of the page.
  if (!isAsking) return <Button size="small" look="quiet" autoFocus={wasEscaped.current} onClick={ask}>Allow…</Button>
  const escape = (): void => {
    wasEscaped.current = true
    setAsking(false)
  }
  return (
    <span onBlur={() => setAsking(false)} onKeyDown={(event) => (event.key === 'Escape' ? escape() : undefined)}>
      <TextInput label={`Why ${finding.code} is meant here`} placeholder="Why is it meant? Enter allows it" value="" autoFocus onCommit={(reason) => allow(finding, reason)} />
    </span>
  )
}

function allow(finding: Finding, reason: string): void {
  const document = currentDocument()
  if (document === undefined || reason.trim() === '') return
  const fix = allowFinding(documentText(document), finding, reason)
  if (fix === undefined) return notify({ kind: 'error', title: 'This finding cannot be allowed here', hint: 'No comment can stand at its place. Nothing was changed.' })
  applyFix(fix)
}
