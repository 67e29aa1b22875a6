import { Scissors } from 'lucide-react'
import { connect } from '../../core/document/edit-nodes.ts'
import { nodePorts } from '../../core/graph/node-ports.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { portWords } from '../canvas/port-words.ts'
import { titleOfNode } from '../canvas/title-of.ts'
import { deleteSelection } from '../state/flow-actions.ts'
import { edit } from '../state/flow-store.ts'
import { locate } from '../state/selection-store.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { TargetPicker } from './target-picker.tsx'

/** One way: where it comes from, why, and where it leads. */
export function EdgeInspector({ workflow, edge }: { readonly workflow: Workflow; readonly edge: string }) {
  const [source = '', portId = ''] = edge.split('#')
  const node = workflow.spec.flow.nodes[source]
  const port = node === undefined ? undefined : nodePorts(node).find((each) => each.id === portId)
  if (node === undefined || port === undefined) return null
  return (
    <div className="inspector">
      <div className="panel-head">
        <span>Connection</span>
      </div>
      <div className="section">
        <Field label="From">
          <button type="button" className="link" onClick={() => locate([source])}>
            {titleOfNode(workflow, source)}
          </button>
        </Field>
        <Field label="When">
          <p>{portWords(workflow, node, port).full}</p>
        </Field>
        <Field label="Leads to">
          <TargetPicker workflow={workflow} label="Leads to" value={port.target} exclude={source} onChange={(target) => edit('Reconnect', (document) => connect(document, source, portId, target))} />
        </Field>
      </div>
      <div className="section">
        <Button onClick={deleteSelection}>
          <Scissors size={14} aria-hidden /> Cut this connection
        </Button>
      </div>
    </div>
  )
}
