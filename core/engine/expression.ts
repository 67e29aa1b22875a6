import type { Condition } from '../conditions/compile-condition.ts'
import type { ConditionPorts } from '../conditions/condition-ports.ts'
import { evaluateCondition } from '../conditions/evaluate-condition.ts'
import type { Value } from '../conditions/value.ts'
import type { ErrorCode } from './engine-event.ts'
import type { EngineContext } from './engine-state.ts'
import { planReason, type Reason } from './reason.ts'

/** A compiled condition or value of the flow, with what is needed to say in a sentence why it came out as it did. */
export type Expression = {
  readonly text: string
  readonly condition: Condition
  readonly reads: readonly (readonly string[])[]
  readonly reason: Reason
}

/** What an expression came out as; `absent` is the path that was missing. */
export type Evaluated =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string; readonly absent?: string }

/** Makes an expression of a compiled condition. */
export function toExpression(condition: Condition): Expression {
  return { text: condition.text, condition, reads: condition.reads.map((path) => path.split('.')), reason: planReason(condition.text, condition.term) }
}

/** Sees every expression that a step evaluates, on what, and as what it came out, in their order. */
export type EvaluationWatch = (expression: Expression, context: EngineContext, outcome: Evaluated) => void

/** Where an expression is evaluated. */
type Evaluating = { readonly program: { readonly ports?: ConditionPorts }; readonly share?: { readonly watch?: EvaluationWatch } }

/** Evaluates an expression on a context. */
export function evaluate(work: Evaluating, expression: Expression, context: EngineContext): Evaluated {
  const outcome = outcomeOf(expression, context, work.program.ports)
  work.share?.watch?.(expression, context, outcome)
  return outcome
}

/** What an expression comes out as on the roots that it reads. */
export function outcomeOf(expression: Expression, context: Readonly<Record<string, Value>>, ports: ConditionPorts | undefined): Evaluated {
  const answer = evaluateCondition(expression.condition, context, ports)
  switch (answer.kind) {
    case 'value':
      return answer
    case 'absent':
      return { kind: 'failed', code: 'LUMOS.ContextMissing', message: `${answer.path} is absent in ${expression.text}`, absent: answer.path }
    case 'failed':
      return { kind: 'failed', code: 'LUMOS.ExpressionFailed', message: `${answer.message} in ${expression.text}` }
  }
}
