import { useMemo } from 'react'
import { formFields } from '../../agents/form-fields.ts'
import type { FormField } from '../../agents/form-fields.ts'
import type { AgentNode, Workflow } from '../../core/spec/workflow.ts'
import { agentTypeOf } from '../canvas/describe-agent.ts'
import { wordsOfId } from '../canvas/title-of.ts'
import { Choice } from '../ui/choice.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Field } from '../ui/field.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { Section } from '../ui/section.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { TickList } from '../ui/tick-list.tsx'
import { ParamField, valueAt } from './param-field.tsx'
import { OutputList } from './output-list.tsx'
import { RoutingSettings } from './routing-settings.tsx'
import { useEdit } from './use-edit.ts'
import { useCurrentDocument } from '../state/flow-store.ts'

type Props = { readonly workflow: Workflow; readonly id: string; readonly node: AgentNode }

/** The settings of an agent, drawn from the schema that its type declares. */
export function AgentSettings({ workflow, id, node }: Props) {
  const { spec } = workflow
  const agent = spec.agents[node.agent]
  const scope = useMemo(() => (agent === undefined ? undefined : agentTypeOf(agent.role)?.conditionScope(agent)), [agent])
  const edit = useEdit(['spec', 'agents', node.agent])
  const nodeEdit = useEdit(['spec', 'flow', 'nodes', id])
  const isShared = useCurrentDocument()?.workflow.spec.agents[node.agent] === undefined
  if (agent !== undefined && isShared) return <EmptyState title="This agent stands in a library">Its settings are changed in the file of the library, for every flow that uses it.</EmptyState>
  if (agent === undefined) return <EmptyState title="This agent is missing">The flow declares no agent “{node.agent}”. Choose another card, or declare it in the file.</EmptyState>
  const type = agentTypeOf(agent.role)
  const fields = type === undefined ? [] : formFields(type.params)
  const groups = [...new Set(fields.map((field) => field.group))]
  const problems = type?.checkParams(agent.params) ?? []
  const users = Object.entries(spec.flow.nodes).filter(([other, each]) => other !== id && each.kind === 'agent' && each.agent === node.agent)
  const problemOf = (field: FormField): string | undefined => {
    const found = problems.find((problem) => problem.path.join('.').startsWith(field.name))
    return found === undefined ? undefined : `${found.message} ${found.hint}`
  }
  return (
    <>
      {users.length === 0 ? null : <p className="inspector-note">This agent runs on {users.length + 1} cards; its settings change on all of them.</p>}
      {groups.map((group) => {
        const own = fields.filter((field) => field.group === group)
        const body = own.map((field) => (
          <ParamField key={field.name} workflow={workflow} field={field} params={agent.params ?? {}} scope={scope} error={edit.errorOf(['params', ...field.path]) ?? problemOf(field)} onChange={(value, gesture) => edit.set(['params', ...field.path], value, `Change ${field.title.toLowerCase()}`, gesture)} />
        ))
        return group === undefined ? (
          <div className="section" key="general">
            {body}
          </div>
        ) : (
          <Section key={group} title={group} startOpen={false}>
            {body}
          </Section>
        )
      })}
      {agent.routing === undefined ? null : <RoutingSettings workflow={workflow} agentId={node.agent} routing={agent.routing} />}
      <OutputList workflow={workflow} agentId={node.agent} root={node.as ?? id} threshold={thresholdOf(agent.params)} outputs={agent.outputs} />
      <Section title="In production" startOpen={false}>
        <Field label="Instructions" help="What a language model is told there. On this machine the agent runs on signals and needs none.">
          <TextInput label="Instructions" lines={4} value={agent.instructions} onCommit={(text) => edit.set(['instructions'], text, 'Edit instructions')} />
        </Field>
        <Field label="Model">
          <Choice label="Model" value={agent.model} options={Object.entries(spec.models).map(([value, model]) => ({ value, label: `${wordsOfId(value)} (${model.model})` }))} onChange={(model) => edit.set(['model'], model, 'Choose model')} />
        </Field>
        {Object.keys(spec.knowledge ?? {}).length === 0 ? null : (
          <Field label="May search">
            <TickList label="Knowledge" value={agent.knowledge ?? []} options={Object.keys(spec.knowledge ?? {}).map((value) => ({ value, label: wordsOfId(value) }))} onChange={(value) => edit.set(['knowledge'], value.length === 0 ? undefined : value, 'Choose knowledge')} />
          </Field>
        )}
        {Object.keys(spec.tools ?? {}).length === 0 ? null : (
          <Field label="May use">
            <TickList label="Tools" value={agent.tools ?? []} options={Object.keys(spec.tools ?? {}).map((value) => ({ value, label: wordsOfId(value) }))} onChange={(value) => edit.set(['tools'], value.length === 0 ? undefined : value, 'Choose tools')} />
          </Field>
        )}
        <Field label="Runs on a share of tickets" help="Empty means all. 0.25 is one in four, always the same ones." error={nodeEdit.errorOf(['sample'])} inline>
          <NumberInput label="Share of tickets" min={0} max={1} placeholder="all" value={node.sample} onCommit={(value) => nodeEdit.set(['sample'], value, 'Change share')} />
        </Field>
      </Section>
    </>
  )
}

/** From where on a label counts, for the report of what was learned. */
function thresholdOf(params: unknown): number {
  const threshold = valueAt(params, ['threshold'])
  return typeof threshold === 'number' ? threshold : 0.4
}
