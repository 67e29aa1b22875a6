import { Copy, Trash2 } from 'lucide-react'
import { Tabs } from 'radix-ui'
import type { Workflow } from '../../core/spec/workflow.ts'
import { familyOf } from '../canvas/family-of.ts'
import { NodeIcon } from '../canvas/node-icon.tsx'
import { kindWords, titleOfNode } from '../canvas/title-of.ts'
import { agentTypeOf } from '../canvas/describe-agent.ts'
import { deleteSelection, duplicateSelection } from '../state/flow-actions.ts'
import { useNodeFindings } from '../state/findings-store.ts'
import { Field } from '../ui/field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { AgentExamples } from './agent-examples.tsx'
import { NodeRules } from './node-rules.tsx'
import { NodeSettings } from './node-settings.tsx'
import { useEdit } from './use-edit.ts'

/** Everything that can be set on one card. */
export function NodeInspector({ workflow, id }: { readonly workflow: Workflow; readonly id: string }) {
  const node = workflow.spec.flow.nodes[id]
  const { set } = useEdit(['spec', 'flow', 'nodes', id])
  const findings = useNodeFindings(id)
  if (node === undefined) return null
  const family = familyOf(workflow, node)
  const role = node.kind === 'agent' ? (workflow.spec.agents[node.agent]?.role ?? null) : null
  const type = role === null ? undefined : agentTypeOf(role)
  const title = titleOfNode(workflow, id)
  return (
    <div className="inspector" style={{ '--fam': `var(--fam-${family})`, '--fam-soft': `var(--fam-${family}-soft)` }}>
      <header className="inspector-head">
        <span className="card-icon">
          <NodeIcon kind={node.kind} role={role} family={family} size={18} />
        </span>
        <div>
          <TextInput label="Title" className="title-input" value={title} onCommit={(text) => set(['title'], text.trim() === '' ? undefined : text.trim(), 'Rename card')} />
          <div className="muted small">{type === undefined || type.palette.title === title ? kindWords(node.kind) : type.palette.title}</div>
        </div>
        <span>
          <IconButton tiny label="Duplicate" onClick={duplicateSelection}>
            <Copy size={14} />
          </IconButton>
          <IconButton tiny label="Delete" onClick={deleteSelection}>
            <Trash2 size={14} />
          </IconButton>
        </span>
      </header>
      <Tabs.Root defaultValue={node.kind === 'decision' ? 'rules' : 'settings'} className="inspector-tabs">
        <Tabs.List className="tabs-list" aria-label="About this card">
          <Tabs.Trigger value="settings" className="tab">Settings</Tabs.Trigger>
          <Tabs.Trigger value="rules" className="tab">Rules</Tabs.Trigger>
          {type === undefined ? null : <Tabs.Trigger value="examples" className="tab">Examples</Tabs.Trigger>}
          <Tabs.Trigger value="notes" className="tab">Notes</Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="settings" className="panel-scroll" tabIndex={-1}>
          {findings.length === 0 ? null : (
            <ul className="inspector-problems" aria-label="Problems of this card">
              {findings.map((finding, index) => (
                <li key={`${finding.code}${index}`}>
                  <span className={`sev-${finding.severity}`}>{finding.message}</span> <span className="muted">{finding.hint}</span>
                </li>
              ))}
            </ul>
          )}
          <NodeSettings workflow={workflow} id={id} node={node} />
        </Tabs.Content>
        <Tabs.Content value="rules" className="panel-scroll" tabIndex={-1}>
          <NodeRules workflow={workflow} id={id} node={node} />
        </Tabs.Content>
        {type === undefined ? null : (
          <Tabs.Content value="examples" className="panel-scroll" tabIndex={-1}>
            <AgentExamples type={type} />
          </Tabs.Content>
        )}
        <Tabs.Content value="notes" className="panel-scroll" tabIndex={-1}>
          <div className="section">
            <Field label="What this card is for" help="Kept in the spec, for whoever reads it next.">
              <TextInput label="Notes" lines={6} value={node.description ?? ''} placeholder="Why this step exists, who agreed to it, what to watch." onCommit={(text) => set(['description'], text.trim() === '' ? undefined : text, 'Edit notes')} />
            </Field>
            <Field label="Id" help="Rules and other cards refer to it; it never changes with the title.">
              <span className="mono copyable">{id}</span>
            </Field>
          </div>
        </Tabs.Content>
      </Tabs.Root>
    </div>
  )
}
