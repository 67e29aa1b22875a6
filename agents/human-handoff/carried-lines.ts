import type { AgentInput } from '../../core/engine/agent-contract.ts'
import type { Value } from '../../core/conditions/value.ts'
import { asList, asRecord, atPath } from '../read-value.ts'
import { sayCount, sayId, sayScore, sayShort } from '../say-score.ts'

/** What the person's screen shows of the ticket, one line for each path of `carry` of the nodes that this agent assists. */
export function carriedLines(input: AgentInput): readonly string[] {
  const paths = Object.values(input.workflow.spec.flow.nodes).flatMap((node) => (node.kind === 'human' && node.assist === input.agentId ? (node.carry ?? []) : []))
  return [...new Set(paths)].map((path) => {
    const name = path.split('.').map(sayId).join(': ')
    if (path === 'conversation') return `${name}: ${sayCount(input.conversation.length, 'message')}`
    const value = atPath(input.context, path)
    return value === undefined ? `${name}: not known` : `${name}: ${sayShort(sayValue(value), 240)}`
  })
}

function sayValue(value: Value): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : sayScore(value)
  const record = asRecord(value)
  if (record === undefined) {
    const items = asList(value)
    return items.length === 0 ? 'none' : items.map((item) => sayValue(asRecord(item)?.['title'] ?? item)).join('; ')
  }
  return Object.entries(record).map(([name, field]) => `${sayId(name).toLowerCase()} ${sayValue(field)}`).join(', ')
}
