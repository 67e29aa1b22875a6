import { Copy, LayoutGrid, Trash2 } from 'lucide-react'
import type { Workflow } from '../../core/spec/workflow.ts'
import { titleOfNode } from '../canvas/title-of.ts'
import { arrangeFlow, copySelection, deleteSelection } from '../state/flow-actions.ts'
import { locate } from '../state/selection-store.ts'
import { Button } from '../ui/button.tsx'

/** What can be done with several cards at once. */
export function ManyInspector({ workflow, ids }: { readonly workflow: Workflow; readonly ids: readonly string[] }) {
  return (
    <div className="inspector">
      <div className="panel-head">
        <span>{ids.length} cards chosen</span>
      </div>
      <div className="section row-list">
        <Button onClick={() => void copySelection()}>
          <Copy size={14} aria-hidden /> Copy as YAML
        </Button>
        <Button onClick={arrangeFlow}>
          <LayoutGrid size={14} aria-hidden /> Arrange these
        </Button>
        <Button look="danger" onClick={deleteSelection}>
          <Trash2 size={14} aria-hidden /> Delete
        </Button>
      </div>
      <ul className="panel-scroll problem-rows">
        {ids.map((id) => (
          <li key={id}>
            <button type="button" className="problem-row" onClick={() => locate([id])}>
              {titleOfNode(workflow, id)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
