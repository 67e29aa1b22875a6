import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileCondition } from '../../../core/conditions/compile-condition.ts'
import type { Completion } from '../../../core/conditions/complete-condition.ts'
import { completeCondition } from '../../../core/conditions/complete-condition.ts'
import { conditionTokens } from '../../../core/conditions/condition-tokens.ts'
import { anyCondition } from './random-conditions.ts'
import { sampleScope } from './sample-scope.ts'

/** Completes at the `|` of a text. */
function at(marked: string): { readonly items: readonly Completion[]; readonly labels: readonly string[]; readonly replaced: string } | undefined {
  const offset = marked.indexOf('|')
  const text = marked.slice(0, offset) + marked.slice(offset + 1)
  const found = completeCondition(text, offset, sampleScope, ['office', 'always'])
  return found === undefined ? undefined : { items: found.items, labels: found.items.map(({ label }) => label), replaced: text.slice(found.from, found.to) }
}

describe('completeCondition', () => {
  it.each<[what: string, text: string, first: readonly string[], lacks: readonly string[], replaced: string]>([
    ['roots and functions at the start', '|', ['triage', 'has', 'true'], ['==', 'contains'], ''],
    ['roots for a word that has begun', 'tri|', ['triage'], ['&&'], 'tri'],
    ['the whole word, also behind the cursor', 'tri|age.priority == "P1"', ['triage'], [], 'triage'],
    ['fields behind a point', 'triage.|', ['issueType', 'confidence'], ['triage', 'has'], ''],
    ['fields for a field that has begun', 'triage.pri|', ['priority'], [], 'pri'],
    ['fields of records inside records', 'nodes.clarify.|', ['visits'], ['priority'], ''],
    ['functions of text', 'message.text.|', ['contains', 'matches'], ['exists', 'getHours'], ''],
    ['macros of a list', 'kb.solutions.|', ['exists', 'all', 'size'], ['contains'], ''],
    ['getters of a point in time', 'now.get|', ['getHours', 'getDayOfWeek'], [], 'get'],
    ['fields of an item of a list', 'kb.solutions[0].|', ['title', 'confidence'], ['exists'], ''],
    ['the name that a macro binds', 'kb.solutions.exists(s, |', ['s', 'triage'], [], ''],
    ['fields of the item that a macro binds', 'kb.solutions.exists(s, s.conf|', ['confidence'], [], 'conf'],
    ['values of an enum in quotes', 'triage.priority == |', ['"P1"', '"P2"', '"P3"'], ['"billing"'], ''],
    ['values of an enum inside an open quote', 'triage.priority == "P|', ['"P1"', '"P2"'], ['triage'], '"P'],
    ['values of an enum inside an open quote before the rest', 'triage.priority == "|  && triage.needsApproval', ['"P1"'], [], '"'],
    ['values of an enum inside closed quotes', "triage.priority == 'P|1'", ["'P1'", "'P3'"], ['"P1"'], "'P1'"],
    ['values of an enum in a list', 'triage.issueType in ["billing", |', ['"outage"', '"other"'], [], ''],
    ['values of an enum in a list, inside quotes', 'triage.issueType in ["billing", "o|"]', ['"outage"', '"other"'], [], '"o"'],
    ['values before the field they are compared with', '"P|" == triage.priority', ['"P1"'], [], '"P"'],
    ['teams', 'team == |', ['"tier1"', '"tier2"'], [], ''],
    ['calendars', 'isOpen("|', ['"office"', '"always"'], [], '"'],
    ['operators of a score', 'triage.confidence |', ['>=', '<'], ['==', '&&', 'in'], ''],
    ['operators of an enum', 'triage.priority |', ['==', '!=', 'in'], ['<', '&&'], ''],
    ['operators of true and false', 'triage.needsApproval |', ['&&', '||'], ['<', 'in'], ''],
    ['how to go on after a comparison', 'triage.confidence > 0.5 |', ['&&', '||'], ['==', '<'], ''],
    ['operands behind a sign', 'triage.confidence > 0.5 && |', ['triage', 'has'], ['&&'], ''],
    ['operands behind a negation', '!|', ['triage', 'has'], [], ''],
    ['operands inside brackets', '(triage.needsApproval && |) && true', ['triage', 'kb'], [], ''],
    ['everything in an unfinished text with mistakes', 'triage.confidense > && (kb.|', ['topConfidence', 'solutions'], [], ''],
  ])('offers %s', (_what, text, has, lacks, replaced) => {
    const found = at(text)
    expect(found?.labels).toEqual(expect.arrayContaining([...has]))
    expect(lacks.filter((label) => found?.labels.includes(label))).toEqual([])
    expect(found?.replaced).toBe(replaced)
  })

  it.each([['inside free text', 'message.text.contains("re|fund")'], ['inside a number', 'triage.confidence > 0.|5'], ['behind an unknown name', 'nothing.|'], ['behind something without fields', 'triage.confidence.|'], ['directly behind a bracket', '(triage.needsApproval)|']])('offers nothing %s', (_what, text) => {
    expect(at(text)?.items ?? []).toEqual([])
  })

  it('says of each what it is, and what to mind', () => {
    const find = (text: string, label: string) => at(text)?.items.find((each) => each.label === label)
    expect(find('triage.|', 'product')).toMatchObject({ kind: 'field', detail: 'text', info: 'May be absent: ask with has(...) first.' })
    expect(find('|', 'kb')?.info).toContain('until lookUp has run')
    expect(find('message.text.|', 'matches')).toMatchObject({ kind: 'function', detail: 'matches("(?i)pattern")', insert: 'matches()', back: 1 })
    expect(find('triage.confidence |', '>=')).toMatchObject({ kind: 'operator', info: 'at least', insert: '>= ' })
    expect(find('message.text.con|(  "x")', 'contains')?.insert).toBe('contains')
  })

  it('knows every name of every condition at its place', () => {
    fc.assert(fc.property(anyCondition, (text) => {
      if (compileCondition(text, sampleScope).kind === 'rejected') return
      const tokens = conditionTokens(text)
      for (const [index, token] of tokens.entries()) {
        // What a macro binds is named by the author.
        if (token.kind !== 'name' || tokens[index + 1]?.text === ',') continue
        const found = completeCondition(text, token.start + 1, sampleScope)
        const labels = found?.items.map(({ label }) => label) ?? []
        expect(labels, `${token.text} at ${token.start} of ${text}`).toContain(token.text)
        expect(text.slice(found?.from, found?.to)).toBe(token.text)
      }
    }), { numRuns: 150 })
  })

  it('stays calm at every place of any half-written text', () => {
    fc.assert(fc.property(fc.oneof(anyCondition, fc.string(), fc.string({ unit: fc.constantFrom('"', "'", '(', ')', '[', ']', '.', ',', '!', '&&', ' ', 'triage', 'kb', 'in', 'exists', '😀', '==', '\\', '\n') })), fc.nat(400), fc.nat(400), (text, cut, place) => {
      const part = text.slice(0, Math.min(cut, 120))
      const offset = Math.min(place, part.length)
      const found = completeCondition(part, offset, sampleScope, ['office'])
      if (found === undefined) return
      expect(found.from).toBeLessThanOrEqual(offset)
      expect(found.to).toBeGreaterThanOrEqual(offset)
      expect(found.to).toBeLessThanOrEqual(part.length)
      for (const { insert, back } of found.items) expect(back).toBeLessThanOrEqual(insert.length)
    }), { numRuns: 600 })
  })
})
