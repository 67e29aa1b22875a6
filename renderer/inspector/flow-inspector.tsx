import { Plus } from 'lucide-react'
import { freshId } from '../../core/document/fresh-id.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { agentTitle } from '../canvas/describe-agent.ts'
import { wordsOfId } from '../canvas/title-of.ts'
import { addFromPalette } from '../palette/add-from-palette.ts'
import { select } from '../state/selection-store.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { Section } from '../ui/section.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { TickList } from '../ui/tick-list.tsx'
import { CalendarEditor } from './calendar-editor.tsx'
import { SlaEditor } from './sla-editor.tsx'
import { TargetPicker } from './target-picker.tsx'
import { TeamEditor } from './team-editor.tsx'
import { useEdit } from './use-edit.ts'

/** The settings of the whole flow, shown while nothing is chosen. */
export function FlowInspector({ workflow }: { readonly workflow: Workflow }) {
  const { metadata, spec } = workflow
  const meta = useEdit(['metadata'])
  const body = useEdit(['spec'])
  const teams = Object.entries(spec.teams ?? {})
  const calendars = Object.entries(spec.calendars ?? {})
  const slas = spec.slas ?? []
  const monitors = Object.entries(spec.monitors ?? {})
  return (
    <div className="inspector">
      <div className="panel-head">
        <span>Settings of the flow</span>
      </div>
      <div className="panel-scroll">
        <div className="section">
          <Field label="Title">
            <TextInput label="Title of the flow" value={metadata.title ?? ''} placeholder={metadata.name} onCommit={(text) => meta.set(['title'], text.trim() === '' ? undefined : text.trim(), 'Rename flow')} />
          </Field>
          <Field label="Version" error={meta.errorOf(['version']) === undefined ? undefined : 'Write three numbers, such as 1.2.0.'} inline>
            <TextInput label="Version" className="short" value={metadata.version} onCommit={(text) => meta.set(['version'], text.trim(), 'Change version')} />
          </Field>
          <Field label="What it does">
            <TextInput label="Description" lines={3} value={metadata.description ?? ''} onCommit={(text) => meta.set(['description'], text.trim() === '' ? undefined : text, 'Edit description')} />
          </Field>
        </div>
        <Section title={`Teams (${teams.length})`}>
          {teams.map(([id, team]) => (
            <TeamEditor key={id} workflow={workflow} id={id} team={team} />
          ))}
          <Button
            size="small"
            onClick={() => {
              const id = freshId('team', spec.teams ?? {})
              const channels = Object.keys(spec.channels)
              body.set(['teams', id], { title: 'New team', skills: { other: 1 }, languages: ['en'], channels, capacity: Object.fromEntries(channels.map((channel) => [channel, 2])), shifts: [{ calendar: calendars[0]?.[0] ?? 'officeHours', headcount: 2 }] }, 'Add team')
            }}
          >
            <Plus size={13} aria-hidden /> Add a team
          </Button>
        </Section>
        <Section title={`Response promises (${slas.length})`} startOpen={false}>
          <p className="field-help">The first one that fits a ticket counts.</p>
          {slas.map((sla, index) => (
            <SlaEditor key={sla.id} workflow={workflow} index={index} sla={sla} />
          ))}
        </Section>
        <Section title={`Working hours (${calendars.length})`} startOpen={false}>
          {calendars.map(([id, calendar]) => (
            <CalendarEditor key={id} id={id} calendar={calendar} />
          ))}
          <Button size="small" onClick={() => body.set(['calendars', freshId('hours', spec.calendars ?? {})], { timezone: 'UTC', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }] }, 'Add working hours')}>
            <Plus size={13} aria-hidden /> Add working hours
          </Button>
        </Section>
        <Section title={`Triggers (${(spec.triggers ?? []).length})`} startOpen={false}>
          <ul className="plain-rows">
            {(spec.triggers ?? []).map((trigger) => (
              <li key={trigger.id}>
                <button type="button" className="problem-row" onClick={() => select({ trigger: trigger.id })}>
                  <span className="truncate">{wordsOfId(trigger.id)}</span>
                  <span className="muted small">{trigger.mode === 'interrupt' ? 'takes over' : 'notifies'}</span>
                </button>
              </li>
            ))}
          </ul>
          <Button size="small" onClick={() => addFromPalette('trigger', null)}>
            <Plus size={13} aria-hidden /> Add a trigger
          </Button>
        </Section>
        <Section title={`Monitors (${monitors.length})`} startOpen={false}>
          {monitors.map(([id, monitor]) => (
            <div className="rule" key={id}>
              <strong>{agentTitle(workflow, monitor.agent) ?? id}</strong>
              <Field label="Watches in">
                <TickList label="Stages" value={monitor.stages ?? []} options={Object.entries(spec.flow.stages).map(([value, stage]) => ({ value, label: stage.title }))} onChange={(stages) => body.set(['monitors', id, 'stages'], stages.length === 0 ? undefined : stages, 'Change monitor')} />
              </Field>
            </div>
          ))}
          {monitors.length === 0 ? <p className="field-help">A monitor watches every message and writes what it sees; triggers act on it.</p> : null}
          <MonitorAdder workflow={workflow} />
        </Section>
        <Section title="Last resort" startOpen={false}>
          <Field label="When a step fails and nothing else catches it">
            <TargetPicker workflow={workflow} label="Last resort" value={spec.flow.onError.then} onChange={(target) => (target === undefined ? undefined : body.set(['flow', 'onError', 'then'], target, 'Change last resort'))} />
          </Field>
        </Section>
      </div>
    </div>
  )
}

function MonitorAdder({ workflow }: { readonly workflow: Workflow }) {
  const body = useEdit(['spec'])
  const { agents, monitors, flow } = workflow.spec
  const free = Object.entries(agents).filter(([id]) => !Object.values(monitors ?? {}).some((monitor) => monitor.agent === id))
  if (free.length === 0) return null
  return (
    <Field label="Add a monitor">
      <Choice
        label="Agent that watches"
        value=""
        placeholder="Choose the agent that watches"
        options={free.map(([value]) => ({ value, label: agentTitle(workflow, value) ?? value }))}
        onChange={(agent) => body.set(['monitors', freshId(agent, { ...monitors, ...flow.nodes })], { agent, events: ['message.inbound'], stages: Object.keys(flow.stages).slice(0, 1) }, 'Add monitor')}
      />
    </Field>
  )
}
