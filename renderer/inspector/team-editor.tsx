import { ChevronRight, Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { TeamSpec, Workflow } from '../../core/spec/workflow.ts'
import { titleOfTeam, wordsOfId } from '../canvas/title-of.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { TagInput } from '../ui/tag-input.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { useEdit } from './use-edit.ts'

type Props = { readonly workflow: Workflow; readonly id: string; readonly team: TeamSpec }

/** A team: how many people, when, what they can do and how much at once. */
export function TeamEditor({ workflow, id, team }: Props) {
  const [open, setOpen] = useState(false)
  const edit = useEdit(['spec', 'teams', id])
  const all = useEdit(['spec', 'teams'])
  const { spec } = workflow
  const people = team.shifts.reduce((sum, shift) => sum + shift.headcount, 0)
  const skills = [...new Set([...Object.keys(team.skills), ...Object.values(spec.teams ?? {}).flatMap((each) => Object.keys(each.skills))])].sort()
  return (
    <div className="rule">
      <div className="rule-head">
        <button type="button" className="table-row" aria-expanded={open} onClick={() => setOpen(!open)}>
          <ChevronRight size={13} className="chevron" aria-hidden />
          <span className="truncate">{titleOfTeam(workflow, id)}</span>
          <span className="muted small">{people === 1 ? '1 person' : `${people} people`}</span>
        </button>
      </div>
      {!open ? null : (
        <>
          <Field label="Title">
            <TextInput label="Title of the team" value={team.title ?? ''} placeholder={wordsOfId(id)} onCommit={(title) => edit.set(['title'], title === '' ? undefined : title, 'Rename team')} />
          </Field>
          <Field label="Shifts" error={edit.errorOf(['shifts'])}>
            <div className="row-list">
              {team.shifts.map((shift, index) => (
                <div className="row-line" key={index}>
                  <Choice label="Working hours" value={shift.calendar} options={Object.keys(spec.calendars ?? {}).map((value) => ({ value, label: wordsOfId(value) }))} onChange={(calendar) => edit.set(['shifts', index, 'calendar'], calendar, 'Change shift')} />
                  <NumberInput label="People on this shift" whole min={0} max={10000} value={shift.headcount} onCommit={(headcount) => edit.set(['shifts', index, 'headcount'], headcount ?? 0, 'Change headcount')} />
                  <IconButton tiny label="Remove this shift" disabled={team.shifts.length <= 1} onClick={() => edit.set(['shifts'], team.shifts.filter((_, i) => i !== index), 'Remove shift')}>
                    <X size={14} />
                  </IconButton>
                </div>
              ))}
              <Button size="small" onClick={() => edit.set(['shifts'], [...team.shifts, { calendar: Object.keys(spec.calendars ?? {})[0] ?? 'officeHours', headcount: 1 }], 'Add shift')}>
                <Plus size={13} aria-hidden /> Add a shift
              </Button>
            </div>
          </Field>
          <Field label="Conversations at once, for each person">
            <div className="row-list">
              {Object.keys(spec.channels).map((channel) => (
                <div className="row-line" key={channel}>
                  <span>{wordsOfId(channel)}</span>
                  <NumberInput
                    label={`At once by ${channel}`}
                    whole
                    min={0}
                    max={100}
                    placeholder="none"
                    value={team.channels.includes(channel) ? (team.capacity[channel] ?? 0) : undefined}
                    onCommit={(count) => {
                      const { [channel]: _old, ...capacity } = team.capacity
                      const serves = count !== undefined
                      edit.set([], { ...team, channels: Object.keys(spec.channels).filter((each) => (each === channel ? serves : team.channels.includes(each))), capacity: serves ? { ...capacity, [channel]: count } : capacity }, 'Change capacity')
                    }}
                  />
                </div>
              ))}
            </div>
          </Field>
          <Field label="Skills" help="From 1, knows it, to 3, is best at it.">
            <div className="row-list">
              {skills.map((skill) => (
                <div className="row-line" key={skill}>
                  <span>{wordsOfId(skill)}</span>
                  <Segmented label={`Level of ${skill}`} value={String(team.skills[skill] ?? 0)} options={[{ value: '0', label: '–' }, { value: '1', label: '1' }, { value: '2', label: '2' }, { value: '3', label: '3' }]} onChange={(level) => edit.set(['skills', skill], level === '0' ? undefined : Number(level), 'Change skill')} />
                </div>
              ))}
            </div>
          </Field>
          <Field label="Languages">
            <TagInput label="Languages" value={team.languages} placeholder="for example de" onChange={(languages) => edit.set(['languages'], languages, 'Change languages')} />
          </Field>
          <Field label="When it is full, tickets go to">
            <Choice label="Overflow" value={team.overflowTo ?? ''} options={[{ value: '', label: 'Nobody: they wait' }, ...Object.keys(spec.teams ?? {}).filter((each) => each !== id).map((value) => ({ value, label: titleOfTeam(workflow, value) }))]} onChange={(value) => edit.set(['overflowTo'], value === '' ? undefined : value, 'Change overflow')} />
          </Field>
          <Button size="small" look="danger" onClick={() => all.set([id], undefined, 'Remove team')}>
            Remove this team
          </Button>
        </>
      )}
    </div>
  )
}
