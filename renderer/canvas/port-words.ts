import { assertNever } from '../../core/assert-never.ts'
import type { NodePort } from '../../core/graph/node-ports.ts'
import type { FlowNode, Workflow } from '../../core/spec/workflow.ts'
import { conditionWords } from './condition-words.ts'
import { titleOfNode, wordsOfId } from './title-of.ts'

/** What a way out is called on its card, short and in full. */
export type PortWords = { readonly text: string; readonly full: string }

/** The name of a way out, in words. */
export function portWords(workflow: Workflow, node: FlowNode, port: NodePort): PortWords {
  switch (port.kind) {
    case 'then':
      return same('Next')
    case 'default':
      return same('Otherwise')
    case 'branch': {
      const branch = node.kind === 'decision' ? node.branches.find((each) => each.id === port.id) : undefined
      const words = branch === undefined ? wordsOfId(port.id) : conditionWords(workflow, branch.when)
      return { text: words, full: `${wordsOfId(port.id)}: ${words}` }
    }
    case 'arm': {
      const arm = node.kind === 'parallel' ? node.arms.find((each) => each.id === port.id) : undefined
      const name = port.target === undefined ? wordsOfId(port.id) : titleOfNode(workflow, port.target)
      return arm?.when === undefined ? same(name) : { text: name, full: `${name}, when ${conditionWords(workflow, arm.when)}` }
    }
    case 'outcome':
      return same(outcomeWords(node, port.id))
    case 'catch':
      return same(`On error: ${(node.catch?.[Number(port.id.slice('catch.'.length))]?.errors ?? []).map(errorWords).join(', ')}`)
    case 'onMaxVisits':
      return same(`After ${node.maxVisits ?? 0} visits`)
    default:
      return assertNever(port.kind)
  }
}

/** An error code as people read it. */
export function errorWords(code: string): string {
  if (code === 'LUMOS.*') return 'anything'
  return wordsOfId(code.replace(/^LUMOS\./u, '')).toLowerCase()
}

function outcomeWords(node: FlowNode, id: string): string {
  if (id === 'timeout') {
    if (node.kind === 'message') return node.await === undefined ? 'No reply' : `No reply within ${node.await.reply}`
    return node.timeout === undefined ? 'Not done in time' : `Not done within ${node.timeout}`
  }
  if (id === 'replied') return 'The customer replied'
  return wordsOfId(id)
}

function same(text: string): PortWords {
  return { text, full: text }
}
