import { assertNever } from '../../core/assert-never.ts'
import type { FlowNode, Workflow } from '../../core/spec/workflow.ts'
import { titleOfNode, titleOfTeam, wordsOfId } from '../canvas/title-of.ts'
import { agentTitle } from '../canvas/describe-agent.ts'
import { Choice } from '../ui/choice.tsx'
import { DurationInput } from '../ui/duration-input.tsx'
import { Field } from '../ui/field.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { TagInput } from '../ui/tag-input.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { TickList } from '../ui/tick-list.tsx'
import { Toggle } from '../ui/toggle.tsx'
import { useEdit } from './use-edit.ts'
import type { Edit } from './use-edit.ts'

type Of<K extends FlowNode['kind']> = { readonly workflow: Workflow; readonly node: Extract<FlowNode, { kind: K }>; readonly edit: Edit }

/** What a card of each kind does. */
export function KindSettings({ workflow, id, node }: { readonly workflow: Workflow; readonly id: string; readonly node: FlowNode }) {
  const edit = useEdit(['spec', 'flow', 'nodes', id])
  const body = bodyOf(workflow, node, edit)
  return body === null ? null : <div className="section">{body}</div>
}

function bodyOf(workflow: Workflow, node: FlowNode, edit: Edit) {
  switch (node.kind) {
    case 'start':
      return (
        <Field label="Channels" error={edit.errorOf(['channels'])} help="Tickets of these channels enter here.">
          <TickList label="Channels" value={node.channels} options={Object.keys(workflow.spec.channels).map((value) => ({ value, label: wordsOfId(value) }))} onChange={(channels) => edit.set(['channels'], channels, 'Choose channels')} />
        </Field>
      )
    case 'tool':
      return <ToolSettings workflow={workflow} node={node} edit={edit} />
    case 'message':
      return <MessageSettings workflow={workflow} node={node} edit={edit} />
    case 'human':
      return <HumanSettings workflow={workflow} node={node} edit={edit} />
    case 'join':
      return <JoinSettings workflow={workflow} node={node} edit={edit} />
    case 'wait':
      return (
        <Field label="Wait for" error={edit.errorOf(['for'])}>
          <DurationInput label="Wait for" value={node.for} onCommit={(value) => edit.set(['for'], value, 'Change wait')} />
        </Field>
      )
    case 'subflow':
      return (
        <Field label="Flow" error={edit.errorOf(['workflow'])}>
          <TextInput label="Flow" value={node.workflow} onCommit={(value) => edit.set(['workflow'], value, 'Change subflow')} />
        </Field>
      )
    case 'end':
      return (
        <Field label="The ticket is then" help="“None” ends a side path without deciding the ticket.">
          <Choice label="Outcome" value={node.outcome} options={[{ value: 'resolved', label: 'Solved' }, { value: 'unresolved', label: 'Not solved' }, { value: 'dropped', label: 'Dropped' }, { value: 'none', label: 'None' }]} onChange={(outcome) => edit.set(['outcome'], outcome, 'Change outcome')} />
        </Field>
      )
    case 'agent':
    case 'decision':
    case 'parallel':
      return null
    default:
      return assertNever(node)
  }
}

function ToolSettings({ workflow, node, edit }: Of<'tool'>) {
  const tool = workflow.spec.tools?.[node.tool]
  return (
    <>
      <Field label="Tool">
        <Choice label="Tool" value={node.tool} options={Object.keys(workflow.spec.tools ?? {}).map((value) => ({ value, label: wordsOfId(value) }))} onChange={(value) => edit.set(['tool'], value, 'Choose tool')} />
      </Field>
      {tool === undefined ? null : (
        <dl className="facts">
          <dt>Does</dt>
          <dd>{tool.description}</dd>
          <dt>Effect</dt>
          <dd>{{ read: 'Only reads', write: 'Writes', external: 'Acts outside', destructive: 'Cannot be undone' }[tool.effect]}</dd>
          {tool.connection === undefined ? null : (
            <>
              <dt>System</dt>
              <dd>{wordsOfId(tool.connection)}</dd>
            </>
          )}
        </dl>
      )}
    </>
  )
}

function MessageSettings({ node, edit }: Of<'message'>) {
  const waits = node.await !== undefined
  return (
    <>
      <Field label="Text" error={edit.errorOf(['text'])} help="{{draft.text}} puts in what an agent wrote.">
        <TextInput label="Text" lines={4} value={node.text} placeholder="What the customer reads." onCommit={(text) => edit.set(['text'], text, 'Edit message')} />
      </Field>
      <Field label="Wait for the reply" inline>
        <Toggle label="Wait for the reply" checked={waits} onChange={(on) => edit.set(['await'], on ? { reply: '24h' } : undefined, on ? 'Wait for the reply' : 'Do not wait')} />
      </Field>
      {node.await === undefined ? null : (
        <>
          <Field label="At most" inline>
            <DurationInput label="Longest wait" value={node.await.reply} onCommit={(reply) => (reply === undefined ? undefined : edit.set(['await', 'reply'], reply, 'Change wait'))} />
          </Field>
          <Field label="Answers to choose from" help="Each becomes a way out of the card. Short ids, such as “accept”." error={edit.errorOf(['choices'])}>
            <TagInput label="Answers" value={node.choices ?? []} onChange={(choices) => edit.set(['choices'], choices.length === 0 ? undefined : choices.map(idOf), 'Change answers')} />
          </Field>
        </>
      )}
    </>
  )
}

