import { compileCondition } from '../../core/conditions/compile-condition.ts'
import type { OrderSign, Term } from '../../core/conditions/term.ts'
import { pathText } from '../../core/conditions/term.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { scopeOf } from '../canvas/condition-words.ts'
import { wordsOfId } from '../canvas/title-of.ts'

/** What of a conversation's tone is drawn. */
export type ToneMeasure = 'score' | 'frustration' | 'confusion' | 'satisfaction'

/** A value of the tone at which triggers of the flow fire, or may fire again. */
export type ToneThreshold = { readonly measure: ToneMeasure; readonly value: number; readonly kind: 'fires' | 'rearms'; readonly triggers: readonly string[] }

// Things get worse downwards for the first two, upwards for the others.
const worseIsLess: Readonly<Record<ToneMeasure, boolean>> = { score: true, satisfaction: true, frustration: false, confusion: false }

/** The lines that a flow's triggers draw through the tone of a conversation: where they fire, and where they are armed again. */
export function toneThresholds(workflow: Workflow): readonly ToneThreshold[] {
  const roots = toneRoots(workflow)
  const found = new Map<string, ToneThreshold>()
  for (const trigger of workflow.spec.triggers ?? []) {
    for (const kind of ['fires', 'rearms'] as const) {
      for (const { path, sign, value } of comparisons(workflow, kind === 'fires' ? trigger.when : trigger.rearm)) {
        const measure = measureOf(path, roots)
        // A condition may also ask that the tone is not too bad for it; that is no line at which it fires.
        if (measure === undefined || sign.startsWith('<') !== (worseIsLess[measure] === (kind === 'fires'))) continue
        const key = `${measure} ${kind} ${value}`
        found.set(key, { measure, value, kind, triggers: [...(found.get(key)?.triggers ?? []), wordsOfId(trigger.id)] })
      }
    }
  }
  return [...found.values()]
}

// An agent that outputs frustration is one that reads the tone; others may have a score of their own.
function toneRoots({ spec }: Workflow): ReadonlySet<string> {
  const readsTone = (agentId: string): boolean => 'frustration' in (spec.agents[agentId]?.outputs ?? {})
  const monitors = Object.entries(spec.monitors ?? {}).flatMap(([id, monitor]) => (readsTone(monitor.agent) ? [id] : []))
  const nodes = Object.entries(spec.flow.nodes).flatMap(([id, node]) => (node.kind === 'agent' && readsTone(node.agent) ? [node.as ?? id] : []))
  return new Set([...monitors, ...nodes])
}

function measureOf(path: string, roots: ReadonlySet<string>): ToneMeasure | undefined {
  const [root = '', name, more] = path.split('.')
  if (!roots.has(root) || more !== undefined) return undefined
  return name === 'score' || name === 'frustration' || name === 'confusion' || name === 'satisfaction' ? name : undefined
}

type Comparison = { readonly path: string; readonly sign: OrderSign; readonly value: number }

function comparisons(workflow: Workflow, text: string | undefined): readonly Comparison[] {
  const compiled = text === undefined ? undefined : compileCondition(text, scopeOf(workflow))
  return compiled?.kind === 'compiled' ? comparisonsIn(compiled.condition.term) : []
}

function comparisonsIn(term: Term): readonly Comparison[] {
  if (term.op === 'and' || term.op === 'or') return [...comparisonsIn(term.left), ...comparisonsIn(term.right)]
  if (term.op !== 'order') return []
  const [left, right] = [numberOf(term.left), numberOf(term.right)]
  if (term.left.op === 'read' && right !== undefined) return [{ path: pathText(term.left.path), sign: term.sign, value: right }]
  if (term.right.op === 'read' && left !== undefined) return [{ path: pathText(term.right.path), sign: turned[term.sign], value: left }]
  return []
}

const turned: Readonly<Record<OrderSign, OrderSign>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

function numberOf(term: Term): number | undefined {
  if (term.op === 'literal') return typeof term.value === 'number' ? term.value : undefined
  const of = term.op === 'negate' ? numberOf(term.of) : undefined
  return of === undefined ? undefined : -of
}
