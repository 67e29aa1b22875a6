import type { SlaSpec, Workflow } from '../../core/spec/workflow.ts'
import { wordsOfId } from '../canvas/title-of.ts'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { ConditionEditor } from './condition-editor.tsx'
import { useEdit } from './use-edit.ts'

const priorities = ['P1', 'P2', 'P3', 'P4', 'P5'] as const

/** A promise on time: for whom, on which hours, and the targets by priority. */
export function SlaEditor({ workflow, index, sla }: { readonly workflow: Workflow; readonly index: number; readonly sla: SlaSpec }) {
  const edit = useEdit(['spec', 'slas', index])
  return (
    <div className="rule">
      <strong>{wordsOfId(sla.id)}</strong>
      <Field label="For tickets where">
        <ConditionEditor workflow={workflow} label={`Who ${sla.id} is for`} value={sla.when ?? ''} hint="everyone" onCommit={(text) => edit.set(['when'], text === '' ? undefined : text, 'Edit promise')} />
      </Field>
      <Field label="Counted during">
        <Choice label="Hours" value={sla.calendar} options={Object.keys(workflow.spec.calendars ?? {}).map((value) => ({ value, label: wordsOfId(value) }))} onChange={(value) => edit.set(['calendar'], value, 'Change promise')} />
      </Field>
      {(['firstResponse', 'resolution'] as const).map((target) => (
        <Field key={target} label={target === 'firstResponse' ? 'First response within' : 'Solved within'} error={priorities.some((each) => edit.errorOf([target, each]) !== undefined) ? 'Write a span such as 8m, 1h30m or 2d.' : undefined}>
          <div className="number-grid">
            {priorities.map((priority) => (
              <div key={priority}>
                <div className="field-label">{priority}</div>
                <TextInput label={`${priority} ${target}`} value={sla[target][priority]} onCommit={(text) => edit.set([target, priority], text.replace(/\s+/gu, ''), 'Change target')} />
              </div>
            ))}
          </div>
        </Field>
      ))}
    </div>
  )
}
