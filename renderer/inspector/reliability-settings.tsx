import { Plus, X } from 'lucide-react'
import type { FlowNode, Workflow } from '../../core/spec/workflow.ts'
import { errorWords } from '../canvas/port-words.ts'
import { wordsOfId } from '../canvas/title-of.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { DurationInput } from '../ui/duration-input.tsx'
import { Field } from '../ui/field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { Section } from '../ui/section.tsx'
import { TargetPicker } from './target-picker.tsx'
import { useEdit } from './use-edit.ts'

const errorChoices = ['LUMOS.*', 'LUMOS.Timeout', 'LUMOS.ModelFailed', 'LUMOS.OutputInvalid', 'LUMOS.ToolFailed', 'LUMOS.ToolDenied', 'LUMOS.ExpressionFailed', 'LUMOS.JoinUnsatisfied', 'LUMOS.NoTeamEligible', 'LUMOS.BudgetExceeded']

type Props = { readonly workflow: Workflow; readonly id: string; readonly node: FlowNode }

/** How long a card may take, how often it is tried, and where it leads when it fails. */
export function ReliabilitySettings({ workflow, id, node }: Props) {
  const edit = useEdit(['spec', 'flow', 'nodes', id])
  const runs = node.kind === 'agent' || node.kind === 'tool'
  const routes = node.catch ?? []
  return (
    <Section title="Time limit, retries and errors" startOpen={false}>
      <Field label="Time limit" inline error={edit.errorOf(['timeout'])}>
        <DurationInput label="Time limit" value={node.timeout} placeholder={runs ? '60s' : 'none'} onCommit={(value) => edit.set(['timeout'], value, 'Change time limit')} />
      </Field>
      <Field label="Counted" help="Working hours stop the clock while the calendar is closed.">
        <Choice label="Clock" value={node.clock ?? ''} options={[{ value: '', label: 'All the time' }, ...Object.keys(workflow.spec.calendars ?? {}).map((value) => ({ value, label: `During ${wordsOfId(value).toLowerCase()}` }))]} onChange={(value) => edit.set(['clock'], value === '' ? undefined : value, 'Change clock')} />
      </Field>
      {!runs ? null : (
        <Field label="Attempts in all" inline error={edit.errorOf(['retry', 'maxAttempts'])}>
          <NumberInput label="Attempts" whole min={1} max={20} placeholder="1" value={node.retry?.maxAttempts} onCommit={(value) => edit.set(['retry'], value === undefined ? undefined : { ...node.retry, maxAttempts: value }, 'Change attempts')} />
        </Field>
      )}
      <Field label="Visits of one ticket" inline help={node.maxVisits === undefined ? 'A loop needs one card with a limit.' : undefined}>
        <NumberInput label="Most visits" whole min={1} max={1000} placeholder="no limit" value={node.maxVisits} onCommit={(value) => edit.set([], { ...node, maxVisits: value, onMaxVisits: value === undefined ? undefined : node.onMaxVisits }, 'Change visit limit')} />
      </Field>
      {node.maxVisits === undefined ? null : (
        <Field label="After that">
          <TargetPicker workflow={workflow} label="After too many visits" value={node.onMaxVisits} exclude={id} onChange={(target) => edit.set(['onMaxVisits'], target, 'Change visit limit')} />
        </Field>
      )}
      <Field label="Error routes" help={routes.length === 0 ? 'Without a route, errors go to the flow’s last resort.' : undefined}>
        <div className="row-list">
          {routes.map((route, index) => (
            <div className="rule" key={`${route.errors.join()}${index}`}>
              <div className="rule-head">
                <Choice label="Error" value={route.errors.length === 1 ? (route.errors[0] ?? '') : route.errors.join(', ')} options={[...errorChoices.map((value) => ({ value, label: wordsOfId(errorWords(value)) })), ...(route.errors.length > 1 ? [{ value: route.errors.join(', '), label: route.errors.map(errorWords).join(', ') }] : [])]} onChange={(value) => edit.set(['catch', index, 'errors'], value.split(', '), 'Change error route')} />
                <IconButton tiny label="Remove this route" onClick={() => edit.set(['catch'], routes.length === 1 ? undefined : routes.filter((_, i) => i !== index), 'Remove error route')}>
                  <X size={14} />
                </IconButton>
              </div>
              <div className="then-line">
                <span>then</span>
                <TargetPicker workflow={workflow} label="Error leads to" value={route.then} exclude={id} onChange={(target) => (target === undefined ? undefined : edit.set(['catch', index, 'then'], target, 'Change error route'))} />
              </div>
            </div>
          ))}
          <Button size="small" onClick={() => edit.set(['catch'], [...routes, { errors: ['LUMOS.*'], then: workflow.spec.flow.onError.then }], 'Add error route')}>
            <Plus size={13} aria-hidden /> Add an error route
          </Button>
        </div>
      </Field>
    </Section>
  )
}
