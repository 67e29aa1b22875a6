import { describe, expect, it } from 'vitest'
import { readSource } from '../../../core/spec/spec-source.ts'
import { anchorSpan, isQuotedThroughout, meantValue, wordAt } from '../../../core/spec/torn-text.ts'

describe('meantValue', () => {
  it.each([
    ['when: !a.b && c > 1   # why\nthen: x\n', '!a.b && c > 1'],
    ['when: !a.b\n', '!a.b'],
    ['rules:\n  - { id: r, when: !a.b, then: x }\n', '!a.b'],
    ['rules:\n  - { id: r, when: !a.f(b, c) && d[0] == "x, }" }\n', '!a.f(b, c) && d[0] == "x, }"'],
    ['list: [ok, !a, b]\n', '!a'],
    ['text: !a.contains("b #1") && c\n', '!a.contains("b #1") && c'],
  ])('%j: %j was meant', (text, meant) => {
    const source = readSource(text)
    const { start, end } = meantValue(source, text.indexOf('!'))
    expect(text.slice(start, end)).toBe(meant)
  })
})

describe('anchorSpan', () => {
  it('covers the mark and the name, not the value', () => {
    const text = 'a: &all [x]\nb: 1\n'
    const { start, end } = anchorSpan(readSource(text), text.indexOf('['), 'all')
    expect(text.slice(start, end)).toBe('&all')
  })
})

describe('wordAt', () => {
  it.each([
    ['docsMcp: x', 0, 1, 'docsMcp'],
    ['a b c\n  next', 5, 6, 'c'],
    ['\tx', 0, 1, '\t'],
    ['{ x', 0, 1, '{'],
  ])('%j at %i: %j', (text, start, end, word) => {
    const span = wordAt(readSource(text), { start, end })
    expect(text.slice(span.start, span.end)).toBe(word)
  })
})

describe('isQuotedThroughout', () => {
  it('knows a number sign inside quotes from a comment', () => {
    expect(isQuotedThroughout('a.contains("bug #12")')).toBe(true)
    expect(isQuotedThroughout('a > 1 && # b')).toBe(false)
    expect(isQuotedThroughout('a == "open')).toBe(false)
  })
})
