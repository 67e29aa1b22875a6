import type { Value } from '../../core/conditions/value.ts'
import { compileCondition, type Condition } from '../../core/conditions/compile-condition.ts'
import type { ConditionScope } from '../../core/conditions/condition-scope.ts'
import type { ConditionField } from '../../core/conditions/condition-type.ts'
import { evaluateCondition } from '../../core/conditions/evaluate-condition.ts'
import { conditionTypeOf } from '../../core/graph/condition-type-of.ts'
import type { AgentSpec } from '../../core/spec/workflow.ts'
import type { FormMeta } from '../form-field.ts'
import { z } from '../jitless-zod.ts'
import { levelOfValue } from './urgency-cues.ts'

const points = z.int().min(-100).max(100).meta({ title: 'Points', help: 'Added to the score; negative points take away.', widget: 'number', min: -100, max: 100, step: 5 } satisfies FormMeta)

const band = (name: string, from: number) =>
  z.int().min(0).max(100).default(from).meta({ title: `${name} from`, help: `Tickets with at least this many points are ${name}.`, widget: 'slider', unit: 'points', min: 0, max: 100, step: 5, group: 'Priority' } satisfies FormMeta)

/** The rule that gives a ticket its priority: points that are added up, and from how many points which priority holds. */
export const prioritySchema = z.strictObject({
  base: z.int().min(0).max(100).default(30).meta({ title: 'Start at', help: 'The points of a ticket for which no rule applies.', widget: 'slider', unit: 'points', min: 0, max: 100, step: 5, group: 'Priority' } satisfies FormMeta),
  add: z
    .array(
      z.strictObject({
        when: z.string().min(1).max(2000).meta({ title: 'When', help: "A condition over this agent's outputs, `customer` and `ticket`.", widget: 'condition' } satisfies FormMeta),
        points,
        because: z.string().min(1).meta({ title: 'Because', help: 'How the ticket explains it.', widget: 'text' } satisfies FormMeta),
      }),
    )
    .default([])
    .meta({ title: 'Rules', help: 'Every rule whose condition holds adds its points. A rule that reads something unknown does not apply.', widget: 'table', group: 'Priority' } satisfies FormMeta),
  bands: z
    .strictObject({ P1: band('P1', 80), P2: band('P2', 60), P3: band('P3', 40), P4: band('P4', 20) })
    .prefault({})
    .meta({ title: 'Bands', help: 'From how many points which priority holds; below P4 it is P5.', group: 'Priority' } satisfies FormMeta),
})

/** A priority rule, read and complete. */
export type PriorityRule = z.output<typeof prioritySchema>

/** The points and priority of a ticket, with the reasons. */
export type PriorityResult = { readonly score: number; readonly priority: string; readonly reasons: readonly string[] }

type CompiledAddend = { readonly points: number; readonly because: string; readonly when: Condition | string }

const compiled = new WeakMap<AgentSpec, { readonly rule: PriorityRule; readonly addends: readonly CompiledAddend[] }>()

/** Adds the points of every rule that applies; a rule that reads an absent value does not apply, and the reasons say so. */
export function prioritise(agent: AgentSpec, rule: PriorityRule, context: Readonly<Record<string, Value>>): PriorityResult {
  const parts: string[] = [String(rule.base)]
  const notes: string[] = []
  let total = rule.base
  for (const addend of addendsOf(agent, rule)) {
    if (typeof addend.when === 'string') {
      notes.push(`Not counted (${addend.because}): ${addend.when}`)
      continue
    }
    const answer = evaluateCondition(addend.when, context)
    if (answer.kind === 'absent') notes.push(`Not counted (${addend.because}): ${answer.path} is not known.`)
    else if (answer.kind === 'failed') notes.push(`Not counted (${addend.because}): ${answer.message}.`)
    else if (answer.value === true) {
      total += addend.points
      parts.push(`${addend.points < 0 ? '-' : '+'} ${Math.abs(addend.points)} (${addend.because})`)
    }
  }
  const score = Math.min(100, Math.max(0, total))
  const { P1, P2, P3, P4 } = rule.bands
  const bands = [['P1', P1], ['P2', P2], ['P3', P3], ['P4', P4]] as const
  const band = bands.find(([, from]) => score >= from)
  const priority = band?.[0] ?? 'P5'
  const capped = score === total ? '' : `, kept within 0 and 100`
  const limit = band === undefined ? `below ${P4}` : `from ${band[1]}`
  return { score, priority, reasons: [`Priority ${priority} (${limit}): ${score} points = ${parts.join(' ')}${capped}.`, ...notes] }
}

