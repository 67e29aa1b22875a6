import { expect, it } from 'vitest'
import { labelSetDigest } from '../../../core/signals/label-set-digest.ts'

const labels = [{ id: 'a', title: 'A', examples: ['one', 'two'] }, { id: 'b', title: 'B', description: 'what b is' }]

it('depends on the words of the labels, not on the object that carries them', () => {
  expect(labelSetDigest(structuredClone(labels))).toBe(labelSetDigest(labels))
  expect(labelSetDigest(labels)).toMatch(/^[0-9a-f]{64}$/)
})

it.each([
  ['an example', [{ id: 'a', title: 'A', examples: ['one', 'three'] }, { id: 'b', title: 'B', description: 'what b is' }]],
  ['a description', [{ id: 'a', title: 'A', examples: ['one', 'two'] }, { id: 'b', title: 'B', description: 'something else' }]],
  ['the order of the labels', labels.toReversed()],
])('changes with %s', (_, other) => {
  expect(labelSetDigest(other)).not.toBe(labelSetDigest(labels))
})
