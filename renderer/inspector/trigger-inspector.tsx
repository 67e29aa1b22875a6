import { Trash2, Zap } from 'lucide-react'
import type { Workflow } from '../../core/spec/workflow.ts'
import { wordsOfId } from '../canvas/title-of.ts'
import { removeTrigger } from '../state/flow-actions.ts'
import { clearSelection, select } from '../state/selection-store.ts'
import { Choice } from '../ui/choice.tsx'
import { DurationInput } from '../ui/duration-input.tsx'
import { Field } from '../ui/field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { Section } from '../ui/section.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { TickList } from '../ui/tick-list.tsx'
import { ConditionEditor } from './condition-editor.tsx'
import { TargetPicker } from './target-picker.tsx'
import { useEdit } from './use-edit.ts'

const events = ['', 'message.inbound', 'task.completed', 'task.failed', 'sla.warning', 'sla.breach', 'timer']
const eventWords: Readonly<Record<string, string>> = { '': 'Anything changes', 'message.inbound': 'The customer writes', 'task.completed': 'A step is done', 'task.failed': 'A step fails', 'sla.warning': 'An SLA is about to be missed', 'sla.breach': 'An SLA is missed', timer: 'A timer ends' }

/** What can take a ticket off its way at any time. */
export function TriggerInspector({ workflow, index }: { readonly workflow: Workflow; readonly index: number }) {
  const edit = useEdit(['spec', 'triggers', index])
  const trigger = workflow.spec.triggers?.[index]
  if (trigger === undefined) return null
  return (
    <div className="inspector" style={{ '--fam': 'var(--trigger)', '--fam-soft': 'var(--fam-decide-soft)' }}>
      <header className="inspector-head">
        <span className="card-icon">
          <Zap size={18} aria-hidden />
        </span>
        <div>
          <TextInput
            label="Id of the trigger"
            className="title-input"
            value={trigger.id}
            onCommit={(id) => {
              edit.set(['id'], id.trim(), 'Rename trigger')
              select({ trigger: id.trim() })
            }}
          />
          <div className="muted small">{wordsOfId(trigger.id)}</div>
        </div>
        <IconButton tiny label="Delete" onClick={() => { removeTrigger(trigger.id); clearSelection() }}>
          <Trash2 size={14} />
        </IconButton>
      </header>
      <div className="panel-scroll">
        <div className="section">
          <Field label="Looked at when">
            <Choice label="Event" value={trigger.event ?? ''} options={events.map((value) => ({ value, label: eventWords[value] ?? value }))} onChange={(value) => edit.set(['event'], value === '' ? undefined : value, 'Change trigger')} />
          </Field>
          <Field label="Fires when" error={edit.errorOf(['when'])}>
            <ConditionEditor workflow={workflow} label="Rule of the trigger" value={trigger.when ?? ''} onCommit={(text) => edit.set(['when'], text === '' ? undefined : text, 'Edit trigger')} />
          </Field>
          <Field label="It then" help={trigger.mode === 'interrupt' ? 'What runs is stopped, and the ticket goes to the card below.' : 'The ticket goes on as before; the card below runs beside it.'}>
            <Segmented label="Mode" value={trigger.mode} options={[{ value: 'interrupt', label: 'Takes over' }, { value: 'notify', label: 'Only notifies' }]} onChange={(mode) => edit.set(['mode'], mode, 'Change trigger')} />
          </Field>
          <Field label="Leads to">
            <TargetPicker workflow={workflow} label="Trigger leads to" value={trigger.then} onChange={(target) => (target === undefined ? undefined : edit.set(['then'], target, 'Connect trigger'))} />
          </Field>
          <Field label="While the ticket is in">
            <TickList label="Stages" value={trigger.stages ?? []} options={Object.entries(workflow.spec.flow.stages).map(([value, stage]) => ({ value, label: stage.title }))} onChange={(stages) => edit.set(['stages'], stages.length === 0 ? undefined : stages, 'Change stages')} />
          </Field>
        </div>
        <Section title="So that it does not flap">
          <Field label="Checks in a row" inline help="The rule must hold this often before it fires.">
            <NumberInput label="Checks in a row" whole min={1} placeholder="1" value={trigger.sustain?.checks} onCommit={(checks) => edit.set(['sustain'], checks === undefined ? undefined : { ...trigger.sustain, checks }, 'Change trigger')} />
          </Field>
          <Field label="At most" inline>
            <NumberInput label="Most times for one ticket" whole min={1} unit="times a ticket" placeholder="any" value={trigger.limit} onCommit={(limit) => edit.set(['limit'], limit, 'Change trigger')} />
          </Field>
          <Field label="Pause after firing" inline error={edit.errorOf(['cooldown'])}>
            <DurationInput label="Pause" value={trigger.cooldown} onCommit={(value) => edit.set(['cooldown'], value, 'Change trigger')} />
          </Field>
          <Field label="Ready again when" help="Empty: as soon as the rule does not hold.">
            <ConditionEditor workflow={workflow} label="Re-arm rule" value={trigger.rearm ?? ''} hint="for example sentiment.frustration < 0.5" onCommit={(text) => edit.set(['rearm'], text === '' ? undefined : text, 'Edit trigger')} />
          </Field>
        </Section>
      </div>
    </div>
  )
}
