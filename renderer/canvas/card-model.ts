import { assertNever } from '../../core/assert-never.ts'
import { nodePorts } from '../../core/graph/node-ports.ts'
import type { NodePort } from '../../core/graph/node-ports.ts'
import type { FlowNode, Workflow } from '../../core/spec/workflow.ts'
import { describeAgent } from './describe-agent.ts'
import { familyOf } from './family-of.ts'
import type { Family } from './family-of.ts'
import { joinWords } from './join-words.ts'
import { portWords } from './port-words.ts'
import { titleOfNode, titleOfTeam } from './title-of.ts'

/** One row of a card: a way out with its name, and its port at the right edge. */
export type CardRow = { readonly port: NodePort; readonly text: string; readonly full: string; readonly quiet: boolean }

/** Everything a card shows that follows from the document. */
export type CardModel = {
  readonly id: string
  readonly kind: FlowNode['kind']
  readonly role: string | null
  readonly family: Family
  readonly title: string
  readonly sentence: string
  /** The one way out at the header; null where the ways are rows or there is none. */
  readonly main: NodePort | null
  readonly rows: readonly CardRow[]
  /** Ways for errors and loop limits, drawn only on demand. */
  readonly asides: readonly NodePort[]
  readonly hasInput: boolean
}

/** What a node's card shows. */
export function cardModel(workflow: Workflow, id: string, node: FlowNode): CardModel {
  const ports = nodePorts(node)
  const asides = ports.filter((port) => port.kind === 'catch' || port.kind === 'onMaxVisits')
  const ways = ports.filter((port) => port.kind !== 'catch' && port.kind !== 'onMaxVisits')
  const [only] = ways
  const main = only !== undefined && ways.length === 1 && only.kind === 'then' ? only : null
  return {
    id,
    kind: node.kind,
    role: node.kind === 'agent' ? (workflow.spec.agents[node.agent]?.role ?? null) : null,
    family: familyOf(workflow, node),
    title: titleOfNode(workflow, id),
    sentence: sentenceOf(workflow, node),
    main,
    rows: main !== null ? [] : ways.map((port) => ({ port, ...portWords(workflow, node, port), quiet: port.kind === 'default' })),
    asides,
    hasInput: node.kind !== 'start',
  }
}

function sentenceOf(workflow: Workflow, node: FlowNode): string {
  const { spec } = workflow
  switch (node.kind) {
    case 'start':
      return `Tickets by ${joinWords(node.channels)}`
    case 'agent':
      return describeAgent(workflow, node.agent)
    case 'tool':
      return spec.tools?.[node.tool]?.description ?? `The tool “${node.tool}” is not declared`
    case 'decision':
      return node.branches.length === 0 ? 'No rules yet' : 'The first rule that holds decides'
    case 'parallel':
      return `${node.arms.length} things at the same time`
    case 'join':
      return joinSentence(workflow, node)
    case 'message':
      return node.await === undefined ? firstLine(node.text) : `Waits up to ${node.await.reply} for a reply`
    case 'human':
      return humanSentence(workflow, node)
    case 'wait':
      return node.for !== undefined ? `Waits ${node.for}` : node.event !== undefined ? `Waits for ${node.event}` : 'Waits until a condition holds'
    case 'subflow':
      return `Runs ${node.workflow} ${node.version}`
    case 'end':
      return { resolved: 'The ticket is solved', unresolved: 'The ticket is not solved', dropped: 'The ticket is dropped', none: 'This path ends; the ticket goes on' }[node.outcome]
    default:
      return assertNever(node)
  }
}

/** How many arms a join waits for, in words. */
export function joinSentence(workflow: Workflow, node: Extract<FlowNode, { kind: 'join' }>): string {
  const required = (node.require ?? []).map((arm) => titleOfArm(workflow, arm))
  const must = required.length === 0 ? '' : `, ${joinWords(required)} required`
  if (node.mode === 'all') return `When all are done${must}`
  if (node.mode === 'any') return `When the first is done${must}`
  return `When ${node.count ?? 1} are done${must}`
}

function titleOfArm(workflow: Workflow, arm: string): string {
  for (const node of Object.values(workflow.spec.flow.nodes)) {
    if (node.kind !== 'parallel') continue
    const found = node.arms.find((each) => each.id === arm)
    if (found?.then !== undefined) return titleOfNode(workflow, found.then)
  }
  return arm
}

function humanSentence(workflow: Workflow, node: Extract<FlowNode, { kind: 'human' }>): string {
  const who = node.team !== undefined ? titleOfTeam(workflow, node.team) : node.teamFrom !== undefined ? 'The chosen team' : 'No team yet'
  const what = node.task === 'approval' ? 'decides' : 'takes over'
  return node.timeout === undefined ? `${who} ${what}` : `${who} ${what}, within ${node.timeout}`
}

function firstLine(text: string): string {
  const line = text.trim().split('\n')[0] ?? ''
  return line === '' ? 'No text yet' : line
}
