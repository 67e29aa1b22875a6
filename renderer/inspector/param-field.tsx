import { RotateCcw } from 'lucide-react'
import { Slider } from 'radix-ui'
import { useId } from 'react'
import type { FormField } from '../../agents/form-fields.ts'
import type { ConditionScope } from '../../core/conditions/condition-scope.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { wordsOfId } from '../canvas/title-of.ts'
import { finishGesture } from '../state/flow-store.ts'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { TagInput } from '../ui/tag-input.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { Toggle } from '../ui/toggle.tsx'
import { ConditionEditor } from './condition-editor.tsx'
import { ParamTable } from './param-table.tsx'

type Props = {
  readonly workflow: Workflow
  readonly field: FormField
  readonly params: unknown
  readonly error: string | undefined
  /** What conditions among the settings can see, where the agent has a scope of its own. */
  readonly scope: ConditionScope | undefined
  readonly onChange: (value: unknown, gesture?: string) => void
}

/** One setting, drawn by what its schema says about it. */
export function ParamField({ workflow, field, params, error, scope, onChange }: Props) {
  const own = valueAt(params, field.path)
  const value = own ?? field.default
  const inline = field.kind === 'toggle' || field.kind === 'number'
  const changed = own !== undefined && field.default !== undefined && JSON.stringify(own) !== JSON.stringify(field.default)
  const reset = changed ? (
    <IconButton tiny label={`Back to ${show(field.default)}`} onClick={() => onChange(undefined)}>
      <RotateCcw size={12} />
    </IconButton>
  ) : null
  return (
    <Field label={field.title} help={field.help} error={error} inline={inline} action={reset}>
      <Control workflow={workflow} field={field} value={value} scope={scope} onChange={onChange} />
    </Field>
  )
}

/** The control of a field, for forms and for the cells of tables. */
export function Control({ workflow, field, value, scope, onChange }: { readonly workflow: Workflow; readonly field: FormField; readonly value: unknown; readonly scope: ConditionScope | undefined; readonly onChange: (value: unknown, gesture?: string) => void }) {
  const gesture = useId()
  switch (field.kind) {
    case 'slider': {
      const number = typeof value === 'number' ? value : (field.min ?? 0)
      const step = field.step ?? 0.01
      return (
        <div className="input-unit">
          <Slider.Root className="slider" min={field.min ?? 0} max={field.max ?? 1} step={step} value={[number]} onValueChange={([next]) => (next === undefined ? undefined : onChange(rounded(next, step), gesture))} onValueCommit={finishGesture}>
            <Slider.Track className="slider-track">
              <Slider.Range className="slider-range" />
            </Slider.Track>
            <Slider.Thumb className="slider-thumb" aria-label={field.title} />
          </Slider.Root>
          <TextInput label={field.title} className="short" inputMode="decimal" value={step < 1 ? number.toFixed(2) : String(number)} onCommit={(text) => (Number.isFinite(Number(text)) && text.trim() !== '' ? onChange(Number(text)) : undefined)} />
        </div>
      )
    }
    case 'number':
      return <NumberInput label={field.title} value={typeof value === 'number' ? value : undefined} min={field.min} max={field.max} unit={field.unit} onCommit={onChange} />
    case 'toggle':
      return <Toggle label={field.title} checked={value === true} onChange={onChange} />
    case 'select':
      return <Choice label={field.title} value={typeof value === 'string' ? value : ''} options={field.options.map((option) => ({ value: option, label: wordsOfId(option) }))} onChange={onChange} />
    case 'list':
      return <TagInput label={field.title} value={texts(value)} onChange={(list) => onChange(list.length === 0 && field.default === undefined ? undefined : list)} />
    case 'table':
      return <ParamTable workflow={workflow} field={field} value={value} scope={scope} onChange={onChange} />
    case 'condition':
      return <ConditionEditor workflow={workflow} label={field.title} value={typeof value === 'string' ? value : ''} expected={scope === undefined ? 'any' : 'bool'} scope={scope} onCommit={(text) => onChange(text === '' ? undefined : text)} />
    case 'text':
    case 'multiline':
      return <TextInput label={field.title} lines={field.kind === 'multiline' ? 3 : 1} value={typeof value === 'string' || typeof value === 'number' ? String(value) : ''} onCommit={(text) => onChange(text === '' ? undefined : text)} />
    default:
      return null
  }
}

/** The value inside nested settings. */
export function valueAt(root: unknown, path: readonly string[]): unknown {
  let value: unknown = root
  for (const key of path) value = isRecord(value) ? value[key] : undefined
  return value
}

/** Whether a value is a record. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function rounded(value: number, step: number): number {
  const digits = step < 0.1 ? 2 : step < 1 ? 1 : 0
  return Number(value.toFixed(digits))
}

function show(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return typeof value === 'object' ? 'what it starts with' : String(value)
}
