import type { LabelDefinition } from '../../core/signals/signal-request.ts'
import type { AgentSpec, EnumTypeExpr } from '../../core/spec/workflow.ts'
import { sayId } from '../say-score.ts'
import { type UrgencyScale, urgencyScale } from './urgency-scale.ts'

/** An output whose value is a judgement on the text, with the labels that the text is scored against. */
export type JudgedOutput = {
  readonly name: string
  readonly type: EnumTypeExpr
  readonly labels: readonly LabelDefinition[]
  /** Set where the urgency model judges a text in a language that it knows, instead of the labels. */
  readonly scale: UrgencyScale | undefined
}

// These follow from rules, columns and lists, not from how a label's words fit the text.
const ruled = new Set(['priority', 'contractLevel', 'tier', 'product', 'language'])

// Thousands of tickets are judged by the same labels: one object for all of them is compared, packed and digested once.
const known = new WeakMap<AgentSpec, { readonly fromFields: Readonly<Record<string, string>>; readonly outputs: readonly JudgedOutput[] }>()

/** The outputs of a triage agent that are judged on the text; `fromFields` names those that a column of the ticket supplies. */
export function judgedOutputs(agent: AgentSpec, fromFields: Readonly<Record<string, string>>): readonly JudgedOutput[] {
  const before = known.get(agent)
  if (before?.fromFields === fromFields) return before.outputs
  const outputs = readOutputs(agent, fromFields)
  known.set(agent, { fromFields, outputs })
  return outputs
}

function readOutputs(agent: AgentSpec, fromFields: Readonly<Record<string, string>>): readonly JudgedOutput[] {
  return Object.entries(agent.outputs).flatMap(([name, type]) => {
    if (typeof type === 'string' || type.type !== 'enum' || ruled.has(name) || Object.hasOwn(fromFields, name)) return []
    const labels = type.values.filter((value) => value !== 'other' || hasWords(type, value)).map((value) => labelOf(type, value))
    return labels.length === 0 ? [] : [{ name, type, labels, scale: name === 'urgency' && !isTaught(type) ? urgencyScale(type.values) : undefined }]
  })
}

function labelOf(type: EnumTypeExpr, value: string): LabelDefinition {
  const label = type.labels?.[value]
  return {
    id: value,
    title: label?.title ?? sayId(value),
    ...(label?.description === undefined ? {} : { description: label.description }),
    ...(label?.examples === undefined ? {} : { examples: label.examples }),
  }
}

// Whoever gave examples of an output's values said what they mean in this very place.
function isTaught(type: EnumTypeExpr): boolean {
  return type.taughtBy !== undefined || Object.values(type.labels ?? {}).some((label) => (label.examples ?? []).length > 0)
}

// "Other" without words of its own means "none of these", which is what a score below the threshold says.
function hasWords(type: EnumTypeExpr, value: string): boolean {
  const label = type.labels?.[value]
  return label?.description !== undefined || (label?.examples ?? []).length > 0
}
