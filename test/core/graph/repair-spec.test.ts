import { describe, expect, it } from 'vitest'
import type { TextCheck } from '../../../core/graph/repair-spec.ts'
import { repairSpec } from '../../../core/graph/repair-spec.ts'
import type { Finding, Severity, TextEdit } from '../../../core/spec/finding.ts'

const place = { line: 1, column: 1 }
function finding(code: string, edits: readonly TextEdit[], severity: Severity = 'warning'): Finding {
  return { code, severity, message: code, hint: '', path: [], range: { start: place, end: place }, fix: { title: code, edits } }
}
/** A check that offers to replace each of some words by another. */
function words(replacements: Readonly<Record<string, string>>, more: (text: string) => readonly Finding[] = () => []): (text: string) => Promise<TextCheck> {
  return (text) => Promise.resolve({
    readable: !text.includes('broken'),
    findings: [...Object.entries(replacements).flatMap(([from, to]) => (text.includes(from) ? [finding(from, [{ offset: text.indexOf(from), length: from.length, text: to }])] : [])), ...more(text)],
  })
}
const all = (): boolean => true
const codes = (made: readonly { readonly code: string }[]): readonly string[] => made.map(({ code }) => code)

describe('repairSpec', () => {
  it('makes repairs that come up only after others', async () => {
    const { text, made } = await repairSpec('one', words({ one: 'two', two: 'three', three: 'four' }), all)
    expect([text, codes(made)]).toEqual(['four', ['one', 'two', 'three']])
  })

  it('makes the first of two repairs that touch the same place, then looks again', async () => {
    const { text, made } = await repairSpec('abcdef', words({ abc: 'x', cd: 'y', ef: 'z' }), all)
    expect([text, codes(made)]).toEqual(['xdz', ['abc', 'ef']])
  })

  it('comes to an end where two repairs undo each other', async () => {
    const { text } = await repairSpec('ping', words({ ping: 'pong', pong: 'ping' }), all)
    expect(text).toBe('pong')
  })

  it('leaves out a repair after which the text could not be read, and makes the others', async () => {
    const { text, made } = await repairSpec('good bad', words({ good: 'better', bad: 'broken' }), all)
    expect([text, codes(made)]).toEqual(['better bad', ['good']])
  })

  it('leaves out a repair that brings new errors', async () => {
    const check = words({ good: 'better', bad: 'worse' }, (text) => (text.includes('worse') ? [finding('E', [], 'error')] : []))
    expect((await repairSpec('good bad', check, all)).text).toBe('better bad')
  })

  it('makes only what it may, and nothing in another file', async () => {
    const elsewhere = (): readonly Finding[] => [{ ...finding('other', [{ offset: 0, length: 1, text: 'X' }]), file: 'library.lumos.yaml' }]
    const { text } = await repairSpec('good bad', words({ good: 'better', bad: 'worse' }, elsewhere), ({ code }) => code !== 'bad')
    expect(text).toBe('better bad')
  })
})
