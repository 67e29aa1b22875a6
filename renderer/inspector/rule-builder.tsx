import { FolderPlus, Plus, X } from 'lucide-react'
import { operatorsOf, operatorWords, rowFor } from '../../core/conditions/rule-fields.ts'
import type { RuleField } from '../../core/conditions/rule-fields.ts'
import type { RuleGroup, RuleOperator, RulePart, RuleRow } from '../../core/conditions/rule-model.ts'
import { wordsOfId } from '../canvas/title-of.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Combo } from '../ui/combo.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { RuleValueInput } from './rule-value-input.tsx'

type Shared = { readonly fields: readonly RuleField[]; readonly calendars: readonly string[] }
type Props = Shared & { readonly label: string; readonly rules: RuleGroup; readonly onChange: (rules: RuleGroup) => void }

const joins = [{ value: 'all', label: 'All' }, { value: 'any', label: 'Any' }, { value: 'notAll', label: 'Not all' }, { value: 'none', label: 'None' }] as const
type Join = (typeof joins)[number]['value']

function joinOf({ join, negated }: RuleGroup): Join {
  return join === 'all' ? (negated ? 'notAll' : 'all') : negated ? 'none' : 'any'
}

function fieldWords(path: string): string {
  return path.split('.').map(wordsOfId).join(' › ')
}

/** A rule as rows in groups of which all or any must hold; every change is a whole rule again. */
export function RuleBuilder({ label, rules, fields, calendars, onChange }: Props) {
  return <Group label={label} group={rules} fields={fields} calendars={calendars} depth={0} onChange={onChange} />
}

function Group({ label, group, fields, calendars, depth, onChange, onRemove }: Omit<Props, 'rules'> & { readonly group: RuleGroup; readonly depth: number; readonly onRemove?: () => void }) {
  const { parts } = group
  const [field] = fields
  const setPart = (index: number, part: RulePart): void => onChange({ ...group, parts: parts.with(index, part) })
  const removePart = (index: number): void => onChange({ ...group, parts: parts.toSpliced(index, 1) })
  const freshRow = (): RuleRow | undefined => {
    const like = parts.findLast((part) => part.kind === 'row')
    const chosen = fields.find(({ path }) => path === like?.field) ?? field
    const [operator] = chosen === undefined ? [] : operatorsOf(chosen.type, chosen.path)
    return chosen === undefined || operator === undefined ? undefined : rowFor(chosen, operator, undefined, calendars[0])
  }
  const add = (part: RulePart | undefined): void => (part === undefined ? undefined : onChange({ ...group, parts: [...parts, part] }))
  const addGroup = (): void => {
    const row = freshRow()
    if (row !== undefined) add({ kind: 'group', join: group.join === 'all' ? 'any' : 'all', negated: false, parts: [row] })
  }
  return (
    <div className="rule-group" role="group" aria-label={label} data-nested={depth > 0}>
      {parts.length < 2 && depth === 0 && !group.negated ? null : (
        <div className="rule-group-head">
          <Segmented label={`${label}: which lines must hold`} value={joinOf(group)} options={joins} onChange={(next) => onChange({ ...group, join: next === 'all' || next === 'notAll' ? 'all' : 'any', negated: next === 'notAll' || next === 'none' })} />
          {onRemove === undefined ? null : (
            <IconButton tiny label={`Remove ${label}`} onClick={onRemove}>
              <X size={14} />
            </IconButton>
          )}
        </div>
      )}
      {parts.map((part, index) => {
        const name = `${label}, ${part.kind === 'row' ? 'line' : 'group'} ${index + 1}`
        // Lines have no name of their own; a line is what stands at its place.
        return part.kind === 'row'
          ? <Row key={index} label={name} row={part} fields={fields} calendars={calendars} onChange={(next) => setPart(index, next)} onRemove={() => removePart(index)} />
          : <Group key={index} label={name} group={part} fields={fields} calendars={calendars} depth={depth + 1} onChange={(next) => setPart(index, next)} onRemove={() => removePart(index)} />
      })}
      <div className="rule-group-foot">
        <Button size="small" look="quiet" onClick={() => add(freshRow())}>
          <Plus size={13} aria-hidden /> Line
        </Button>
        {parts.length === 0 ? null : (
          <Button size="small" look="quiet" onClick={addGroup}>
            <FolderPlus size={13} aria-hidden /> Group
          </Button>
        )}
      </div>
    </div>
  )
}

function Row({ label, row, fields, calendars, onChange, onRemove }: Shared & { readonly label: string; readonly row: RuleRow; readonly onChange: (row: RuleRow) => void; readonly onRemove: () => void }) {
  const field = fields.find(({ path }) => path === row.field)
  const operators = field === undefined ? [row.operator] : [...new Set([...operatorsOf(field.type, field.path), row.operator])]
  const options = operators.flatMap((operator) => [false, true].map((negated) => ({ value: `${negated ? 'not ' : ''}${operator}`, label: operatorWords(operator, negated) })))
  const chooseField = (path: string | null): void => {
    const next = fields.find((each) => each.path === path)
    const operator = next === undefined ? undefined : (operatorsOf(next.type, next.path).find((each) => each === row.operator) ?? operatorsOf(next.type, next.path)[0])
    if (next !== undefined && operator !== undefined) onChange(rowFor(next, operator, row, calendars[0]))
  }
  const chooseOperator = (chosen: string): void => {
    const negated = chosen.startsWith('not ')
    const operator = operators.find((each): each is RuleOperator => each === (negated ? chosen.slice(4) : chosen))
    if (field !== undefined && operator !== undefined) onChange({ ...rowFor(field, operator, row, calendars[0]), negated })
  }
  return (
    <div className="rule-row" role="group" aria-label={label}>
      <div className="rule-row-field">
        <Combo label={`${label}: what to look at`} value={row.field} options={fields.map(({ path }) => ({ value: path, label: fieldWords(path), detail: path }))} onChange={chooseField} />
        <IconButton tiny label={`Remove ${label}`} onClick={onRemove}>
          <X size={14} />
        </IconButton>
      </div>
      <div className="rule-row-test">
        <Choice label={`${label}: how to compare`} value={`${row.negated ? 'not ' : ''}${row.operator}`} options={options} onChange={chooseOperator} />
        {field === undefined ? null : <RuleValueInput label={`${label}: value`} row={row} type={field.type} calendars={calendars} onChange={(values) => onChange({ ...row, values })} />}
      </div>
    </div>
  )
}
