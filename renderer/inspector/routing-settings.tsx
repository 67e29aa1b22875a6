import type { RoutingSpec, Workflow } from '../../core/spec/workflow.ts'
import { titleOfTeam } from '../canvas/title-of.ts'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { Section } from '../ui/section.tsx'
import { TagInput } from '../ui/tag-input.tsx'
import { useEdit } from './use-edit.ts'

type Props = { readonly workflow: Workflow; readonly agentId: string; readonly routing: RoutingSpec }

/** How a ticket finds its team. */
export function RoutingSettings({ workflow, agentId, routing }: Props) {
  const edit = useEdit(['spec', 'agents', agentId, 'routing'])
  const weights = routing.weights ?? { skillLevel: 0.4, availability: 0.3, workload: 0.3 }
  const parts = [['skillLevel', 'Skill'], ['availability', 'Free seats'], ['workload', 'Low load']] as const
  return (
    <Section title="How the team is chosen">
      <Field label="Skill comes from" help="Values that name the skill a team must have." error={edit.errorOf(['requireSkills'])}>
        <TagInput label="Skill from" value={routing.requireSkills} placeholder="for example triage.issueType" onChange={(value) => edit.set(['requireSkills'], value, 'Change routing')} />
      </Field>
      <Field label="Choose">
        <Choice label="Strategy" value={routing.strategy} options={[{ value: 'weighted', label: 'The best by the weights below' }, { value: 'firstEligible', label: 'The first team that can' }]} onChange={(value) => edit.set(['strategy'], value, 'Change routing')} />
      </Field>
      {routing.strategy !== 'weighted' ? null : (
        <div className="number-grid three">
          {parts.map(([key, title]) => (
            <Field key={key} label={title}>
              <NumberInput label={title} min={0} max={1} value={weights[key]} onCommit={(value) => edit.set(['weights'], { ...weights, [key]: value ?? 0 }, 'Change weights')} />
            </Field>
          ))}
        </div>
      )}
      <Field label="When no team can">
        <Choice label="Fallback team" value={routing.whenNoneEligible.queue} options={Object.keys(workflow.spec.teams ?? {}).map((value) => ({ value, label: titleOfTeam(workflow, value) }))} onChange={(value) => edit.set(['whenNoneEligible', 'queue'], value, 'Change fallback team')} />
      </Field>
    </Section>
  )
}
