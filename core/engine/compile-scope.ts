import { compileCondition } from '../conditions/compile-condition.ts'
import type { ConditionScope } from '../conditions/condition-scope.ts'
import type { Workflow } from '../spec/workflow.ts'
import { durationMs } from '../spec/duration.ts'
import { toExpression, type Expression } from './expression.ts'
import { ProgramError } from './program-error.ts'
import type { Program, ProgramLink } from './program.ts'

/** What every part of the compiler needs: the workflow, what its conditions can see, and what agents are called by their role. */
export type CompileScope = {
  readonly workflow: Workflow
  readonly conditions: ConditionScope
  readonly titleOf?: (role: string) => string | undefined
  /** The program of another workflow, for a subflow node at `path`. */
  readonly subflow: (path: string, name: string, range: string) => Program
}

/** Compiles a condition, or any value with `expected` 'any'. */
export function compileText(scope: CompileScope, path: string, text: string, expected: 'bool' | 'any' = 'bool'): Expression {
  const compiled = compileCondition(text, scope.conditions, expected)
  if (compiled.kind === 'compiled') return toExpression(compiled.condition)
  const first = compiled.problems[0]
  throw new ProgramError('PROGRAM_CONDITION', path, `${text} is not a condition of this flow: ${first?.message ?? 'it cannot be read.'}`, first?.hint ?? 'Check the flow for problems.')
}

/** Compiles a condition where there is one. */
export function compileOptional(scope: CompileScope, path: string, text: string | undefined, expected: 'bool' | 'any' = 'bool'): Expression | undefined {
  return text === undefined ? undefined : compileText(scope, path, text, expected)
}

/** The link of a port, whose target must exist. */
export function compileLink(scope: CompileScope, source: string, port: string, target: string | undefined): ProgramLink {
  const path = `flow.nodes.${source}.${port}`
  if (target === undefined) throw new ProgramError('PROGRAM_REFERENCE', path, 'this way out leads nowhere.', 'Connect it to a node.')
  requireKey(scope.workflow.spec.flow.nodes, target, path, 'node')
  return { edge: `${source}#${port}`, to: target }
}

/** The links of named outcomes. */
export function compileOutcomes(scope: CompileScope, source: string, outcomes: Readonly<Record<string, string>> | undefined): Readonly<Record<string, ProgramLink>> {
  return Object.fromEntries(byId(outcomes).map(([outcome, target]) => [outcome, compileLink(scope, source, outcome, target)]))
}

/** The entries of a map by id, because the order in which a file lists them means nothing. */
export function byId<Entry>(entries: Readonly<Record<string, Entry>> | undefined): readonly (readonly [id: string, entry: Entry])[] {
  return Object.entries(entries ?? {}).toSorted(([left], [right]) => (left < right ? -1 : 1))
}

/** The entry of that key; a workflow without it cannot run. */
export function requireKey<Entry>(entries: Readonly<Record<string, Entry>> | undefined, key: string, path: string, what: string): Entry {
  const entry = entries !== undefined && Object.hasOwn(entries, key) ? entries[key] : undefined
  if (entry === undefined) throw new ProgramError('PROGRAM_REFERENCE', path, `there is no ${what} "${key}".`, `Choose one that exists, or add "${key}".`)
  return entry
}

/** The milliseconds of a written span of time. */
export function compileDuration(path: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const ms = durationMs(text)
  if (ms === undefined) throw new ProgramError('PROGRAM_SHAPE', path, `"${text}" is not a span of time.`, 'Write it like 8m or 1h30m.')
  return ms
}
