import { ChevronRight, Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { FormField } from '../../agents/form-fields.ts'
import type { ConditionScope } from '../../core/conditions/condition-scope.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Control, isRecord, valueAt } from './param-field.tsx'

type Props = { readonly workflow: Workflow; readonly field: FormField; readonly value: unknown; readonly scope: ConditionScope | undefined; readonly onChange: (value: unknown) => void }
type Row = Readonly<Record<string, unknown>>

/** Rows of several settings: a list of records, or a map whose first column is the key. */
export function ParamTable({ workflow, field, value, scope, onChange }: Props) {
  const rows = rowsOf(field, value)
  const [open, setOpen] = useState<number | null>(null)
  const write = (next: readonly Row[]): void => onChange(field.keyed ? Object.fromEntries(next.map((row) => [String(row['key'] ?? ''), row['value']])) : next)
  return (
    <div className="row-list">
      {rows.map((row, index) => (
        <div className="rule" key={index}>
          <div className="rule-head">
            <button type="button" className="table-row" aria-expanded={open === index} onClick={() => setOpen(open === index ? null : index)}>
              <ChevronRight size={13} className="chevron" aria-hidden />
              <span className="truncate">{summary(field, row)}</span>
            </button>
            <IconButton tiny label="Remove" onClick={() => write(rows.filter((_, i) => i !== index))}>
              <X size={14} />
            </IconButton>
          </div>
          {open !== index
            ? null
            : field.columns.map((column) => (
                <Field key={column.name} label={column.title} help={column.help}>
                  <Control workflow={workflow} field={column} value={valueAt(row, column.path) ?? column.default} scope={scope} onChange={(next) => write(rows.with(index, withValue(row, column.path, next)))} />
                </Field>
              ))}
        </div>
      ))}
      <Button
        size="small"
        onClick={() => {
          write([...rows, freshRow(field, rows.length)])
          setOpen(rows.length)
        }}
      >
        <Plus size={13} aria-hidden /> Add
      </Button>
    </div>
  )
}

function rowsOf(field: FormField, value: unknown): readonly Row[] {
  if (field.keyed) return isRecord(value) ? Object.entries(value).map(([key, each]) => ({ key, value: each })) : []
  return Array.isArray(value) ? value.filter(isRecord) : []
}

function freshRow(field: FormField, count: number): Row {
  return Object.fromEntries(field.columns.map((column) => [column.path[0] ?? column.name, column.default ?? (column.kind === 'number' || column.kind === 'slider' ? (column.min ?? 0) : column.kind === 'list' ? [] : column.kind === 'toggle' ? false : column.kind === 'condition' ? 'ticket.reopenCount > 0' : `new${count + 1}`)]))
}

function withValue(row: Row, path: readonly string[], value: unknown): Row {
  const [key, ...rest] = path
  if (key === undefined) return row
  const inner = row[key]
  const next = rest.length === 0 ? value : withValue(isRecord(inner) ? inner : {}, rest, value)
  if (next !== undefined) return { ...row, [key]: next }
  const { [key]: _gone, ...others } = row
  return others
}

function summary(field: FormField, row: Row): string {
  const words = field.columns.map((column) => valueAt(row, column.path)).filter((value) => value !== undefined && value !== '').map((value) => (Array.isArray(value) ? value.join(', ') : String(value)))
  return words.length === 0 ? 'Empty' : words.slice(0, 3).join(' · ')
}
