import { AlignHorizontalDistributeCenter, AlignStartHorizontal, AlignStartVertical, AlignVerticalDistributeCenter, Copy, LayoutGrid, Trash2 } from 'lucide-react'
import type { Workflow } from '../../core/spec/workflow.ts'
import { titleOfNode } from '../canvas/title-of.ts'
import { alignSelection, arrangeFlow, copySelection, deleteSelection, distributeSelection } from '../state/flow-actions.ts'
import { locate } from '../state/selection-store.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'

/** What can be done with several cards at once. */
export function ManyInspector({ workflow, ids }: { readonly workflow: Workflow; readonly ids: readonly string[] }) {
  return (
    <div className="inspector">
      <div className="panel-head">
        <span>{ids.length} cards chosen</span>
      </div>
      <div className="section">
        <div className="row-line">
          <span className="muted">Line up</span>
          <IconButton label="Align left edges" onClick={() => alignSelection('left')}>
            <AlignStartVertical size={16} />
          </IconButton>
          <IconButton label="Align upper edges" onClick={() => alignSelection('top')}>
            <AlignStartHorizontal size={16} />
          </IconButton>
          <IconButton label="Distribute across" disabled={ids.length < 3} onClick={() => distributeSelection('across')}>
            <AlignHorizontalDistributeCenter size={16} />
          </IconButton>
          <IconButton label="Distribute down" disabled={ids.length < 3} onClick={() => distributeSelection('down')}>
            <AlignVerticalDistributeCenter size={16} />
          </IconButton>
        </div>
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
