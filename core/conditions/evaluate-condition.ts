import type { Condition } from './compile-condition.ts'
import type { ConditionPorts } from './condition-ports.ts'
import { ConditionStop } from './condition-stop.ts'
import type { Value } from './value.ts'

/** What an evaluation gives: a value, the path that is absent, or why it could not be computed. */
export type ConditionAnswer =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'absent'; readonly path: string }
  | { readonly kind: 'failed'; readonly message: string }

const yes: ConditionAnswer = { kind: 'value', value: true }
const no: ConditionAnswer = { kind: 'value', value: false }

/** Evaluates a condition on a context; opening hours and named zones need `ports`. */
export function evaluateCondition(condition: Condition, context: Readonly<Record<string, Value>>, ports?: ConditionPorts): ConditionAnswer {
  const result = condition.run({ context, ports, locals: [], walked: 0 })
  if (result === true) return yes
  if (result === false) return no
  if (!(result instanceof ConditionStop)) return { kind: 'value', value: result }
  return result.kind === 'absent' ? { kind: 'absent', path: result.detail } : { kind: 'failed', message: result.detail }
}
