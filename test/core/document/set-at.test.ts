import { describe, expect, it } from 'vitest'
import { replaceAt, setAt } from '../../../core/document/set-at.ts'
import { exampleDocument } from './document-fixture.ts'

describe('setting a value', () => {
  it('shares everything off the path', () => {
    const root = { a: { b: 1 }, c: { d: 2 } }
    const changed = replaceAt(root, ['a', 'b'], 3)
    expect(changed).toEqual({ a: { b: 3 }, c: { d: 2 } })
    expect(changed).toHaveProperty('c', root.c)
  })

  it.each([
    [{ a: 1 }, ['a'], undefined, {}],
    [{ a: [1, 2, 3] }, ['a', 1], undefined, { a: [1, 3] }],
    [{ a: [1] }, ['a', 1], 2, { a: [1, 2] }],
    [{}, ['a', 'b'], 1, { a: { b: 1 } }],
  ])('replaces in %j at %j with %j', (root, path, value, expected) => {
    expect(replaceAt(root, path, value)).toEqual(expected)
  })

  it('gives the same document back for an equal value', () => {
    const document = exampleDocument()
    const result = setAt(document, ['metadata', 'title'], 'Acme customer support')
    expect(result.kind === 'set' ? result.document : undefined).toBe(document)
  })

  it('refuses what the schema refuses and says where', () => {
    const result = setAt(exampleDocument(), ['metadata', 'version'], 'three')
    expect(result.kind === 'refused' ? result.message : '').toContain('metadata.version')
  })
})
