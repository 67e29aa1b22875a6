import { Plus, X } from 'lucide-react'
import type { CalendarSpec } from '../../core/spec/workflow.ts'
import { wordsOfId } from '../canvas/title-of.ts'
import { Button } from '../ui/button.tsx'
import { Combo } from '../ui/combo.tsx'
import { Field } from '../ui/field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { TagInput } from '../ui/tag-input.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { TickList } from '../ui/tick-list.tsx'
import { useEdit } from './use-edit.ts'

const days = [['mon', 'Mo'], ['tue', 'Tu'], ['wed', 'We'], ['thu', 'Th'], ['fri', 'Fr'], ['sat', 'Sa'], ['sun', 'Su']].map(([value = '', label = '']) => ({ value, label }))
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')].map((value) => ({ value, label: value }))

/** Working hours: the zone, the weekly hours and the days off. */
export function CalendarEditor({ id, calendar }: { readonly id: string; readonly calendar: CalendarSpec }) {
  const edit = useEdit(['spec', 'calendars', id])
  return (
    <div className="rule">
      <strong>{wordsOfId(id)}</strong>
      <Field label="Time zone">
        <Combo label="Time zone" value={calendar.timezone} options={zones} onChange={(zone) => (zone === null ? undefined : edit.set(['timezone'], zone, 'Change time zone'))} />
      </Field>
      <Field label="Open" error={edit.errorOf(['open']) ?? (calendar.open.some((_, index) => edit.errorOf(['open', index, 'from']) !== undefined || edit.errorOf(['open', index, 'to']) !== undefined) ? 'Write times such as 09:00.' : undefined)}>
        {calendar.open.map((hours, index) => (
          <div className="hours" key={index}>
            <TickList label="Days" options={days} value={hours.days} onChange={(next) => edit.set(['open', index, 'days'], next, 'Change days')} />
            <div className="row-line">
              <TextInput label="From" className="short" value={hours.from} onCommit={(text) => edit.set(['open', index, 'from'], text, 'Change hours')} />
              <span className="muted">to</span>
              <TextInput label="To" className="short" value={hours.to} onCommit={(text) => edit.set(['open', index, 'to'], text, 'Change hours')} />
              <IconButton tiny label="Remove these hours" disabled={calendar.open.length <= 1} onClick={() => edit.set(['open'], calendar.open.filter((_, i) => i !== index), 'Remove hours')}>
                <X size={14} />
              </IconButton>
            </div>
          </div>
        ))}
        <Button size="small" onClick={() => edit.set(['open'], [...calendar.open, { days: ['sat'], from: '10:00', to: '14:00' }], 'Add hours')}>
          <Plus size={13} aria-hidden /> Add hours
        </Button>
      </Field>
      <Field label="Closed on" error={edit.errorOf(['closed'])}>
        <TagInput label="Closed days" value={calendar.closed ?? []} placeholder="2026-12-24" onChange={(closed) => edit.set(['closed'], closed.length === 0 ? undefined : closed, 'Change days off')} />
      </Field>
    </div>
  )
}
