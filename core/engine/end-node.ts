import type { Token } from './engine-state.ts'
import { cancelOtherTokens } from './finish.ts'
import type { EndNode } from './program.ts'
import { applySet } from './set-vars.ts'
import { removeToken } from './tokens.ts'
import { note, quoted, type Work } from './work.ts'

/** A token ends; an end other than `none` says how the ticket leaves the flow. */
export function enterEnd(work: Work, token: Token, node: EndNode): void {
  if (!applySet(work, token, node)) return
  const says = node.outcome === 'none' ? `A side path ended at ${quoted(node.label)}.` : `The ticket ended at ${quoted(node.label)}: ${node.outcome}.`
  note(work, node.id, 'ended', says, node.outcome === 'none' ? undefined : { rule: node.outcome })
  if (node.outcome !== 'none') work.outcome = node.outcome
  if (node.cancelOthers) cancelOtherTokens(work, token.id, `${node.label} ends the whole ticket`)
  removeToken(work, token.id)
}
