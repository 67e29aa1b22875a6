import { describe, expect, it } from 'vitest'
import { corpusOf } from '../../fuzz/corpus-files.ts'
import { fuzzLoop } from '../../fuzz/fuzz-loop.ts'
import type { FuzzTarget } from '../../fuzz/fuzz-target.ts'
import { mustHold } from '../../fuzz/fuzz-target.ts'
import { minimiseText } from '../../fuzz/minimise-text.ts'
import { fuzzTargets } from '../../fuzz/targets.ts'

describe.each(fuzzTargets)('the fuzz target $name', (target) => {
  const inputs = [...target.seeds().map((text, index) => ({ file: `seed ${index}`, text })), ...corpusOf(target.name)]

  it.each(inputs)('holds for $file', ({ text }) => {
    expect(() => target.run(text)).not.toThrow()
  })
})

/** A target that fails for texts with two letters in one line. */
const picky: FuzzTarget = {
  name: 'picky', seeds: () => [], words: ['a', 'b', 'q', '\n'], longest: 200,
  run(text) {
    mustHold(!/q.*q/.test(text), () => 'Two of them.')
    return String(Math.min(3, text.split('q').length))
  },
}

describe('fuzzing', () => {
  function hunt(seed: number): { readonly tried: readonly string[]; readonly small: readonly string[] } {
    const tried: string[] = []
    const small: string[] = []
    let time = 0
    fuzzLoop(picky, ['a line\nand another\n'], seed, { now: () => (time += 1), until: 4000 }, { trying: (text) => void tried.push(text), found: (finding) => void small.push(finding.small) })
    return { tried, small }
  }

  it('finds what does not hold, makes it small, and reports one cause once', () => {
    expect(hunt(1).small).toEqual(['qq'])
  })

  it('tries the same inputs for the same seed, and others for another', () => {
    expect(hunt(3).tried).toEqual(hunt(3).tried)
    expect(hunt(4).tried).not.toEqual(hunt(3).tried)
  })

  it('makes a text smaller only as long as it fails', () => {
    expect(minimiseText('one\ntwo x\nthree\nfour y', (text) => text.includes('x') && text.includes('y'))).toBe('xy')
  })
})
