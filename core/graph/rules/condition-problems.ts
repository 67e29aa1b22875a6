import { isScalar } from 'yaml'
import type { ConditionProblem } from '../../conditions/condition-problem.ts'
import { isAssignable, typeName } from '../../conditions/condition-type.ts'
import type { Finding, Fix, SpecPath } from '../../spec/finding.ts'
import { findingAtSpan, replaceSpan } from '../../spec/source-finding.ts'
import type { SpecSource, TextSpan } from '../../spec/spec-source.ts'
import { escapedFor, nodeAt, partAt, scalarOffset, spanAt } from '../../spec/spec-source.ts'
import type { CompiledSite, LintRule } from '../lint-context.ts'

/** The span in the file of a part of a condition's text; the whole value where the text runs over lines. */
export function conditionSpan(source: SpecSource, path: SpecPath, start: number, end: number): TextSpan {
  const node = nodeAt(source, path)
  if (!isScalar(node)) return spanAt(source, path)
  const owner = partAt(source, path)?.source ?? source
  const from = scalarOffset(owner, node, start)
  const to = scalarOffset(owner, node, end)
  return from === undefined || to === undefined ? spanAt(source, path) : { start: from, end: Math.max(to, from + 1) }
}

function fixOf(source: SpecSource, path: SpecPath, problem: ConditionProblem): Fix | undefined {
  const node = nodeAt(source, path)
  if (problem.fix === undefined || !isScalar(node)) return undefined
  const { title, start, end, text } = problem.fix
  const from = scalarOffset(source, node, start)
  const to = scalarOffset(source, node, end)
  const written = escapedFor(node, text)
  return from === undefined || to === undefined || written === undefined ? undefined : replaceSpan(title, { start: from, end: to }, written)
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
