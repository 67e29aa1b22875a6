import { useEffect, useMemo } from 'react'
import { documentText } from '../../core/document/flow-document.ts'
import { useCurrentDocument } from '../state/flow-store.ts'
import { useSelection } from '../state/selection-store.ts'
import { CodeView } from './code-view.tsx'
import { lineOfNode } from './line-of-node.ts'
import { useSpecLine } from './spec-line-store.ts'

/** The exact text that saving writes; it follows what is chosen on the canvas. */
export function SpecView() {
  const document = useCurrentDocument()
  const text = useMemo(() => (document === undefined ? '' : documentText(document)), [document])
  const chosen = useSelection((state) => state.nodes.at(-1))
  const line = useSpecLine((state) => state.line)
  useEffect(() => {
    if (chosen !== undefined) useSpecLine.setState({ line: lineOfNode(text, chosen) })
  }, [chosen, text])
  return <CodeView text={text} line={line} label="Spec as YAML, read only" />
}
