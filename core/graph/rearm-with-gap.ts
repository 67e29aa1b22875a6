import { canHold } from '../conditions/can-hold.ts'
import { compileCondition } from '../conditions/compile-condition.ts'
import type { Condition } from '../conditions/compile-condition.ts'
import type { Term } from '../conditions/term.ts'
import { pathText } from '../conditions/term.ts'

/** How far a score must come back before a trigger is armed again, where there is room for it. */
const gap = 0.2

type Threshold = { readonly path: string; readonly upper: boolean; readonly at: number }

function thresholds(term: Term): readonly Threshold[] {
  if (term.op === 'and') return [...thresholds(term.left), ...thresholds(term.right)]
  if (term.op !== 'order') return []
  const turned = term.left.op === 'literal'
  const [subject, limit] = turned ? [term.right, term.left] : [term.left, term.right]
  const score = subject.op === 'read' && subject.type.kind === 'double' && subject.type.score
  if (subject.op !== 'read' || !score || limit.op !== 'literal' || typeof limit.value !== 'number') return []
  return [{ path: pathText(subject.path), upper: term.sign.startsWith('>') !== turned, at: limit.value }]
}

function rounded(value: number): string {
  const text = String(Math.round(value * 1000) / 1000)
  return text.includes('.') ? text : `${text}.0`
}

/** A condition that is true once a score that fired a trigger has come back well behind its limit; undefined where no simple one is surely apart from the trigger's. */
export function rearmWithGap(condition: Condition): string | undefined {
  for (const { path, upper, at } of thresholds(condition.term)) {
    const room = upper ? at : 1 - at
    if (room <= 0) continue
    const back = room > gap + 0.1 ? gap : room / 2
    const text = upper ? `${path} < ${rounded(at - back)}` : `${path} > ${rounded(at + back)}`
    const scope = condition.readsAt.flatMap(({ path: [root] }) => (root === undefined ? [] : [[root.name, { type: root.type, optional: root.optional }] as const]))
    const rearm = compileCondition(text, Object.fromEntries(scope))
    if (rearm.kind !== 'compiled') continue
    const together = canHold([{ term: condition.term, want: true }, { term: rearm.condition.term, want: true }], { left: 2000 })
    if (together.kind === 'no') return text
  }
  return undefined
}
