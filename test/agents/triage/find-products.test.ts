import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance } from '../../../agents/triage/edit-distance.ts'
import { findProducts } from '../../../agents/triage/find-products.ts'

const products = [
  { name: 'Hub One', aliases: ['hub 1', 'HB-1'] },
  { name: 'Thermo T2', aliases: ['thermostat', 'T2'] },
  { name: 'Door Sensor S1', aliases: ['door sensor', 'S1'] },
  { name: 'Doorbell D1', aliases: ['doorbell', 'D1'] },
]

describe('findProducts', () => {
  it.each([
    ['My thermostat is cold', ['Thermo T2']],
    ['My thermosat is cold', ['Thermo T2']],
    ['the dorbell rings', ['Doorbell D1']],
    ['the door bell rings', ['Doorbell D1']],
    ['hub1 and hb 1', ['Hub One']],
    ['two doorbells', ['Doorbell D1']],
    ['the T3 is not ours', []],
    ['the door is open', []],
    ['nothing of yours', []],
  ])('finds the products in "%s"', (text, names) => {
    expect(findProducts(text, products).map((mention) => mention.product)).toEqual(names)
  })

  it('puts the product that is named most often first', () => {
    const found = findProducts('My doorbell works with the hub one? Hub one says no, hub 1 is old.', products)
    expect(found.map(({ product, mentions }) => [product, mentions])).toEqual([['Hub One', 3], ['Doorbell D1', 1]])
  })
})

/** Optimal string alignment as the textbook writes it: the definition that the fast one is compared with. */
function plainDistance(one: string, other: string): number {
  const table = Array.from({ length: one.length + 1 }, (_, row) => Array.from({ length: other.length + 1 }, (_unused, column) => (row === 0 ? column : column === 0 ? row : 0)))
  const at = (row: number, column: number): number => table[row]?.[column] ?? Infinity
  for (let row = 1; row <= one.length; row += 1) {
    for (let column = 1; column <= other.length; column += 1) {
      const swap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1] ? at(row - 2, column - 2) + 1 : Infinity
      const line = table[row]
      if (line !== undefined) line[column] = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (one[row - 1] === other[column - 1] ? 0 : 1), swap)
    }
  }
  return at(one.length, other.length)
}

describe('editDistance', () => {
  it('agrees with the textbook up to its limit', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
    fc.assert(fc.property(word, word, fc.integer({ min: 0, max: 3 }), (one, other, limit) => editDistance(one, other, limit) === Math.min(plainDistance(one, other), limit + 1)), { numRuns: 3000 })
  })
})
