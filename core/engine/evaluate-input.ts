import type { Value } from '../conditions/value.ts'
import type { ErrorCode } from './engine-event.ts'
import type { Token } from './engine-state.ts'
import { evaluate } from './expression.ts'
import type { ProgramInput } from './program.ts'
import { contextOf, type Work } from './work.ts'

const nothing: Readonly<Record<string, Value>> = {}

/** The values that a node hands to its task, or why one of them could not be computed. */
export function evaluateInput(
  work: Work,
  token: Token,
  node: { readonly input: readonly ProgramInput[] },
): { readonly kind: 'values'; readonly values: Readonly<Record<string, Value>> } | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string } {
  if (node.input.length === 0) return { kind: 'values', values: nothing }
  const context = contextOf(work, token)
  const values: Record<string, Value> = {}
  for (const { name, value } of node.input) {
    const outcome = evaluate(work, value, context)
    if (outcome.kind === 'failed') return { kind: 'failed', code: outcome.code, message: `its input “${name}” could not be computed: ${outcome.message}.` }
    values[name] = outcome.value
  }
  return { kind: 'values', values }
}
