import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { canonicalJson, specDigest } from '../../../core/spec/digest.ts'
import { parseSpec } from '../../../core/spec/parse-spec.ts'
import { exampleText } from './workflow-files.ts'

function digestOf(text: string): string {
  const { workflow } = parseSpec(text)
  if (workflow === undefined) throw new Error('the text has no workflow')
  return specDigest(workflow)
}

describe('canonicalJson', () => {
  it.each<[value: unknown, text: string]>([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    // The example of RFC 8785, section 3.2.2.
    [{ numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001], string: '\u20ac$\u000f\nA\'B"\\\\"/', literals: [null, true, false] },
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'],
    [{ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }, '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}'],
    [{ gone: undefined, kept: -0 }, '{"kept":0}'],
  ])('writes %j', (value, text) => {
    expect(canonicalJson(value)).toBe(text)
  })

  it('refuses what JSON cannot hold', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow('NaN')
    expect(() => canonicalJson(() => 1)).toThrow('function')
  })
})

describe('specDigest', () => {
  it('is the SHA-256 of the canonical spec', () => {
    const { workflow } = parseSpec(exampleText)
    expect(digestOf(exampleText)).toBe(`sha256:${createHash('sha256').update(canonicalJson(workflow?.spec)).digest('hex')}`)
  })

  it('does not see comments, key order, quotes, metadata and x- keys', () => {
    const same = exampleText.replace(/ +# .*$/gm, '').replace('version: 3.2.0', 'version: 3.2.1').replace('{ kind: tool, tool: findSimilarTickets, stage: automated', '{ tool: "findSimilarTickets", kind: tool, x-note: 3, stage: automated')
    expect(digestOf(same)).toBe(digestOf(exampleText))
  })

  it('sees every threshold', () => {
    expect(digestOf(exampleText.replace('>= 0.75', '>= 0.76'))).not.toBe(digestOf(exampleText))
  })
})
