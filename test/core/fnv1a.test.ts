import { describe, expect, it } from 'vitest'
import { fnv1a } from '../../core/fnv1a.ts'

describe('fnv1a', () => {
  // The published test vectors of FNV-1a with 32 bits.
  it.each([['', 0x811c9dc5], ['a', 0xe40c292c], ['foobar', 0xbf9cf968]] as const)('gives the known number of "%s"', (text, hash) => {
    expect(fnv1a(text)).toBe(hash)
  })
})
