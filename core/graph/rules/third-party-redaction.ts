import type { LintRule } from '../lint-context.ts'
import { modelFix } from '../model-fix.ts'

/** LUM505: a question to somebody else's knowledge carries no personal data. */
export const thirdPartyRedaction: LintRule = ({ source, workflow, report }) => {
  const { agents, knowledge, policies } = workflow.spec
  const { pii } = policies ?? {}
  const redacted = pii?.redact ?? []
  if (redacted.length > 0 && pii?.in.includes('thirdParty') === true) return []
  const asked = new Map<string, readonly (string | number)[]>()
  for (const [id, agent] of Object.entries(agents)) {
    for (const [index, name] of (agent.knowledge ?? []).entries()) {
      if (knowledge?.[name]?.trust === 'thirdParty' && !asked.has(name)) asked.set(name, ['spec', 'agents', id, 'knowledge', index])
    }
  }
  const path = ['spec', 'policies', 'pii', 'in']
  const fix = redacted.length === 0 ? undefined : modelFix(source, 'Redact what goes to third parties', [{ path, value: [...(pii?.in ?? []), 'thirdParty'] }])
  const data = redacted.length === 0 ? 'whatever the customer writes' : redacted.join(', ')
  return [...asked].map(([name, place]) => report('LUM505', { data, knowledge: name }, pii === undefined ? place : redacted.length === 0 ? ['spec', 'policies', 'pii', 'redact'] : path, fix === undefined ? {} : { fix }))
}