function HumanSettings({ workflow, node, edit }: Of<'human'>) {
  const teams = Object.keys(workflow.spec.teams ?? {}).map((value) => ({ value, label: titleOfTeam(workflow, value) }))
  const routers = Object.entries(workflow.spec.flow.nodes).flatMap(([id, each]) => (each.kind === 'agent' && workflow.spec.agents[each.agent]?.routing !== undefined ? [{ value: `from:${each.as ?? id}.team`, label: `Chosen by “${titleOfNode(workflow, id)}”` }] : []))
  const agents = Object.keys(workflow.spec.agents).map((value) => ({ value, label: agentTitle(workflow, value) ?? value }))
  const who = node.teamFrom === undefined ? (node.team ?? '') : `from:${node.teamFrom}`
  return (
    <>
      <Field label="What they do">
        <Segmented label="Task" value={node.task} options={[{ value: 'conversation', label: 'Talk to the customer' }, { value: 'approval', label: 'Approve' }]} onChange={(task) => edit.set(['task'], task, 'Change task')} />
      </Field>
      <Field label="Team">
        <Choice
          label="Team"
          value={who}
          placeholder="Choose a team"
          options={[...teams, ...routers]}
          onChange={(value) => {
            const from = value.startsWith('from:') ? value.slice('from:'.length) : undefined
            const { team: _team, teamFrom: _teamFrom, ...rest } = node
            edit.set([], from === undefined ? { ...rest, team: value } : { ...rest, teamFrom: from }, 'Choose team')
          }}
        />
      </Field>
      <Field label="Prepared by" help="An agent that collects next steps for the person.">
        <Choice label="Assisting agent" value={node.assist ?? ''} options={[{ value: '', label: 'Nobody' }, ...agents]} onChange={(value) => edit.set(['assist'], value === '' ? undefined : value, 'Choose assistant')} />
      </Field>
      <Field label="Ways it can end" help="Each becomes a way out of the card." error={edit.errorOf(['outcomes'])}>
        <TagInput
          label="Outcomes"
          value={Object.keys(node.outcomes)}
          onChange={(ids) => {
            const [fallback = ''] = Object.values(node.outcomes)
            const wanted = ids.map(idOf)
            edit.set(['outcomes'], Object.fromEntries(wanted.map((each) => [each, node.outcomes[each] ?? fallback])), 'Change outcomes')
          }}
        />
      </Field>
      <Field label="What they see" help="Values that are handed over with the ticket." error={edit.errorOf(['carry'])}>
        <TagInput label="Handed over" value={node.carry ?? []} placeholder="for example triage" onChange={(carry) => edit.set(['carry'], carry.length === 0 ? undefined : carry, 'Change what is handed over')} />
      </Field>
    </>
  )
}

function JoinSettings({ workflow, node, edit }: Of<'join'>) {
  const arms = Object.values(workflow.spec.flow.nodes).flatMap((each) => (each.kind === 'parallel' && workflow.spec.flow.nodes[each.join ?? ''] === node ? each.arms : []))
  return (
    <>
      <Field label="Goes on when">
        <Choice label="Goes on when" value={node.mode} options={[{ value: 'all', label: 'All arms are done' }, { value: 'any', label: 'The first arm is done' }, { value: 'quorum', label: 'A number of arms is done' }]} onChange={(mode) => edit.set([], { ...node, mode, count: mode === 'quorum' ? (node.count ?? 2) : undefined }, 'Change join')} />
      </Field>
      {node.mode !== 'quorum' ? null : (
        <Field label="How many" inline>
          <NumberInput label="How many" whole min={1} value={node.count} onCommit={(count) => edit.set(['count'], count, 'Change join')} />
        </Field>
      )}
      <Field label="Must be among them">
        <TickList label="Required arms" value={node.require ?? []} options={arms.map((arm) => ({ value: arm.id, label: arm.then === undefined ? wordsOfId(arm.id) : titleOfNode(workflow, arm.then) }))} onChange={(require) => edit.set(['require'], require.length === 0 ? undefined : require, 'Change required arms')} />
      </Field>
      <Field label="Arms that are not needed any more">
        <Segmented label="Remaining arms" value={node.remaining ?? 'cancel'} options={[{ value: 'cancel', label: 'Stop' }, { value: 'continue', label: 'Go on' }]} onChange={(value) => edit.set(['remaining'], value, 'Change join')} />
      </Field>
      <Field label="When an arm fails">
        <Segmented label="Failed arm" value={node.armFailure ?? 'fail'} options={[{ value: 'fail', label: 'Fail at once' }, { value: 'ignore', label: 'Go on without it' }]} onChange={(value) => edit.set(['armFailure'], value, 'Change join')} />
      </Field>
      <Field label="When time runs out">
        <Segmented label="Timeout" value={node.onTimeout ?? 'fail'} options={[{ value: 'fail', label: 'Fail' }, { value: 'proceed', label: 'Go on with what is there' }]} onChange={(value) => edit.set(['onTimeout'], value, 'Change join')} />
      </Field>
    </>
  )
}

function idOf(text: string): string {
  const words = text.trim().split(/[^A-Za-z0-9]+/u).filter(Boolean)
  const joined = words.map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() + word.slice(1) : word.charAt(0).toUpperCase() + word.slice(1))).join('')
  return joined === '' ? 'other' : joined
}
