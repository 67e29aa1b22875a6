import { formFields } from '../../agents/form-fields.ts'
import type { WhatIfField } from '../../api/what-if-model.ts'
import { conditionTokens } from '../../core/conditions/condition-tokens.ts'
import type { SweepValue } from '../../core/simulation/what-if/sweep-range.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { conditionWords } from '../canvas/condition-words.ts'
import { agentTitle, agentTypeOf } from '../canvas/describe-agent.ts'
import { titleOfNode, titleOfTeam, wordsOfId } from '../canvas/title-of.ts'
import type { ValueLimits } from './what-if-values.ts'
import { sliderValues } from './what-if-values.ts'

/** What is moved together: rules, people, hours, promises, assumptions. */
export type LeverGroup = 'people' | 'rules' | 'hours' | 'promises' | 'assumptions'

/** One thing that can be moved, in words, with all values of its slider. */
export type Lever = {
  readonly path: string
  readonly group: LeverGroup
  readonly title: string
  readonly where: string
  /** Its name where the group is not said beside it. */
  readonly full: string
  readonly kind: WhatIfField['valueKind']
  readonly present: SweepValue
  readonly values: readonly SweepValue[]
  /** It stands behind "Show more": counters, triggers, and promises that are rarely moved. */
  readonly minor: boolean
  readonly field: WhatIfField
}

/** The groups in the order of the panel. */
export const leverGroups: readonly { readonly id: LeverGroup; readonly title: string }[] = [
  { id: 'people', title: 'People' },
  { id: 'rules', title: 'When agents act' },
  { id: 'hours', title: 'Open hours' },
  { id: 'promises', title: 'Promises' },
  { id: 'assumptions', title: 'Demand and assumptions' },
]

type Words = Pick<Lever, 'group' | 'title' | 'where'> & { readonly limits?: ValueLimits; readonly minor?: boolean }

const MINUTE = 60_000
const assumptions: Readonly<Record<string, Omit<Words, 'group' | 'where'>>> = {
  'scenario.volume': { title: 'Tickets, times as many', limits: { from: 0.25, to: 3, step: 0.05 } },
  'scenario.resolution.answerResolvesFactor': { title: 'Answers that fit and solve', limits: { from: 0, to: 1, step: 0.01 } },
  'scenario.shrinkage': { title: 'Breaks, meetings, training', limits: { from: 0, to: 0.9, step: 0.01 } },
  'scenario.handleTime.default.mean': { title: 'Time for one piece of work' },
  'scenario.handleTime.escalatedFactor': { title: 'Work after automation, times as long', limits: { from: 0.5, to: 3, step: 0.05 }, minor: true },
  'scenario.handleTime.approvalFactor': { title: 'Approving, share of answering', limits: { from: 0, to: 1, step: 0.05 }, minor: true },
  'scenario.customer.comebackProbability': { title: 'Unhelped customers who come back', limits: { from: 0, to: 1, step: 0.01 }, minor: true },
  'scenario.customer.reopenProbability': { title: 'Solved tickets that are reopened', limits: { from: 0, to: 1, step: 0.01 }, minor: true },
  'scenario.rates.humanHour': { title: 'Cost of a paid hour', minor: true },
}

/** What can be moved in a run, in words and in the order of the panel; the rest of its fields is for `lumos sweep`. */
export function leversOf(workflow: Workflow, fields: readonly WhatIfField[]): readonly Lever[] {
  const written = new Map(fields.map((field) => [field.path, field.present]))
  const levers = fields.flatMap((field): readonly Lever[] => {
    const words = wordsFor(workflow, field, written)
    if (words === null) return []
    const { limits = null, minor = false, ...said } = words
    const values = sliderValues(field.valueKind, field.present, field.range, limits)
    return values.length < 2 ? [] : [{ ...said, full: [...(said.group === 'people' ? ['People'] : []), said.title, ...(said.where === '' ? [] : [said.where])].join(', '), path: field.path, kind: field.valueKind, present: field.present, values, minor, field }]
  })
  // Where the flow decides comes before what its agents do by themselves.
  const rank = ({ path }: Lever): number => (path.startsWith('flow.') ? 0 : 1)
  return leverGroups.flatMap(({ id }) => levers.filter(({ group }) => group === id).sort((a, b) => rank(a) - rank(b)))
}

/** A value of a lever as people read it. */
export function leverValue({ kind }: Pick<Lever, 'kind'>, { written }: SweepValue): string {
  return kind === 'number' && typeof written === 'number' && !Number.isInteger(written) ? written.toFixed(2) : String(written).replace(/([a-z])(?=\d)/gu, '$1 ').replace(/(\d)([a-z])/gu, '$1 $2')
}

