import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isScalar, stringify } from 'yaml'
import { scalarMap, writtenIn } from '../../../core/graph/scalar-map.ts'
import { nodeAt, readSource } from '../../../core/spec/spec-source.ts'

function mapped(text: string) {
  const source = readSource(text)
  const node = nodeAt(source, ['a'])
  if (!isScalar(node) || typeof node.value !== 'string') throw new Error('the text has no text at a')
  return { value: node.value, node, map: scalarMap(source, node) }
}

/** What the file holds where a part of the value is said to stand. */
function shown(text: string, part: string): string {
  const { value, map } = mapped(text)
  const start = value.indexOf(part)
  const span = map?.span(start, start + part.length)
  return span === undefined ? 'nowhere' : text.slice(span.start, span.end)
}

describe('scalarMap', () => {
  it.each<[style: string, text: string, part: string, raw: string]>([
    ['plain', 'a: one && two # note\n', 'two', 'two'],
    ['plain over lines', 'a: one &&\n   two\n', 'two', 'two'],
    ['single quoted', "a: 'x == ''two'' && three'\n", "'two'", "''two''"],
    ['double quoted', 'a: "x == \\"two\\" && three"\n', '"two"', '\\"two\\"'],
    ['double quoted, behind characters of two halves', 'a: "😀\\U0001F600\\ud83d\\ude00 two"\n', 'two', 'two'],
    ['double quoted over lines', 'a: "one\n\n  \\\n  two"\n', 'two', 'two'],
    ['literal block', 'a: |\n  one\n    two\n', 'two', 'two'],
    ['literal block with an indentation of its own', 'a: |2-\n    one\n  two\n', 'two', 'two'],
    ['folded block', 'a: >- # note\n\n  one\n  two\n\n  three\n', 'three', 'three'],
    ['folded block, a part over two lines', 'a: >-\n  one\n  two\n', 'one two', 'one\n  two'],
    ['windows line ends', 'a: |\r\n  one\r\n  two\r\n', 'two', 'two'],
  ])('finds a part in %s', (_style, text, part, raw) => {
    expect(shown(text, part)).toBe(raw)
  })

  it('finds every word of every text in every style, or says that it cannot', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '"', "'", '\\', '😀', 'ü', '&', '<', '.'), minLength: 1, maxLength: 6 })
    const styles = fc.constantFrom('PLAIN' as const, 'QUOTE_SINGLE' as const, 'QUOTE_DOUBLE' as const, 'BLOCK_LITERAL' as const, 'BLOCK_FOLDED' as const)
    let found = 0
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), fc.constantFrom(' ', '\n', '  '), styles, fc.constantFrom(0, 20), (words, gap, defaultStringType, lineWidth) => {
      const value = words.join(gap)
      const text = stringify({ a: value }, { defaultStringType, lineWidth, minContentWidth: 0 })
      const { map, value: read, node } = mapped(text)
      expect(read).toBe(value)
      if (map === undefined) return
      found += 1
      let at = 0
      for (const each of words) {
        const span = map.span(at, at + each.length)
        const raw = text.slice(span.start, span.end)
        // What stands there is the word as this style writes it.
        if (node.type !== 'QUOTE_DOUBLE') expect(raw).toBe(node.type === 'QUOTE_SINGLE' ? each.replaceAll("'", "''") : each)
        else expect(JSON.parse(`"${raw.replace(/\\\n\s*/g, '')}"`)).toBe(each)
        at += each.length + gap.length
      }
    }), { numRuns: 500 })
    expect(found).toBeGreaterThan(400)
  })

  it('writes text in the style of the scalar, or refuses where that style cannot hold it', () => {
    expect(writtenIn(mapped("a: 'x'\n").node, "it's", false)).toBe("it''s")
    expect(writtenIn(mapped('a: "x"\n').node, 'say "x\\y"', false)).toBe('say \\"x\\\\y\\"')
    expect(writtenIn(mapped('a: |\n  x\n').node, 'a # b: "c"', false)).toBe('a # b: "c"')
    expect(writtenIn(mapped('a: x\n').node, 'a == "b"', false)).toBe('a == "b"')
    expect(writtenIn(mapped('a: x\n').node, '"b" == a', true)).toBeUndefined()
    expect(writtenIn(mapped('a: x\n').node, 'a in ["b"]', false)).toBeUndefined()
    expect(writtenIn(mapped('a: |\n  x\n').node, 'a\nb', false)).toBeUndefined()
  })
})
