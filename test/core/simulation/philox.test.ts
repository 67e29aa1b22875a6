import { describe, expect, it } from 'vitest'
import { philox4x32 } from '../../../core/simulation/philox.ts'

const cases = [
  { name: 'zero', counter: [0, 0, 0, 0], key: [0, 0], words: ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8'] },
  { name: 'all ones', counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], key: [0xffffffff, 0xffffffff], words: ['408f276d', '41c83b0e', 'a20bc7c6', '6d5451fd'] },
  { name: 'digits of pi', counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], key: [0xa4093822, 0x299f31d0], words: ['d16cfe09', '94fdcceb', '5001e420', '24126ea1'] },
]

describe('philox4x32', () => {
  it.each(cases)('gives the published words for $name', ({ counter, key, words }) => {
    const out = new Uint32Array(4)
    const [a, b, c, d] = counter
    philox4x32(out, a ?? 0, b ?? 0, c ?? 0, d ?? 0, key[0] ?? 0, key[1] ?? 0)
    expect([...out].map((word) => word.toString(16).padStart(8, '0'))).toEqual(words)
  })
})
