import type { Condition } from '../conditions/compile-condition.ts'
import type { ConditionType } from '../conditions/condition-type.ts'
import { walkTerm } from '../conditions/walk-term.ts'
import type { Program } from '../engine/program.ts'

/** Whether what a condition comes out as can depend on when it is asked: it looks at a time, a span or opening hours. */
export function isTimed(condition: Condition): boolean {
  return condition.calendars.length > 0 || walkTerm(condition.term).some((part) => holdsTime(part.type)) || condition.reads.some((path) => isTimedPath(path.split('.')))
}

/**
 * Whether every step of a program that depends on time does so through conditions alone. Where it does not (a trigger that must hold
 * for a while or rests, a wait until an instant, a text that shows a time), steps cannot be told apart by what was asked.
 */
export function isTimedByConditionsOnly(program: Program): boolean {
  if (program.triggers.some((trigger) => trigger.sustainMs !== undefined || trigger.cooldownMs !== undefined)) return false
  for (const node of program.nodes.values()) {
    if (node.kind === 'message' && node.text.paths.some(isTimedPath)) return false
    if (node.kind === 'human' && node.team.kind === 'from' && isTimedPath(node.team.path)) return false
    if (node.kind === 'wait' && node.waitFor.kind === 'until' && node.waitFor.until.condition.type.kind !== 'bool') return false
    if (node.kind === 'subflow' && !isTimedByConditionsOnly(node.program)) return false
  }
  return true
}

/** Paths of the context that hold a time of the ticket's own. */
function isTimedPath(path: readonly string[]): boolean {
  const [root, field] = path
  return root === 'now' || (root === 'message' && field === 'at') || (root === 'ticket' && field === 'openedAt') || (root === 'sla' && (path[2] === 'dueAt' || path[2] === 'remaining'))
}

function holdsTime(type: ConditionType): boolean {
  if (type.kind === 'timestamp' || type.kind === 'duration') return true
  if (type.kind === 'list') return holdsTime(type.items)
  return type.kind === 'record' && Object.values(type.fields).some((field) => holdsTime(field.type))
}
