import { describe, expect, it } from 'vitest'
import { drawExamples } from '../../../models/evaluation/draw-examples.ts'
import { seededOrder } from '../../../models/evaluation/seeded-order.ts'
import { stratifiedFolds } from '../../../models/evaluation/stratified-folds.ts'

const rows = Array.from({ length: 60 }, (_, i) => ({ text: `text ${i}`, label: i % 10 === 0 ? 'rare' : i % 2 === 0 ? 'even' : 'odd' }))

describe('the seeded order', () => {
  it('holds every number once', () => {
    expect([...seededOrder(100, 3, 'test')].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i))
  })

  it('depends on the seed and on the purpose', () => {
    expect(seededOrder(100, 3, 'test')).toEqual(seededOrder(100, 3, 'test'))
    expect(seededOrder(100, 3, 'test')).not.toEqual(seededOrder(100, 4, 'test'))
    expect(seededOrder(100, 3, 'test')).not.toEqual(seededOrder(100, 3, 'other'))
  })
})

describe('drawn examples', () => {
  it('are so many of each label, or all where there are fewer', () => {
    const drawn = drawExamples(rows, 8, 1)
    expect(['rare', 'odd', 'even'].map((label) => drawn.filter((row) => row.label === label).length)).toEqual([6, 8, 8])
    expect(new Set(drawn).size).toBe(drawn.length)
  })

  it('are the same for the same seed and others for another', () => {
    expect(drawExamples(rows, 8, 1)).toEqual(drawExamples(rows, 8, 1))
    expect(drawExamples(rows, 8, 1)).not.toEqual(drawExamples(rows, 8, 2))
  })
})

describe('stratified folds', () => {
  it('spread every label as evenly as can be', () => {
    const folds = stratifiedFolds(rows.map(({ label }) => label), 5, 1)
    for (const label of ['rare', 'odd', 'even']) {
      const counts = [0, 1, 2, 3, 4].map((fold) => rows.filter((row, i) => row.label === label && folds[i] === fold).length)
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    }
  })
})
