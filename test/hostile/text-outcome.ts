import { roleCatalog } from '../../agents/registry.ts'
import { compileCondition } from '../../core/conditions/compile-condition.ts'
import { evaluateCondition } from '../../core/conditions/evaluate-condition.ts'
import type { Value } from '../../core/conditions/value.ts'
import { checkSpec } from '../../core/graph/check-spec.ts'
import { parseLayout } from '../../core/spec/layout.ts'
import { parseScenario } from '../../core/simulation/parse-scenario.ts'
import { sampleScope } from '../core/conditions/sample-scope.ts'
import type { HostileOutcome } from './hostile-case.ts'

/** What checking a workflow's text finds. */
export function ofWorkflow(text: string): HostileOutcome {
  const { findings } = checkSpec(text, roleCatalog)
  const silent = findings.filter((finding) => finding.message.trim() === '' || finding.hint.trim() === '' || finding.message.length > 2000)
  if (silent.length > 0) throw new Error(`A finding says nothing, or far too much: ${JSON.stringify(silent[0]).slice(0, 300)}`)
  return { errors: findings.filter((finding) => finding.severity === 'error').map((finding) => finding.code), others: findings.filter((finding) => finding.severity !== 'error').map((finding) => finding.code) }
}

/** What compiling a condition, and evaluating it on a context, gives: codes of problems, or `absent`, `failed`, `value`. */
export function ofCondition(text: string, context: Readonly<Record<string, Value>> = {}, expected: 'bool' | 'any' = 'any'): HostileOutcome {
  const compiled = compileCondition(text, sampleScope, expected)
  if (compiled.kind === 'rejected') return { errors: compiled.problems.map((problem) => problem.code), others: [] }
  const answer = evaluateCondition(compiled.condition, context)
  return answer.kind === 'value' ? { errors: [], others: [JSON.stringify(answer.value).slice(0, 100)] } : { errors: [answer.kind], others: [] }
}

/** What reading a layout gives. */
export function ofLayout(text: string): HostileOutcome {
  const parsed = parseLayout(text)
  return { errors: parsed.layout === undefined ? ['unreadable'] : [], others: parsed.layout === undefined ? [] : [JSON.stringify(parsed.layout).slice(0, 200)] }
}

/** What reading a scenario finds. */
export function ofScenario(text: string): HostileOutcome {
  const { scenario, problems } = parseScenario(text)
  if (scenario === null && problems.length === 0) throw new Error('A scenario was refused without a word.')
  return { errors: problems.filter((problem) => problem.severity === 'error').map((problem) => problem.code), others: [] }
}
