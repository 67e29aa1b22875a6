import type { Term } from '../../conditions/term.ts'
import { pathText } from '../../conditions/term.ts'
import { walkTerm } from '../../conditions/walk-term.ts'
import { findingAtSpan } from '../../spec/source-finding.ts'
import { contextWriters } from '../context-roots.ts'
import type { LintRule } from '../lint-context.ts'
import { conditionOf } from '../lint-context.ts'
import { shortText } from '../short-text.ts'
import { conditionSpan } from './condition-problems.ts'

// Texts of these names are codes or names from a list that somebody keeps, and two of them are the same exactly when they are spelt alike.
const codes = /(^|[a-z])(ids?|keys?|codes?|numbers?|refs?|references?|names?|types?|kinds?|status|states?|slugs?|skus?|versions?|languages?|locales?|countr(y|ies)|currenc(y|ies)|emails?|domains?|urls?|hash|digest|outcomes?|sources?|plans?|tiers?)$/i

function literals(term: Term): readonly string[] {
  if (term.op === 'list') return term.items.flatMap(literals)
  return term.op === 'literal' && typeof term.value === 'string' ? [term.value] : []
}

/**
 * LUM313: text that people or models write in their own words is compared letter by letter. What a tool, a calendar or the
 * product itself says is a code and may be compared; an empty text is a question of its own.
 */
export const exactText: LintRule = ({ source, workflow, sites }) => {
  const spoken = new Set(['message.text', 'ticket.subject'])
  for (const { root, kind, id, outputs } of contextWriters(workflow)) {
    const node = kind === 'node' ? workflow.spec.flow.nodes[id] : undefined
    if (node?.kind === 'tool') continue
    for (const name of Object.keys(outputs)) if (!codes.test(name)) spoken.add(`${root}.${name}`)
  }
  return sites.flatMap(({ site, ...entry }) => {
    const condition = conditionOf({ site, ...entry })
    if (condition === undefined) return []
    return walkTerm(condition.term).flatMap((part) => {
      const sides = part.op === 'equal' ? [[part.left, part.right], [part.right, part.left]] as const : part.op === 'in' ? [[part.item, part.list]] as const : []
      return sides.flatMap(([field, other]) => {
        if (field.op !== 'read' || field.type.kind !== 'string' || !spoken.has(pathText(field.path))) return []
        const literal = literals(other).find((text) => text.trim() !== '')
        return literal === undefined ? [] : [findingAtSpan(source, 'LUM313', { field: pathText(field.path), literal: JSON.stringify(shortText(literal, 40)) }, site.path, conditionSpan(source, site.path, part.start, part.end))]
      })
    })
  })
}
