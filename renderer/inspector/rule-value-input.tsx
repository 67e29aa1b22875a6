import type { ConditionType } from '../../core/conditions/condition-type.ts'
import type { RuleRow, RuleValue } from '../../core/conditions/rule-model.ts'
import { durationMs, durationText } from '../../core/spec/duration.ts'
import { wordsOfId } from '../canvas/title-of.ts'
import { Choice } from '../ui/choice.tsx'
import { DurationInput } from '../ui/duration-input.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { TagInput } from '../ui/tag-input.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { TickList } from '../ui/tick-list.tsx'

type Props = { readonly label: string; readonly row: RuleRow; readonly type: ConditionType; readonly calendars: readonly string[]; readonly onChange: (values: readonly RuleValue[]) => void }

const text = (value: string): RuleValue => ({ kind: 'text', text: value })

/** The control for what a row compares its field with, by the type of the field. */
export function RuleValueInput({ label, row, type, calendars, onChange }: Props) {
  const [first] = row.values
  if (first === undefined) return null
  // A comparison with another field is kept as it is; the text below changes it.
  if (first.kind === 'field') return <code className="rule-field">{first.path}</code>
  if (row.operator === 'open') return <Choice label={label} value={first.kind === 'text' ? first.text : ''} options={calendars.map((value) => ({ value, label: wordsOfId(value) }))} placeholder="Choose hours" onChange={(value) => onChange([text(value)])} />
  if (row.operator === 'oneOf') return <SeveralInput label={label} row={row} type={type} onChange={onChange} />
  if (first.kind === 'text' && (type.kind === 'enum' || type.kind === 'teamRef') && row.operator === 'is') {
    return <Choice label={label} value={first.text} options={type.values.map((value) => ({ value, label: wordsOfId(value) }))} onChange={(value) => onChange([text(value)])} />
  }
  switch (first.kind) {
    case 'text':
      return <TextInput label={label} value={first.text} placeholder={row.operator === 'matches' ? 'a pattern, such as (?i)refund' : 'a text'} onCommit={(value) => onChange([text(value)])} />
    case 'whole':
    case 'decimal': {
      const score = type.kind === 'double' && type.score
      const [min, max] = score ? [0, 1] : type.kind === 'int' ? [type.min, type.max] : []
      return <NumberInput label={label} value={first.number} min={min} max={max} whole={first.kind === 'whole'} onCommit={(value) => (value === undefined ? undefined : onChange([{ kind: first.kind, number: value }]))} />
    }
    case 'span':
      return <DurationInput label={label} value={durationText(first.ms)} onCommit={(value) => { const ms = value === undefined ? undefined : durationMs(value); if (ms !== undefined) onChange([{ kind: 'span', ms }]) }} />
    case 'time':
      return <input type="datetime-local" className="input" aria-label={`${label}, in UTC`} value={new Date(first.ms).toISOString().slice(0, 16)} onChange={(event) => { const ms = Date.parse(`${event.target.value}Z`); if (Number.isFinite(ms)) onChange([{ kind: 'time', ms }]) }} />
  }
}

function SeveralInput({ label, row, type, onChange }: Omit<Props, 'calendars'>) {
  const chosen = row.values.flatMap((value) => (value.kind === 'text' ? [value.text] : value.kind === 'whole' || value.kind === 'decimal' ? [String(value.number)] : []))
  const take = (next: readonly string[]): void => {
    const values = next.flatMap((each): readonly RuleValue[] => {
      if (type.kind !== 'int' && type.kind !== 'double') return [text(each)]
      const number = Number(each)
      return each.trim() !== '' && (type.kind === 'int' ? Number.isSafeInteger(number) : Number.isFinite(number)) ? [{ kind: type.kind === 'int' ? 'whole' : 'decimal', number }] : []
    })
    // A list without values would never hold; the last one stays until there is another.
    if (values.length > 0) onChange(values)
  }
  return type.kind === 'enum' || type.kind === 'teamRef'
    ? <TickList label={label} options={type.values.map((value) => ({ value, label: wordsOfId(value) }))} value={chosen} onChange={take} />
    : <TagInput label={label} value={chosen} onChange={take} />
}