function wordsFor(workflow: Workflow, field: WhatIfField, written: ReadonlyMap<string, SweepValue>): Words | null {
  const { path } = field
  const [head = '', id = '', ...rest] = path.split('.')
  const tail = rest.join('.')
  if (head === 'scenario') {
    const [, team, what] = /^scenario\.teams\.([^.]+)\.(headcount|shifts\.\d+\.headcount)$/u.exec(path) ?? []
    if (team !== undefined && what !== undefined) return { group: 'people', title: titleOfTeam(workflow, team), where: '', limits: peopleLimits(field.present.at) }
    const words = assumptions[path]
    return words === undefined ? null : { ...words, group: 'assumptions', where: '' }
  }
  if (head === 'teams') {
    const [, shift] = /^shifts\.(\d+)\.headcount$/u.exec(tail) ?? []
    if (shift === undefined) return null
    const shifts = workflow.spec.teams?.[id]?.shifts ?? []
    const hours = shifts[Number(shift)]?.calendar
    return { group: 'people', title: titleOfTeam(workflow, id), where: shifts.length > 1 && hours !== undefined ? wordsOfId(hours) : '', limits: peopleLimits(field.present.at) }
  }
  if (head === 'calendars') return hoursWords(workflow, id, tail, path, written)
  if (head === 'slas') {
    const [, what, priority] = /^(firstResponse|nextResponse|nextReply|resolution)\.([^.]+)$/u.exec(tail) ?? []
    if (what === undefined || priority === undefined) return null
    // The same promise for a special group of customers is moved far more rarely.
    const last = workflow.spec.slas?.at(-1)?.id
    return { group: 'promises', title: `${what === 'resolution' ? 'Solved' : what === 'firstResponse' ? 'First response' : 'Next reply'}, ${priority}`, where: wordsOfId(id), minor: id !== last || !['P2', 'P3'].includes(priority) }
  }
  if (head === 'agents') return agentWords(workflow, id, tail)
  return field.expression === null ? null : ruleWords(workflow, path, field.expression)
}

function peopleLimits(present: number): ValueLimits {
  return { from: 1, to: Math.max(10, present * 3), step: 1 }
}

function hoursWords(workflow: Workflow, id: string, tail: string, path: string, written: ReadonlyMap<string, SweepValue>): Words | null {
  const [, block, end] = /^open\.(\d+)\.(from|to)$/u.exec(tail) ?? []
  const open = workflow.spec.calendars?.[id]?.open ?? []
  const other = written.get(path.replace(/(?:from|to)$/u, end === 'from' ? 'to' : 'from'))
  if (block === undefined || other === undefined) return null
  const days = open[Number(block)]?.days ?? []
  const step = 30 * MINUTE
  return {
    group: 'hours',
    title: end === 'from' ? 'Open from' : 'Open until',
    where: `${wordsOfId(id)}${open.length > 1 ? `, ${days.join(' ')}` : ''}`,
    limits: end === 'from' ? { from: 0, to: other.at - step, step } : { from: other.at + step, to: 24 * 60 * MINUTE, step },
  }
}

function agentWords(workflow: Workflow, id: string, tail: string): Words | null {
  const agent = workflow.spec.agents[id]
  const type = agent === undefined ? undefined : agentTypeOf(agent.role)
  const isUsed = Object.values(workflow.spec.flow.nodes).some((node) => node.kind === 'agent' && node.agent === id) || Object.values(workflow.spec.monitors ?? {}).some((monitor) => monitor.agent === id)
  if (type === undefined || !isUsed) return null
  const field = formFields(type.params).find(({ path }) => `params.${path.join('.')}` === tail)
  if (field?.sweep === undefined) return null
  return { group: 'rules', title: field.title, where: agentTitle(workflow, id) ?? wordsOfId(id), limits: { from: field.min ?? field.sweep.from, to: field.max ?? field.sweep.to, step: field.step ?? 0.01 } }
}

function ruleWords(workflow: Workflow, path: string, expression: string): Words | null {
  const [place = '', number = '1'] = path.split('#')
  const token = conditionTokens(expression).filter(({ kind }) => kind === 'number')[Number(number) - 1]
  if (token === undefined) return null
  const compared = /((?:size\()?[A-Za-z_][\w.]*\)?)\s*(<=|>=|<|>|==|!=)\s*$/u.exec(expression.slice(0, token.start))
  // A number inside a call or a sum has no words of its own.
  if (compared === null) return null
  const said = conditionWords(workflow, `${compared[1] ?? ''} ${compared[2] ?? ''} ${token.text}`)
  const title = said.endsWith(token.text) ? said.slice(0, -token.text.length).trim() : `Number ${number} of the rule`
  return { group: 'rules', title, where: placeWords(workflow, place), minor: place.startsWith('triggers.') || !token.text.includes('.') }
}

function placeWords(workflow: Workflow, place: string): string {
  const [head, id = '', kind, branch, ...rest] = place.split('.')
  if (head === 'triggers') return `${wordsOfId(id)}${kind === 'rearm' ? ', calm again' : ''}`
  if (head !== 'flow' || id !== 'nodes' || kind === undefined) return wordsOfId(id)
  const name = branch === 'branches' ? rest[0] : undefined
  return `${titleOfNode(workflow, kind)}${name === undefined ? '' : `, ${wordsOfId(name).toLowerCase()}`}`
}
