import { ChevronRight, GraduationCap, Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { EnumLabel, EnumTypeExpr } from '../../core/spec/workflow.ts'
import { wordsOfId } from '../canvas/title-of.ts'
import { LearnDialog } from '../labels/learn-dialog.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { TagInput } from '../ui/tag-input.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { useEdit } from './use-edit.ts'

type Props = { readonly agentId: string; readonly output: string; readonly type: EnumTypeExpr; readonly threshold: number }

/** The labels that a request can get: what each means, and texts that belong to it. */
export function LabelEditor({ agentId, output, type, threshold }: Props) {
  const edit = useEdit(['spec', 'agents', agentId, 'outputs', output])
  const [open, setOpen] = useState<string | null>(null)
  const [fresh, setFresh] = useState('')
  const [isLearning, setLearning] = useState(false)
  const labels = type.labels ?? {}
  const change = (value: string, label: EnumLabel): void => edit.set(['labels', value], label, 'Edit label')
  const remove = (value: string): void => {
    const { [value]: _gone, ...rest } = labels
    edit.set([], { ...type, values: type.values.filter((each) => each !== value), labels: rest }, 'Remove label')
  }
  const add = (): void => {
    const id = fresh.trim().replace(/[^A-Za-z0-9]+(.)?/gu, (_all, next: string | undefined) => (next ?? '').toUpperCase())
    if (id === '' || type.values.includes(id)) return
    edit.set([], { ...type, values: [...type.values, id], labels: { ...labels, [id]: { title: fresh.trim(), examples: [] } } }, 'Add label')
    setFresh('')
    setOpen(id)
  }
  const forget = (): void => {
    const { taughtBy: _gone, ...rest } = type
    edit.set([], rest, 'Forget what was learned')
  }
  return (
    <div className="row-list">
      <p className="field-help">These words and examples teach the agent here, and are part of its prompt in production.</p>
      {type.taughtBy === undefined ? null : (
        <div className="taught-note">
          <span className="truncate" title={type.taughtBy.file}>
            Also learned from labelled tickets
          </span>
          <Button size="small" look="quiet" onClick={forget}>
            Forget
          </Button>
        </div>
      )}
      <Button size="small" wide onClick={() => setLearning(true)}>
        <GraduationCap size={14} aria-hidden /> {type.taughtBy === undefined ? 'Learn from labelled tickets…' : 'Learn again…'}
      </Button>
      {isLearning ? <LearnDialog agentId={agentId} output={output} type={type} threshold={threshold} onLearned={(next) => edit.set([], next, 'Learn labels')} onClose={() => setLearning(false)} /> : null}
      {type.values.map((value) => {
        const label = labels[value] ?? {}
        const examples = label.examples ?? []
        return (
          <div className="rule" key={value}>
            <div className="rule-head">
              <button type="button" className="table-row" aria-expanded={open === value} onClick={() => setOpen(open === value ? null : value)}>
                <ChevronRight size={13} className="chevron" aria-hidden />
                <span className="truncate">{label.title ?? wordsOfId(value)}</span>
                <span className="muted small">{examples.length === 1 ? '1 example' : `${examples.length} examples`}</span>
              </button>
              <IconButton tiny label={`Remove ${value}`} disabled={type.values.length <= 1} onClick={() => remove(value)}>
                <X size={14} />
              </IconButton>
            </div>
            {open !== value ? null : (
              <>
                <Field label="Title">
                  <TextInput label="Title of the label" value={label.title ?? ''} placeholder={wordsOfId(value)} onCommit={(title) => change(value, { ...label, title: title === '' ? undefined : title })} />
                </Field>
                <Field label="Means">
                  <TextInput label="Meaning of the label" lines={2} value={label.description ?? ''} onCommit={(description) => change(value, { ...label, description: description === '' ? undefined : description })} />
                </Field>
                <Field label="Examples" help="Short texts as customers write them; six or more work well.">
                  <TagInput label="Examples" value={examples} placeholder="Write one, then Enter" onChange={(next) => change(value, { ...label, examples: next })} />
                </Field>
                <p className="mono muted">{value}</p>
              </>
            )}
          </div>
        )
      })}
      <div className="row-line">
        <input className="input" aria-label="New label" placeholder="New label" value={fresh} onChange={(event) => setFresh(event.target.value)} onKeyDown={(event) => (event.key === 'Enter' ? add() : undefined)} />
        <Button size="small" onClick={add}>
          <Plus size={13} aria-hidden /> Add
        </Button>
      </div>
    </div>
  )
}
