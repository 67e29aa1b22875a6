import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { freshId } from '../../core/document/fresh-id.ts'
import type { DecisionNode, FlowNode, Workflow } from '../../core/spec/workflow.ts'
import { titleOfNode, wordsOfId } from '../canvas/title-of.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Field } from '../ui/field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { ConditionEditor } from './condition-editor.tsx'
import { TargetPicker } from './target-picker.tsx'
import { useEdit } from './use-edit.ts'

type Props = { readonly workflow: Workflow; readonly id: string; readonly node: FlowNode }

/** The Rules tab: what decides which way a ticket takes. */
export function NodeRules({ workflow, id, node }: Props) {
  const edit = useEdit(['spec', 'flow', 'nodes', id])
  if (node.kind === 'decision') return <BranchRules workflow={workflow} id={id} node={node} />
  if (node.kind === 'start') {
    return (
      <div className="section">
        <Field label="Only tickets for which" help="Leave it empty to take every ticket of the chosen channels.">
          <ConditionEditor workflow={workflow} label="Rule" value={node.when ?? ''} onCommit={(text) => edit.set(['when'], text === '' ? undefined : text, 'Edit rule')} />
        </Field>
      </div>
    )
  }
  if (node.kind === 'parallel') {
    return (
      <div className="section">
        <p className="field-help">An arm without a rule always starts. One whose rule does not hold is left out; that is no error.</p>
        {node.arms.map((arm, index) => (
          <div className="rule" key={arm.id}>
            <div className="rule-head">
              <strong>{arm.then === undefined ? wordsOfId(arm.id) : titleOfNode(workflow, arm.then)}</strong>
              <IconButton tiny label="Remove this arm" disabled={node.arms.length <= 1} onClick={() => edit.set(['arms'], node.arms.filter((each) => each.id !== arm.id), 'Remove arm')}>
                <X size={14} />
              </IconButton>
            </div>
            <ConditionEditor workflow={workflow} label={`When arm ${arm.id} starts`} value={arm.when ?? ''} hint="always" onCommit={(text) => edit.set(['arms', index, 'when'], text === '' ? undefined : text, 'Edit arm')} />
          </div>
        ))}
        <Button size="small" onClick={() => edit.set(['arms'], [...node.arms, { id: freshId('arm', Object.fromEntries(node.arms.map((arm) => [arm.id, true]))) }], 'Add arm')}>
          <Plus size={13} aria-hidden /> Add an arm
        </Button>
      </div>
    )
  }
  return <EmptyState title="This card decides nothing">Its way on follows from what happens. To choose by a rule, put a decision after it.</EmptyState>
}

function BranchRules({ workflow, id, node }: { readonly workflow: Workflow; readonly id: string; readonly node: DecisionNode }) {
  const edit = useEdit(['spec', 'flow', 'nodes', id])
  const move = (from: number, to: number): void => {
    const branch = node.branches[from]
    if (branch !== undefined) edit.set(['branches'], node.branches.toSpliced(from, 1).toSpliced(to, 0, branch), 'Reorder rules')
  }
  return (
    <div className="section">
      <p className="field-help rules-lead">From top to bottom; the first rule that holds decides.</p>
      {node.branches.map((branch, index) => (
        <div className="rule" key={branch.id}>
          <div className="rule-head">
            <TextInput label="Name of the rule" className="title-input" value={branch.id} onCommit={(name) => edit.set(['branches', index, 'id'], name.trim(), 'Rename rule')} />
            <IconButton tiny label="Move up" disabled={index === 0} onClick={() => move(index, index - 1)}>
              <ArrowUp size={14} />
            </IconButton>
            <IconButton tiny label="Move down" disabled={index === node.branches.length - 1} onClick={() => move(index, index + 1)}>
              <ArrowDown size={14} />
            </IconButton>
            <IconButton tiny label={`Remove rule ${branch.id}`} onClick={() => edit.set(['branches'], node.branches.filter((each) => each.id !== branch.id), 'Remove rule')}>
              <X size={14} />
            </IconButton>
          </div>
          {edit.errorOf(['branches', index, 'id']) === undefined ? null : <p className="field-error">A name is one word in small letters, such as “urgent”.</p>}
          <ConditionEditor workflow={workflow} label={`Rule ${branch.id}`} value={branch.when} onCommit={(text) => (text === '' ? undefined : edit.set(['branches', index, 'when'], text, 'Edit rule'))} />
          <div className="then-line">
            <span>then</span>
            <TargetPicker workflow={workflow} label={`Rule ${branch.id} leads to`} value={branch.then} exclude={id} onChange={(target) => edit.set(['branches', index, 'then'], target, 'Connect rule')} />
          </div>
        </div>
      ))}
      <Button size="small" onClick={() => edit.set(['branches'], [...node.branches, { id: freshId('rule', Object.fromEntries(node.branches.map((branch) => [branch.id, true]))), when: 'ticket.reopenCount > 0' }], 'Add rule')}>
        <Plus size={13} aria-hidden /> Add a rule
      </Button>
      <div className="rule">
        <strong>Otherwise</strong>
        <div className="then-line">
          <span>then</span>
          <TargetPicker workflow={workflow} label="Otherwise leads to" value={node.default} exclude={id} onChange={(target) => edit.set(['default'], target, 'Connect rule')} />
        </div>
      </div>
    </div>
  )
}
