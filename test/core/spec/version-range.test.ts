import { describe, expect, it } from 'vitest'
import { compareVersions, versionFits } from '../../../core/spec/version-range.ts'

describe('a range of versions', () => {
  it.each([
    ['1.2.0', '1.2.0', true],
    ['1.2.1', '1.2.0', false],
    ['1.2.0', '=1.2.0', true],
    ['1.9.3', '^1.2.0', true],
    ['1.1.9', '^1.2.0', false],
    ['2.0.0', '^1.2.0', false],
    ['0.2.9', '^0.2.3', true],
    ['0.3.0', '^0.2.3', false],
    ['0.0.3', '^0.0.3', true],
    ['0.0.4', '^0.0.3', false],
    ['1.2.9', '~1.2.3', true],
    ['1.3.0', '~1.2.3', false],
    ['1.7.0', '1.x', true],
    ['2.0.0', '1.x', false],
    ['1.2.7', '1.2.x', true],
    ['1.3.0', '1.2', false],
    ['5.0.0', '*', true],
    ['1.5.0', '>=1.2.0 <2.0.0', true],
    ['2.0.0', '>=1.2.0 <2.0.0', false],
    ['1.2.0', '>1.2.0', false],
    ['1.2.0', '<=1.2.0', true],
    ['2.0.0-beta', '2.0.0-beta', true],
    ['2.0.0-beta', '2.0.0', false],
    ['2.0.0-beta', '>=1.0.0', false],
    ['2.0.0-beta', '*', false],
    ['2.0.0', '2.0.0-beta', false],
    ['1.0.0', 'latest', undefined],
    ['1.0.0', '', undefined],
    ['1.0.0', '^*', undefined],
    ['1.0.0', '>=1', undefined],
    ['1.0.0', '^1.0.0-beta', undefined],
    ['1.0.0', '1.0.0 || 2.0.0', undefined],
  ])('%s in %s: %s', (version, range, fits) => {
    expect(versionFits(version, range)).toBe(fits)
  })

  it('orders versions by their numbers, and a suffix before the version without one', () => {
    const versions = ['1.10.0', '1.2.0', '2.0.0', '2.0.0-beta', '2.0.0-alpha', '1.2.10']
    expect(versions.toSorted(compareVersions)).toEqual(['1.2.0', '1.2.10', '1.10.0', '2.0.0-alpha', '2.0.0-beta', '2.0.0'])
  })
})
