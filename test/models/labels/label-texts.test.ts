import { expect, it } from 'vitest'
import { labelTexts, textsInTurns } from '../../../models/labels/label-texts.ts'

it('a label stands for its title with its description, and for each example once', () => {
  const texts = labelTexts({ id: 'a', title: 'lost_card', description: 'a card is gone', examples: ['my card  is lost', 'my card is lost', ' ', 'where is it'] })
  expect(texts[0]).toBe('lost card: a card is gone')
  expect([...texts.slice(1)].sort()).toEqual(['my card is lost', 'where is it'])
})

it('the order of examples does not matter', () => {
  const examples = Array.from({ length: 20 }, (_, i) => `example ${i}`)
  expect(labelTexts({ id: 'a', title: 'A', examples })).toEqual(labelTexts({ id: 'a', title: 'A', examples: examples.toReversed() }))
})

it('labels take turns, so that any beginning is fair to all', () => {
  const turns = textsInTurns([{ id: 'a', title: 'A', examples: ['x', 'y', 'z'] }, { id: 'b', title: 'B' }, { id: 'c', title: 'C', examples: ['w'] }])
  expect(turns.map(({ label }) => label)).toEqual([0, 1, 2, 0, 2, 0, 0])
})
