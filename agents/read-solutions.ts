import type { Value } from '../core/conditions/value.ts'
import type { ConversationMessage } from '../core/engine/agent-contract.ts'
import type { Workflow } from '../core/spec/workflow.ts'
import { rootsOfRole } from './context-roots.ts'
import { readBlocks } from './read-blocks.ts'
import { asList, asNumber, asRecord, asText } from './read-value.ts'

/** A solution that knowledge retrieval found, as the context carries it. */
export type Solution = { readonly title: string; readonly body: string; readonly confidence: number; readonly source: string; readonly thirdParty: boolean }

/** Reads the `solutions` that an agent wrote; entries without text are left out. */
export function readSolutions(value: Value | undefined): readonly Solution[] {
  return asList(value).flatMap((item) => {
    const record = asRecord(item)
    const body = asText(record?.['body'])
    if (record === undefined || body === undefined) return []
    return [{
      title: asText(record['title']) ?? '',
      body,
      confidence: asNumber(record['confidence']) ?? 0,
      source: asText(record['source']) ?? '',
      thirdParty: record['thirdParty'] === true,
    }]
  })
}

/** The solutions that a ticket's knowledge retrieval has found, best first; those of the better search where there were several. */
export function solutionsInContext(workflow: Workflow, context: Readonly<Record<string, Value>>): readonly Solution[] {
  const found = rootsOfRole(workflow, context, 'knowledgeRetrieval').map((root) => [...readSolutions(root.outputs['solutions'])].sort((one, other) => other.confidence - one.confidence))
  return found.sort((one, other) => (other[0]?.confidence ?? -1) - (one[0]?.confidence ?? -1))[0] ?? []
}

/** Whether a solution is what was answered to another customer before, and so may speak of them. */
export function isPastTicket(workflow: Workflow, solution: Solution): boolean {
  return workflow.spec.knowledge?.[solution.source]?.source === 'ticketHistory'
}

/** Whether the customer has been sent this solution already: its title or one of its sentences stands in an answer. */
export function wasSent(solution: Solution, conversation: readonly ConversationMessage[]): boolean {
  const answers = conversation.filter((message) => message.from !== 'customer').map((message) => message.text).join('\n')
  if (answers === '') return false
  if (solution.title !== '' && answers.includes(solution.title)) return true
  return readBlocks(solution.body).some((block) => block.kind === 'sentence' && block.text.length >= 24 && answers.includes(block.text))
}
