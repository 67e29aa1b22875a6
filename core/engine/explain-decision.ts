import type { ConditionPorts } from '../conditions/condition-ports.ts'
import type { Value } from '../conditions/value.ts'
import type { EngineContext } from './engine-state.ts'
import type { Expression } from './expression.ts'
import type { Reason } from './reason.ts'
import { readPath } from './text-template.ts'

/** Why an expression is true: the clauses that mattered. */
export function explainTrue(expression: Expression, context: EngineContext, ports?: ConditionPorts): string {
  return say(expression.reason, context, ports, true)
}

/** Why an expression is false. */
export function explainFalse(expression: Expression, context: EngineContext, ports?: ConditionPorts): string {
  return say(expression.reason, context, ports, false)
}

/** Why none of the rules was taken. */
export function explainDefault(rules: readonly { readonly id: string; readonly when: Expression }[], context: EngineContext, ports?: ConditionPorts): string {
  const refusals = rules.map((rule) => `${rule.id}: ${say(rule.when.reason, context, ports, false)}`)
  return refusals.length === 0 ? '' : `no rule applied (${refusals.join('; ')})`
}

/** Every value that expressions read, by path. */
export function valuesRead(expressions: readonly Expression[], context: EngineContext): Readonly<Record<string, Value>> {
  const values: Record<string, Value> = {}
  for (const expression of expressions) {
    for (let index = 0; index < expression.reads.length; index++) {
      const path = expression.reads[index]
      const value = path === undefined ? undefined : readPath(context, path)
      if (value !== undefined) values[expression.condition.reads[index] ?? ''] = value
    }
  }
  return values
}

function say(reason: Reason, context: EngineContext, ports: ConditionPorts | undefined, holds: boolean): string {
  return clauses(reason, context, ports, holds).join(' and ')
}

function clauses(reason: Reason, context: EngineContext, ports: ConditionPorts | undefined, holds: boolean): readonly string[] {
  switch (reason.kind) {
    case 'clause':
      return [reason.say(context, holds)]
    case 'present':
      return [`${reason.path.join('.')} is ${holds ? 'known' : 'absent'}`]
    case 'not':
      return clauses(reason.of, context, ports, !holds)
    case 'all':
    case 'any': {
      // Where all must hold every part is a reason, where one suffices only the parts that came out that way are.
      const everyPart = (reason.kind === 'all') === holds
      const telling = everyPart ? reason.parts : reason.parts.filter((part) => part.holds(context, ports) === holds)
      const parts = telling.filter((part) => part.kind !== 'present' || !holds || !telling.some((other) => readsPath(other, part.path)))
      return [...new Set((everyPart ? parts : parts.slice(0, 1)).flatMap((part) => clauses(part, context, ports, holds)))]
    }
  }
}

function readsPath(reason: Reason, path: readonly string[]): boolean {
  switch (reason.kind) {
    case 'clause':
      return reason.path.join('.') === path.join('.')
    case 'present':
      return false
    case 'not':
      return readsPath(reason.of, path)
    case 'all':
    case 'any':
      return reason.parts.some((part) => readsPath(part, path))
  }
}
