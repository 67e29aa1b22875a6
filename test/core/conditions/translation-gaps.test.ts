import { describe, expect, it } from 'vitest'
import { compileCondition } from '../../../core/conditions/compile-condition.ts'
import type { ConditionScope, ScopeEntry } from '../../../core/conditions/condition-scope.ts'
import type { ConditionType } from '../../../core/conditions/condition-type.ts'
import { translationGaps } from '../../../core/conditions/translation-gaps.ts'

const always = (type: ConditionType): ScopeEntry => ({ type, optional: false })
const scope: ConditionScope = {
  now: always({ kind: 'timestamp' }),
  text: always({ kind: 'string' }),
  left: always({ kind: 'duration' }),
  score: always({ kind: 'double', score: true }),
  count: always({ kind: 'int' }),
  words: always({ kind: 'list', items: { kind: 'string' } }),
}

function gaps(text: string, language: 'FEEL' | 'jq'): readonly string[] {
  const compiled = compileCondition(text, scope)
  if (compiled.kind === 'rejected') throw new Error(compiled.problems.map((problem) => problem.message).join(' '))
  return translationGaps(compiled.condition.term, language).map(({ start, end }) => text.slice(start, end))
}

/** The part that has no counterpart, or nothing, by language. */
const cases: readonly { readonly text: string; readonly FEEL?: string; readonly jq?: string }[] = [
  { text: 'score >= 0.7 && !(count + 1 > 3 || text == "a")' },
  { text: 'text in ["a", "b"] && words.exists(word, word.startsWith("x")) && size(words) > 2' },
  { text: 'words.filter(word, word.contains("a")).size() == 1 && words.exists_one(word, word == "a")' },
  { text: 'left < duration("5m") && now + duration("1h") > timestamp("2026-03-01T09:00:00Z")' },
  { text: 'count / 2 == 1 && count % 2 == 0 && (count > 1 ? score : 0.5) > 0.2' },
  { text: 'now.getHours() < 8 && now.getDayOfWeek("UTC") == 0' },
  { text: 'text.matches("^(refund|money)\\\\b")' },
  { text: 'score > 0.5 && isOpen("office", now)', FEEL: 'isOpen("office", now)', jq: 'isOpen("office", now)' },
  { text: 'words.exists(word, word == "a") && now.getHours("Europe/Berlin") > 3', FEEL: 'now.getHours("Europe/Berlin")', jq: 'now.getHours("Europe/Berlin")' },
  { text: 'now.getMilliseconds() == 0', FEEL: 'now.getMilliseconds()' },
  { text: 'int(now) > 3', FEEL: 'int(now)' },
  { text: 'int(text) > 3', FEEL: 'int(text)', jq: 'int(text)' },
  { text: 'int(score) == 0 && double(text) > 1.0 && string(count) == "1"' },
  { text: 'string(left) == "300s"', FEEL: 'string(left)' },
  { text: 'left < duration(text)', FEEL: 'duration(text)', jq: 'duration(text)' },
  { text: 'text.matches("[[:alpha:]]+")', FEEL: 'text.matches("[[:alpha:]]+")' },
  { text: 'text.matches("\\\\pL+")', jq: 'text.matches("\\\\pL+")' },
  { text: 'text.matches("(?P<word>a)")', FEEL: 'text.matches("(?P<word>a)")', jq: 'text.matches("(?P<word>a)")' },
]

describe('translationGaps', () => {
  it.each(cases)('$text', ({ text, FEEL, jq }) => {
    expect(gaps(text, 'FEEL')).toEqual(FEEL === undefined ? [] : [FEEL])
    expect(gaps(text, 'jq')).toEqual(jq === undefined ? [] : [jq])
  })

  it('finds every gap of a condition, in the order of the text', () => {
    expect(gaps('isOpen("a", now) || words.exists(word, duration(word) > left)', 'FEEL')).toEqual(['isOpen("a", now)', 'duration(word)'])
  })
})
