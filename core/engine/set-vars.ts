import { evaluate } from './expression.ts'
import type { Token } from './engine-state.ts'
import { failNode } from './fail-node.ts'
import type { ProgramNode } from './program.ts'
import { contextOf, touch, type Work } from './work.ts'

/** Writes the variables that a node sets; false when one could not be computed and the node has failed. */
export function applySet(work: Work, token: Token, node: ProgramNode): boolean {
  if (node.set.length === 0) return true
  const context = contextOf(work, token)
  const vars = { ...work.context.vars }
  for (const { name, value } of node.set) {
    const outcome = evaluate(work, value, context)
    if (outcome.kind === 'failed') {
      failNode(work, token, node, outcome.code, `vars.${name} could not be set: ${outcome.message}.`)
      return false
    }
    vars[name] = outcome.value
  }
  work.context.vars = vars
  for (const { name } of node.set) touch(work, `vars.${name}`)
  return true
}
