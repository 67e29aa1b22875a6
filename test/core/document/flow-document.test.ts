import { describe, expect, it } from 'vitest'
import { moveNodes } from '../../../core/document/edit-nodes.ts'
import { documentLayoutText, documentText, openDocument } from '../../../core/document/flow-document.ts'
import { setAt } from '../../../core/document/set-at.ts'
import { exampleDocument, exampleText } from './document-fixture.ts'

describe('a flow document', () => {
  it('prints the identical bytes while nothing was changed', () => {
    expect(documentText(exampleDocument())).toBe(exampleText)
  })

  it('changes exactly one line when one threshold changes', () => {
    const result = setAt(exampleDocument(), ['spec', 'triggers', 1, 'when'], 'sentiment.frustration >= 0.65')
    if (result.kind !== 'set') throw new Error(result.message)
    const before = exampleText.split('\n')
    const after = documentText(result.document).split('\n')
    expect(after.length).toBe(before.length)
    const changed = after.flatMap((line, i) => (line === before[i] ? [] : [line.trim()]))
    expect(changed).toEqual(['when: sentiment.frustration >= 0.65'])
  })

  it('keeps a moved card out of the spec and puts it into the layout', () => {
    const moved = moveNodes(exampleDocument(), { triage: [483, 161] })
    expect(documentText(moved)).toBe(exampleText)
    expect(documentLayoutText(moved)).toContain('"triage": [480, 160]')
  })

  it('keeps the bytes of a layout that somebody formatted by hand until a card is moved', () => {
    const layoutText = '{"apiVersion":"lumos/v1","kind":"Layout","workflow":"acme-support","nodes":{"triage":[8,16]}}'
    const opened = openDocument(exampleText, layoutText)
    if (opened.kind !== 'opened') throw new Error('The example opens.')
    expect(documentLayoutText(opened.document)).toBe(layoutText)
    expect(documentLayoutText(moveNodes(opened.document, { triage: [16, 16] }))).toContain('    "triage": [16, 16]\n')
  })

  it('opens with an empty layout when the layout file is damaged', () => {
    const opened = openDocument(exampleText, '{ not json')
    expect(opened.kind === 'opened' ? opened.document.layout.nodes : undefined).toEqual({})
  })

  it('says what keeps a broken file from being drawn', () => {
    const opened = openDocument('apiVersion: lumos/v1\nkind: Workflow\nspec: [', null)
    expect(opened.kind).toBe('unreadable')
    expect(opened.kind === 'unreadable' ? opened.findings.length : 0).toBeGreaterThan(0)
  })
})
