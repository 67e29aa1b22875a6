import { connect, connectJoin } from '../../core/document/edit-nodes.ts'
import { nodePorts } from '../../core/graph/node-ports.ts'
import type { FlowNode, Workflow } from '../../core/spec/workflow.ts'
import { portWords } from '../canvas/port-words.ts'
import { edit } from '../state/flow-store.ts'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { Section } from '../ui/section.tsx'
import { AgentSettings } from './agent-settings.tsx'
import { KindSettings } from './kind-settings.tsx'
import { ReliabilitySettings } from './reliability-settings.tsx'
import { TargetPicker } from './target-picker.tsx'
import { useEdit } from './use-edit.ts'

type Props = { readonly workflow: Workflow; readonly id: string; readonly node: FlowNode }

/** The Settings tab: what the card does, where it leads, and what happens when it fails. */
export function NodeSettings({ workflow, id, node }: Props) {
  const { set } = useEdit(['spec', 'flow', 'nodes', id])
  const ways = nodePorts(node).filter((port) => port.kind !== 'catch' && port.kind !== 'onMaxVisits')
  const joins = Object.entries(workflow.spec.flow.nodes).filter(([, each]) => each.kind === 'join')
  return (
    <>
      {node.kind === 'agent' ? <AgentSettings workflow={workflow} id={id} node={node} /> : <KindSettings workflow={workflow} id={id} node={node} />}
      {ways.length === 0 ? null : (
        <Section title="Leads to">
          {ways.map((port) => {
            const words = portWords(workflow, node, port)
            return (
              <div className="way-line" key={port.id}>
                <span className="truncate" title={words.full}>{words.text}</span>
                <TargetPicker workflow={workflow} label={`${words.text} leads to`} value={port.target} exclude={id} onChange={(target) => edit('Connect', (document) => connect(document, id, port.id, target))} />
              </div>
            )
          })}
          {node.kind !== 'parallel' ? null : (
            <div className="way-line">
              <span>Brought together at</span>
              <Choice label="Join" value={node.join ?? ''} options={joins.map(([joinId, join]) => ({ value: joinId, label: join.title ?? joinId }))} onChange={(join) => edit('Choose the join', (document) => connectJoin(document, id, join))} />
            </div>
          )}
        </Section>
      )}
      {node.kind === 'end' ? null : <ReliabilitySettings workflow={workflow} id={id} node={node} />}
      <Section title="Place" startOpen={false}>
        <Field label="Stage" help="Triggers and monitors apply to whole stages.">
          <Choice label="Stage" value={node.stage} options={Object.entries(workflow.spec.flow.stages).map(([value, stage]) => ({ value, label: stage.title }))} onChange={(stage) => set(['stage'], stage, 'Change stage')} />
        </Field>
      </Section>
    </>
  )
}
