import { describe, expect, it } from 'vitest'
import { copyNodes, pasteNodes } from '../../../core/document/clipboard.ts'
import { documentText, openDocument } from '../../../core/document/flow-document.ts'
import { exampleDocument } from './document-fixture.ts'

describe('the clipboard', () => {
  it('copies nodes as YAML and pastes them under fresh ids with the ways inside the piece kept', () => {
    const document = exampleDocument()
    const text = copyNodes(document, ['check', 'solved'])
    expect(text).toContain('kind: Clip')
    const pasted = pasteNodes(document, text, [400, 800])
    if (pasted.kind !== 'pasted') throw new Error(pasted.message)
    expect(pasted.ids).toEqual(['check2', 'solved2'])
    const { nodes } = pasted.document.workflow.spec.flow
    const check = nodes['check2']
    const solved = nodes['solved2']
    expect(check?.kind === 'agent' ? [check.agent, check.then] : undefined).toEqual(['resolutionCheck', 'solved2'])
    expect(solved?.kind === 'decision' ? [solved.branches[0]?.then, solved.default] : undefined).toEqual([undefined, undefined])
  })

  it('brings the agent along into another flow, and the text still reads back', () => {
    const blank = openDocument('apiVersion: lumos/v1\nkind: Workflow\nmetadata: { name: blank, version: 0.1.0 }\nspec:\n  channels: {}\n  models: {}\n  agents: {}\n  flow:\n    stages: { work: { title: Work } }\n    onError: { then: done }\n    nodes:\n      done: { kind: end, stage: work, outcome: resolved }\n', null)
    if (blank.kind !== 'opened') throw new Error('the blank flow opens')
    const pasted = pasteNodes(blank.document, copyNodes(exampleDocument(), ['triage']), [0, 0])
    if (pasted.kind !== 'pasted') throw new Error(pasted.message)
    expect(pasted.document.workflow.spec.agents['triage']?.role).toBe('ticketTriage')
    const again = openDocument(documentText(pasted.document), null)
    expect(again.kind === 'opened' ? again.document.workflow : again.findings).toEqual(pasted.document.workflow)
  })

  it.each(['', 'hello', '{}', 'a: &x 1\nb: *x', 'apiVersion: lumos/v1\nkind: Clip\nnodes: { x: { kind: rocket } }'])('refuses %j with a sentence', (text) => {
    const pasted = pasteNodes(exampleDocument(), text, [0, 0])
    expect(pasted.kind === 'refused' ? pasted.message : '').toContain('clipboard holds no part')
  })
})
