import { compileCondition } from '../../conditions/compile-condition.ts'
import { pathText } from '../../conditions/term.ts'
import { typeName } from '../../conditions/condition-type.ts'
import type { Finding } from '../../spec/finding.ts'
import { visibleText } from '../../spec/odd-characters.ts'
import { findingAtSpan } from '../../spec/source-finding.ts'
import type { LintRule } from '../lint-context.ts'
import { absentPart } from './absent-values.ts'
import { conditionSpan } from './condition-problems.ts'

/** A list of more findings than this in one text helps nobody. */
const mostInText = 100

/** The first place of every placeholder; a brace pair that begins another one ends the first. */
function placeholdersOf(text: string): readonly { readonly inner: string; readonly index: number; readonly length: number }[] {
  const first = new Map<string, { readonly inner: string; readonly index: number; readonly length: number }>()
  for (const match of text.matchAll(/\{\{((?:(?!\{\{|\}\}).)*)\}\}/gs)) {
    const inner = match[1] ?? ''
    if (!first.has(inner)) first.set(inner, { inner, index: match.index, length: match[0].length })
  }
  return [...first.values()]
}

/** LUM314: the placeholders of a text name values that are known, there, and can be written out. */
export const textTemplates: LintRule = (context) => {
  const { source, workflow, scope, presence } = context
  return Object.entries(workflow.spec.flow.nodes).flatMap(([id, node]): readonly Finding[] => {
    if (node.kind !== 'message') return []
    const present = presence.before(id)
    const path = ['spec', 'flow', 'nodes', id, 'text']
    let reported = 0
    return placeholdersOf(node.text).flatMap(({ inner, index, length }): readonly Finding[] => {
      const placeholder = inner.trim()
      if (reported >= mostInText) return []
      const at = (problem: string, hint: string): readonly Finding[] => {
        reported += 1
        return [findingAtSpan(source, 'LUM314', { placeholder: visibleText(placeholder), problem, hint }, path, conditionSpan(source, path, index, index + length))]
      }
      if (!/^[A-Za-z]\w*(\.[A-Za-z]\w*)*$/.test(placeholder)) return at('is not the name of a value', 'Name a value, for example {{draft.text}}.')
      const compiled = compileCondition(placeholder, scope, 'any')
      if (compiled.kind === 'rejected') {
        const [problem] = compiled.problems
        return at(`is unknown: ${(problem?.message ?? '').replace(/\.$/, '')}`, problem?.hint ?? 'Name a value that is there.')
      }
      const { type, readsAt } = compiled.condition
      if (type.kind === 'list' || type.kind === 'record') return at(`is ${typeName(type)}, not text`, 'Name one of its fields, or let an agent write the text.')
      return readsAt.flatMap((read) => {
        const absent = present === undefined ? undefined : absentPart(read, present)
        return absent === undefined ? [] : at(`may be absent here: ${pathText(read.path)} is not written on every way to ${id}`, 'Send the message only after what writes it.')
      })
    })
  })
}
