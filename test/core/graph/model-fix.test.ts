import { describe, expect, it } from 'vitest'
import { modelFix } from '../../../core/graph/model-fix.ts'
import type { ModelChange } from '../../../core/graph/model-fix.ts'
import { readSource } from '../../../core/spec/spec-source.ts'

/** The text after a repair, with its edits applied in the given order. */
function after(text: string, changes: readonly ModelChange[], order: 'first to last' | 'last to first' = 'last to first'): string | undefined {
  const fix = modelFix(readSource(text), 'Mend it', changes)
  if (fix === undefined) return undefined
  if (order === 'last to first') return fix.edits.toSorted((a, b) => b.offset - a.offset).reduce((next, edit) => next.slice(0, edit.offset) + edit.text + next.slice(edit.offset + edit.length), text)
  let moved = 0
  return fix.edits.reduce((next, edit) => {
    const at = edit.offset + moved
    moved += edit.text.length - edit.length
    return next.slice(0, at) + edit.text + next.slice(at + edit.length)
  }, text)
}

const text = 'a:\n  one: 1   # first\n  two: { x: 1, y: 2 }\n  three: [p, q, r]\n  x-own: { keep: me }\nb:\n  - { id: k, v: 1 } # k\n  - { id: l, v: 2 }\n'

describe('modelFix', () => {
  it.each<[string, readonly ModelChange[], string]>([
    ['takes an entry away with its line and leaves the comments of others', [{ path: ['a', 'two'], value: undefined }], text.replace('  two: { x: 1, y: 2 }\n', '')],
    ['takes several entries away at once', [{ path: ['a', 'two'], value: undefined }, { path: ['a', 'three'], value: undefined }], text.replace('  two: { x: 1, y: 2 }\n  three: [p, q, r]\n', '')],
    ['changes a value and keeps the comment beside it', [{ path: ['a', 'one'], value: 2 }], text.replace('one: 1', 'one: 2')],
    ['adds an entry after the others', [{ path: ['a', 'two', 'z'], value: 3 }], text.replace('y: 2 }', 'y: 2, z: 3 }')],
    ['takes items of a list away by their places before the change', [{ path: ['a', 'three', 0], value: undefined }, { path: ['a', 'three', 2], value: undefined }], text.replace('[p, q, r]', '[q]')],
    ['changes places far apart', [{ path: ['a', 'one'], value: undefined }, { path: ['b', 1, 'v'], value: 5 }], text.replace('  one: 1   # first\n', '').replace('v: 2', 'v: 5')],
  ])('%s', (_, changes, expected) => {
    expect(after(text, changes)).toBe(expected)
  })

  it('gives edits that do not touch, so that their order does not matter', () => {
    const changes: readonly ModelChange[] = [{ path: ['a', 'two'], value: undefined }, { path: ['a', 'three'], value: ['z'] }, { path: ['a', 'four'], value: 4 }]
    expect(after(text, changes, 'first to last')).toBe(after(text, changes))
  })

  it('leaves an empty map where the last entry goes', () => {
    expect(after('a:\n  b: 1\nc: 2\n', [{ path: ['a', 'b'], value: undefined }])).toBe('a: {}\nc: 2\n')
  })

  it('gives no repair where nothing would change', () => {
    expect(after(text, [{ path: ['a', 'one'], value: 1 }])).toBeUndefined()
    expect(after(text, [{ path: ['a', 'nothing', 'here'], value: undefined }])).toBeUndefined()
  })
})