/** What is wrong with the conditions of a rule for this agent, by their place in the list. */
export function priorityProblems(agent: AgentSpec, rule: PriorityRule): readonly { readonly index: number; readonly message: string; readonly hint: string }[] {
  const scope = priorityScope(agent)
  return rule.add.flatMap((addend, index) => {
    const condition = compileCondition(addend.when, scope)
    const problem = condition.kind === 'rejected' ? condition.problems[0] : undefined
    return problem === undefined ? [] : [{ index, message: problem.message, hint: problem.hint }]
  })
}

function addendsOf(agent: AgentSpec, rule: PriorityRule): readonly CompiledAddend[] {
  const known = compiled.get(agent)
  if (known?.rule === rule) return known.addends
  const scope = priorityScope(agent)
  const addends = rule.add.map((addend) => {
    const condition = compileCondition(addend.when, scope)
    return { points: addend.points, because: addend.because, when: condition.kind === 'compiled' ? condition.condition : (condition.problems[0]?.message ?? 'its condition cannot be read.') }
  })
  compiled.set(agent, { rule, addends })
  return addends
}

const optionalText: ConditionField = { type: { kind: 'string' }, optional: true }

/** What the conditions of a priority rule can see: the agent's own outputs, the customer and the ticket. */
export function priorityScope(agent: AgentSpec): ConditionScope {
  const own = Object.entries(agent.outputs).map(([name, type]) => [name, { type: conditionTypeOf(type, []), optional: true }] as const)
  return {
    ...Object.fromEntries(own),
    customer: { optional: false, type: { kind: 'record', fields: { id: optionalText, tier: optionalText, locale: optionalText } } },
    ticket: {
      optional: false,
      type: {
        kind: 'record',
        fields: {
          id: optionalText, channel: optionalText, subject: optionalText, status: optionalText, language: optionalText,
          openedAt: { type: { kind: 'timestamp' }, optional: true },
          reopenCount: { type: { kind: 'int', min: 0 }, optional: true },
        },
      },
    },
  }
}

const defaults = new WeakMap<AgentSpec, PriorityRule>()

/** The rule of an agent whose spec has none, made of what its outputs can say. */
export function defaultPriority(agent: AgentSpec): PriorityRule {
  const known = defaults.get(agent)
  if (known !== undefined) return known
  const urgency = [40, 20, 0, -15].flatMap((amount, index) =>
    enumValues(agent, 'urgency').filter((value) => levelOfValue(value) === 3 - index && amount !== 0).map((value) => ({ when: `urgency == "${value}"`, points: amount, because: `urgency is ${value}` })),
  )
  const issues = ['security', 'outage'].filter((value) => enumValues(agent, 'issueType').includes(value)).map((value) => ({ when: `issueType == "${value}"`, points: 20, because: `it is about ${value}` }))
  const contract = enumValues(agent, 'contractLevel').includes('premium') ? [{ when: 'contractLevel == "premium"', points: 10, because: 'premium contract' }] : []
  const rule = prioritySchema.parse({
    add: [
      ...urgency,
      ...issues,
      ...contract,
      { when: 'has(customer.tier) && customer.tier == "premium"', points: 10, because: 'premium customer' },
      { when: 'has(ticket.reopenCount) && ticket.reopenCount > 0', points: 10, because: 'the ticket was reopened' },
    ],
  })
  defaults.set(agent, rule)
  return rule
}

function enumValues(agent: AgentSpec, output: string): readonly string[] {
  const type = agent.outputs[output]
  return type !== undefined && typeof type !== 'string' && type.type === 'enum' ? type.values : []
}
