import { compileCondition } from '../../conditions/compile-condition.ts'
import type { Finding } from '../../spec/finding.ts'
import { findingAtSpan } from '../../spec/source-finding.ts'
import { nodeAt, partAt, spanAt } from '../../spec/spec-source.ts'
import type { CustomerWords } from '../customer-words.ts'
import { customerWords } from '../customer-words.ts'
import type { LintRule } from '../lint-context.ts'

const placeholder = /\{\{([^{}]*)\}\}/g

/** LUM503: instructions are trusted text; what customers write never becomes part of them. */
export const instructionText: LintRule = ({ source, workflow, scope, sites }) => {
  const agents = Object.entries(workflow.spec.agents).filter(([, agent]) => agent.instructions.includes('{{'))
  if (agents.length === 0) return []
  const tell = customerWords(workflow, sites)
  const known = new Map<string, CustomerWords | undefined>()
  const wordsOf = (name: string): CustomerWords | undefined => {
    if (!known.has(name)) {
      const compiled = compileCondition(name, scope, 'any')
      known.set(name, tell(name, compiled.kind === 'compiled' ? compiled.condition.type : undefined))
    }
    return known.get(name)
  }
  return agents.flatMap(([agent, { instructions }]): readonly Finding[] => {
    const path = ['spec', 'agents', agent, 'instructions']
    const node = nodeAt(source, path)
    const start = node?.range?.[0] ?? 0
    const text = (partAt(source, path)?.source ?? source).text.slice(start, node?.range?.[1] ?? 0)
    const written = [...text.matchAll(placeholder)]
    return [...instructions.matchAll(placeholder)].flatMap((match, index): readonly Finding[] => {
      const name = (match[1] ?? '').trim()
      const words = wordsOf(name)
      if (words === undefined) return []
      const place = written[index]
      const span = place === undefined ? spanAt(source, path) : { start: start + place.index, end: start + place.index + place[0].length }
      return [findingAtSpan(source, 'LUM503', { placeholder: `{{${name}}}`, what: words === 'written' ? 'what the customer wrote' : 'text that comes from what the customer wrote', agent }, path, span)]
    })
  })
}
