import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addAgent, addNode, connect, moveNodes, removeNodes } from '../../../core/document/edit-nodes.ts'
import { documentText, openDocument } from '../../../core/document/flow-document.ts'
import { nodePorts } from '../../../core/graph/node-ports.ts'
import { exampleDocument } from './document-fixture.ts'

describe('editing nodes', () => {
  it('adds a node under a fresh id at the place it was dropped, snapped to the grid', () => {
    const added = addNode(exampleDocument(), 'triage', { kind: 'end', stage: 'closing', outcome: 'resolved' }, [101, 99])
    expect(added.id).toBe('triage2')
    expect(added.document.layout.nodes['triage2']).toEqual([104, 96])
  })

  it('declares the agent of a dropped agent card', () => {
    const agent = exampleDocument().workflow.spec.agents['qa']
    if (agent === undefined) throw new Error('the example has an agent qa')
    const added = addAgent(exampleDocument(), 'qa', agent, 'closing', [0, 0])
    expect(added.id).toBe('qa2')
    expect(added.document.workflow.spec.agents['qa2']).toEqual(agent)
  })

  it('removes a node with every way that led to it and the agent that nothing else uses', () => {
    const after = removeNodes(exampleDocument(), ['check', 'pageLead'])
    const { spec } = after.workflow
    expect(spec.agents['resolutionCheck']).toBeUndefined()
    expect(spec.triggers?.some((trigger) => trigger.then === 'pageLead')).toBe(false)
    const targets = Object.values(spec.flow.nodes).flatMap((node) => nodePorts(node).map((port) => port.target))
    expect(targets).not.toContain('check')
    expect(documentText(after)).not.toContain('resolutionCheck')
  })

  it('connects and disconnects a port', () => {
    const led = connect(exampleDocument(), 'solved', 'yesSolved', 'close')
    const solved = led.workflow.spec.flow.nodes['solved']
    expect(solved?.kind === 'decision' ? solved.branches[0]?.then : undefined).toBe('close')
    const cut = connect(led, 'solved', 'yesSolved', undefined)
    const open = cut.workflow.spec.flow.nodes['solved']
    expect(open?.kind === 'decision' ? open.branches[0] : undefined).toEqual({ id: 'yesSolved', when: 'check.resolved && check.confidence >= 0.7' })
  })

  it('gives the same document back when nothing changes', () => {
    const document = exampleDocument()
    expect(connect(document, 'intake', 'then', 'filter')).toBe(document)
    expect(connect(document, 'intake', 'then', 'nowhere')).toBe(document)
    expect(removeNodes(document, ['nowhere'])).toBe(document)
    expect(moveNodes(moveNodes(document, { triage: [0, 0] }), { triage: [3, 3] }).layout.nodes['triage']).toEqual([0, 0])
  })

  it('prints, after any removal, a text that reads back as the same flow', () => {
    const ids = Object.keys(exampleDocument().workflow.spec.flow.nodes)
    fc.assert(fc.property(fc.subarray(ids, { minLength: 1, maxLength: 8 }), (gone) => {
      const after = removeNodes(exampleDocument(), gone)
      const opened = openDocument(documentText(after), null)
      expect(opened.kind === 'opened' ? opened.document.workflow : opened.findings).toEqual(after.workflow)
    }), { numRuns: 40, seed: 7 })
  })
})
