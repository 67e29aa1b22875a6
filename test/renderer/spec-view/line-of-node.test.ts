import { describe, expect, it } from 'vitest'
import { documentText } from '../../../core/document/flow-document.ts'
import { lineOfNode } from '../../../renderer/spec-view/line-of-node.ts'
import { sampleDocument } from '../sample-document.ts'

const text = documentText(sampleDocument())

describe('the line of a node', () => {
  it.each(Object.keys(sampleDocument().workflow.spec.flow.nodes))('%s is found where it is declared', (id) => {
    const line = lineOfNode(text, id) ?? 0
    expect(text.split('\n')[line - 1]).toMatch(new RegExp(`^ {6}${id}:`))
  })

  it('is unknown for a node that is not there', () => expect(lineOfNode(text, 'nobody')).toBeNull())
})
