import type { LabelColumn } from '../../api/model.ts'
import type { EnumTypeExpr } from '../../core/spec/workflow.ts'
import { wordsOfId } from '../canvas/title-of.ts'
import { formatNumber } from '../format/format-number.ts'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import type { Target } from './map-values.ts'

type Props = {
  readonly type: EnumTypeExpr
  readonly columns: readonly LabelColumn[]
  readonly column: string
  readonly targets: Readonly<Record<string, Target>>
  readonly onColumn: (column: string) => void
  readonly onTarget: (value: string, target: Target) => void
}

const LABEL = 'label:'

/** Which column holds the label, and what each of its values means. */
export function ColumnMapping({ type, columns, column, targets, onColumn, onTarget }: Props) {
  const chosen = columns.find((each) => each.column === column)
  const options = [
    { value: 'new', label: 'New label' },
    { value: 'out', label: 'Leave out' },
    ...type.values.map((id) => ({ value: `${LABEL}${id}`, label: type.labels?.[id]?.title ?? wordsOfId(id) })),
  ]
  return (
    <>
      <Field label="Column with the label">
        <Choice label="Column with the label" value={column} options={columns.map((each) => ({ value: each.column, label: `${each.column} (${formatNumber(each.values.length)} values, ${formatNumber(each.labelled)} tickets)` }))} onChange={onColumn} />
      </Field>
      <div className="learn-table" tabIndex={0} role="region" aria-label="Values of the column">
        <table className="plain-table">
          <thead>
            <tr>
              <th>Value</th>
              <th className="number">Tickets</th>
              <th>Means</th>
            </tr>
          </thead>
          <tbody>
            {(chosen?.values ?? []).map(({ value, count }) => (
              <tr key={value} className={targets[value]?.kind === 'out' ? 'left-out' : ''}>
                <td className="truncate">{value}</td>
                <td className="number">{formatNumber(count)}</td>
                <td>
                  <Choice label={`Meaning of ${value}`} value={textOf(targets[value])} options={options} onChange={(next) => onTarget(value, targetOf(next))} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="field-help">At most 500 tickets of a label are taken. Names, addresses and numbers of people are removed before anything is kept.</p>
    </>
  )
}

function textOf(target: Target | undefined): string {
  return target === undefined ? 'out' : target.kind === 'label' ? `${LABEL}${target.id}` : target.kind
}

function targetOf(text: string): Target {
  if (text.startsWith(LABEL)) return { kind: 'label', id: text.slice(LABEL.length) }
  return text === 'new' ? { kind: 'new' } : { kind: 'out' }
}
