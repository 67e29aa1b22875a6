import { agentTypes } from '../../agents/registry.ts'
import { families } from '../canvas/family-of.ts'
import type { Family } from '../canvas/family-of.ts'
import type { FlowNodeKind } from '../../core/spec/workflow.ts'

/** One thing that can be put on the canvas. */
export type PaletteItem = {
  readonly id: string
  readonly family: Family
  readonly title: string
  readonly sentence: string
  readonly keywords: readonly string[]
  readonly kind: FlowNodeKind | 'trigger' | 'note'
  readonly role: string | null
}

/** How the groups of the palette are headed. */
export const familyTitles: Readonly<Record<Family, string>> = {
  receive: 'Receive', understand: 'Understand', answer: 'Answer', decide: 'Decide', people: 'People', check: 'Check', flow: 'Flow',
}

const kindItems: readonly PaletteItem[] = [
  item('start', 'receive', 'start', 'New ticket', 'Where tickets of some channels enter the flow.', ['start', 'intake', 'channel']),
  item('message', 'answer', 'message', 'Send a message', 'Writes to the customer, and can wait for the reply.', ['reply', 'email', 'ask', 'answer']),
  item('question', 'answer', 'message', 'Ask with choices', 'Offers the customer a few answers, each with its own way on.', ['choice', 'button', 'callback', 'offer']),
  item('decision', 'decide', 'decision', 'Decision', 'Rules from top to bottom; the first that holds decides.', ['if', 'branch', 'rule', 'condition', 'switch']),
  item('trigger', 'decide', 'trigger', 'Escalation trigger', 'Watches all the time and takes over when its rule holds.', ['interrupt', 'frustration', 'escalate', 'alert']),
  item('conversation', 'people', 'human', 'Hand over to people', 'A team takes the conversation over.', ['human', 'team', 'queue', 'handoff', 'agent']),
  item('approval', 'people', 'human', 'Ask for approval', 'A person approves or rejects before it goes on.', ['human', 'review', 'gate', 'check']),
  item('tool', 'flow', 'tool', 'Use a tool', 'Reads or writes in another system.', ['zendesk', 'jira', 'api', 'call', 'update']),
  item('parallel', 'flow', 'parallel', 'Do several things at once', 'Starts arms side by side and brings them together.', ['fork', 'join', 'parallel', 'quorum']),
  item('wait', 'flow', 'wait', 'Wait', 'Waits for a time, an event or a condition.', ['delay', 'timer', 'pause']),
  item('note', 'flow', 'note', 'Note', 'A remark on the canvas, for whoever reads the flow next.', ['comment', 'text', 'sticky']),
  item('end', 'flow', 'end', 'End', 'Where a ticket leaves the flow, solved or not.', ['stop', 'close', 'resolved', 'done']),
]

function item(id: string, family: Family, kind: PaletteItem['kind'], title: string, sentence: string, keywords: readonly string[]): PaletteItem {
  return { id, family, kind, title, sentence, keywords, role: null }
}

/** Everything that can be put on the canvas, agents first within their group. */
export const paletteItems: readonly PaletteItem[] = [
  ...agentTypes.map((type): PaletteItem => ({ id: `agent:${type.type}`, family: type.palette.family, title: type.palette.title, sentence: type.palette.sentence, keywords: type.palette.keywords, kind: 'agent', role: type.type })),
  ...kindItems,
]

/** The palette for a search text, in groups; every word must be found somewhere. */
export function searchPalette(query: string): readonly { readonly family: Family; readonly items: readonly PaletteItem[] }[] {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean)
  const fits = (each: PaletteItem): boolean => {
    const text = [each.title, each.sentence, familyTitles[each.family], ...each.keywords].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  }
  return families
    .map((family) => ({ family, items: paletteItems.filter((each) => each.family === family && fits(each)) }))
    .filter((group) => group.items.length > 0)
}
