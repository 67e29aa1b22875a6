import { describe, expect, it } from 'vitest'
import { unfinishedWords } from '../../../renderer/decide/unfinished-words.ts'

const counts = (neverReplied: number, neverRepliedByPerson: number, open: number): Parameters<typeof unfinishedWords>[0] => {
  const one = (mean: number): { readonly mean: number; readonly ci95: null } => ({ mean, ci95: null })
  return { censored: { neverReplied: one(neverReplied), neverRepliedByPerson: one(neverRepliedByPerson), open: one(open), runningTargets: one(9) } }
}

describe('what is said of tickets without an end', () => {
  it.each([
    [0, 0, 0, null],
    [0, 0, 12.5, 'In each replication: 12.5 still open at the end. Their times are not known, so no time holds them.'],
    [3, 4, 1200, 'In each replication: 3 never replied to, 4 given to people and not answered by one, 1,200 still open at the end. Their times are not known, so no time holds them.'],
  ])('%d never replied to, %d not by a person, %d open: %s', (neverReplied, byPerson, open, words) => {
    expect(unfinishedWords(counts(neverReplied, byPerson, open))).toBe(words)
  })
})
