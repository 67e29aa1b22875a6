import { isScalar } from 'yaml'
import type { ConditionProblem } from '../../conditions/condition-problem.ts'
import { isAssignable, typeName } from '../../conditions/condition-type.ts'
import type { Finding, Fix, SpecPath, TextEdit } from '../../spec/finding.ts'
import { findingAtSpan } from '../../spec/source-finding.ts'
import type { SpecSource, TextSpan } from '../../spec/spec-source.ts'
import { nodeAt, partAt, spanAt } from '../../spec/spec-source.ts'
import type { CompiledSite, LintRule } from '../lint-context.ts'
import { scalarMap, writtenIn } from '../scalar-map.ts'

/** The span in the file of a part of a condition's text; the whole value where the part cannot be found in it. */
export function conditionSpan(source: SpecSource, path: SpecPath, start: number, end: number): TextSpan {
  const node = nodeAt(source, path)
  const owner = partAt(source, path)?.source ?? source
  const span = isScalar(node) ? scalarMap(owner, node)?.span(start, end) : undefined
  return span === undefined ? spanAt(source, path) : { start: span.start, end: Math.max(span.end, span.start + 1) }
}

/** A repair that writes other text in place of parts of a condition, in the style in which the condition is written; undefined where that style cannot hold it. */
export function conditionFix(source: SpecSource, path: SpecPath, title: string, parts: readonly { readonly start: number; readonly end: number; readonly text: string }[]): Fix | undefined {
  const node = nodeAt(source, path)
  // A repair edits this file; what comes from a library is mended there.
  const map = isScalar(node) && partAt(source, path) === undefined ? scalarMap(source, node) : undefined
  if (!isScalar(node) || map === undefined) return undefined
  const edits: TextEdit[] = []
  for (const part of parts) {
    const written = writtenIn(node, part.text, part.start === 0)
    if (written === undefined) return undefined
    const span = map.span(part.start, part.end)
    edits.push({ offset: span.start, length: span.end - span.start, text: written })
  }
  return { title, edits }
}

function fixOf(source: SpecSource, path: SpecPath, { fix }: ConditionProblem): Fix | undefined {
  return fix === undefined ? undefined : conditionFix(source, path, fix.title, [fix])
}

function typeFinding(source: SpecSource, { site, compiled }: CompiledSite): readonly Finding[] {
  if (compiled.kind !== 'compiled' || typeof site.expected === 'string' || isAssignable(compiled.condition.type, site.expected)) return []
  const literal = compiled.condition.term
  const known = (site.expected.kind === 'enum' || site.expected.kind === 'teamRef') && literal.op === 'literal' && typeof literal.value === 'string' && site.expected.values.includes(literal.value)
  if (known) return []
  const message = `${site.where} must be ${typeName(site.expected)}, and this is ${typeName(compiled.condition.type)}.`
  const hint = literal.op === 'literal' ? 'Write one of its values; text needs quotes inside the expression: \'"callback"\'.' : 'Give it a value of that type.'
  return [findingAtSpan(source, 'LUM302', { message, hint }, site.path, spanAt(source, site.path))]
}

/** LUM300 to LUM311: every condition can be read, and its types fit. */
export const conditionProblems: LintRule = ({ source, sites }) =>
  sites.flatMap((entry) => {
    const { site, compiled } = entry
    if (compiled.kind === 'compiled') return typeFinding(source, entry)
    return compiled.problems.map((problem) => findingAtSpan(source, problem.code, { message: problem.message, hint: problem.hint }, site.path, conditionSpan(source, site.path, problem.start, problem.end), fixOf(source, site.path, problem)))
  })
