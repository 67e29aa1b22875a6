import type { Condition } from '../conditions/compile-condition.ts'
import { compileCondition } from '../conditions/compile-condition.ts'
import type { ConditionPorts } from '../conditions/condition-ports.ts'
import { evaluateCondition } from '../conditions/evaluate-condition.ts'
import type { Value } from '../conditions/value.ts'
import { durationMs } from '../spec/duration.ts'
import { conditionScope } from '../graph/context-scope.ts'
import type { Workflow } from '../spec/workflow.ts'
import type { OpenTime } from '../calendars/calendar.ts'

/** A promise on time, ready to be measured: targets in open milliseconds by priority. */
export type SlaPolicy = {
  readonly id: string
  readonly when: Condition | null
  readonly calendar: OpenTime
  readonly firstResponse: Readonly<Record<string, number>>
  readonly resolution: Readonly<Record<string, number>>
  readonly warnAt: number
}

/** The priority that counts for a ticket to which the flow has given none. */
export const STANDARD_PRIORITY = 'P3'

/** Compiles the promises of a workflow; one whose condition or calendar cannot be used never applies (the linter says why). */
export function slaPolicies(workflow: Workflow, calendars: ReadonlyMap<string, OpenTime>): readonly SlaPolicy[] {
  const scope = conditionScope(workflow)
  return (workflow.spec.slas ?? []).flatMap((sla): readonly SlaPolicy[] => {
    const calendar = calendars.get(sla.calendar)
    const compiled = sla.when === undefined ? null : compileCondition(sla.when, scope)
    if (calendar === undefined || compiled?.kind === 'rejected') return []
    return [{ id: sla.id, when: compiled === null ? null : compiled.condition, calendar, firstResponse: targets(sla.firstResponse), resolution: targets(sla.resolution), warnAt: sla.warnAt ?? 0.8 }]
  })
}

function targets(written: Readonly<Record<string, string>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(written).map(([priority, text]) => [priority, durationMs(text) ?? 0]))
}

/** The first promise whose condition is true; what is absent makes a condition not true. */
export function policyFor(policies: readonly SlaPolicy[], context: Readonly<Record<string, Value>>, ports: ConditionPorts | undefined): SlaPolicy | null {
  for (const policy of policies) {
    if (policy.when === null) return policy
    const answer = evaluateCondition(policy.when, context, ports)
    if (answer.kind === 'value' && answer.value === true) return policy
  }
  return null
}

/** The rank of a priority in queues: P1 first, none between P3 and P4. */
export function priorityRank(priority: string | null): number {
  const number = /^P(\d)$/.exec(priority ?? '')?.[1]
  return number === undefined ? 6 : Number(number) * 2 - 2 + (Number(number) > 3 ? 1 : 0)
}
