import { describe, expect, it } from 'vitest'
import { formatCount, formatNumber, formatShare } from '../../../renderer/format/format-number.ts'

describe('numbers on screen', () => {
  it.each([
    [1204, 0, '1,204'],
    [1234567.891, 2, '1,234,567.89'],
    [-0.4, 0, '0'],
    [-1500, 0, '-1,500'],
  ])('groups %d with %d decimals as %s', (value, digits, words) => expect(formatNumber(value, digits)).toBe(words))

  it.each([
    [0.62, '62 %'],
    [0.064, '6.4 %'],
    [0.06, '6 %'],
    [0, '0 %'],
    [1, '100 %'],
  ])('says the share %d as %s', (share, words) => expect(formatShare(share)).toBe(words))

  it('rounds mean counts to whole numbers from ten on', () => {
    expect([formatCount(8.94), formatCount(65.6), formatCount(12)]).toEqual(['8.9', '66', '12'])
  })
})
