import type { Assumption, ConversationMessage } from '../engine/agent-contract.ts'
import type { Ticket } from '../tickets/ticket.ts'

/** An outcome of a human node, and the assumption behind it. */
export type PersonOutcome = { readonly outcome: string; readonly assumption: Assumption }

const SOURCE = 'simulation'
const AWAY = new Set(['timeout', 'transferred', 'returned', 'rejected'])

/** How a conversation with a person ends: people solve what they take on. */
export function outcomeOfConversation(outcomes: readonly string[]): PersonOutcome {
  const outcome = outcomes.includes('resolved') ? 'resolved' : (outcomes.find((one) => !AWAY.has(one)) ?? outcomes[0] ?? 'resolved')
  return { outcome, assumption: { id: 'people.conversation', text: 'A person who takes a conversation solves it; how often such a ticket is reopened is in the scenario.', value: outcome, source: SOURCE } }
}

/** How an approval ends: the surer the draft, the likelier it passes. */
export function outcomeOfApproval(outcomes: readonly string[], confidence: number | null, u: number): PersonOutcome {
  const pass = confidence === null ? 0.9 : 0.5 + 0.5 * confidence
  const yes = outcomes.includes('approved') ? 'approved' : (outcomes.find((one) => !AWAY.has(one)) ?? outcomes[0] ?? 'approved')
  const no = outcomes.includes('rejected') ? 'rejected' : (outcomes.find((one) => one !== yes && one !== 'timeout') ?? yes)
  return {
    outcome: u < pass ? yes : no,
    assumption: { id: 'people.approval', text: 'A draft is approved the more often the higher its confidence is.', value: '50 % + confidence / 2; 90 % without a confidence', source: SOURCE },
  }
}

/** How a tool call that needs a person's word is answered. */
export function outcomeOfToolApproval(u: number): PersonOutcome {
  return { outcome: u < 0.9 ? 'approved' : 'rejected', assumption: { id: 'people.toolApproval', text: 'People allow nine of ten tool calls that need an approval.', value: '90 %', source: SOURCE } }
}

/** What is assumed of tools. */
export const noToolOutputs: Assumption = { id: 'tools.outputs', text: 'Tools of other systems are not called: they take their time and return nothing, so what they would write stays absent.', value: 'no outputs', source: SOURCE }

/** What a person wrote: the answer of the history where there is one. */
export function personWords(ticket: Ticket, reply: number, at: number): ConversationMessage {
  const real = ticket.messages.filter((message) => message.from === 'agent')[reply]
  return real === undefined ? { from: 'human', at, text: 'A colleague has answered this.', synthetic: true } : { from: 'human', at, text: real.text }
}
