import { describe, expect, it } from 'vitest'
import { wrapText } from '../../../cli/report/wrap-text.ts'

describe('lines of a terminal', () => {
  it('are as wide as is asked for at most, with their indents', () => {
    expect(wrapText('one two three four', '- ', '  ', 11)).toBe('- one two\n  three\n  four\n')
  })

  it('keep a number and its unit together', () => {
    expect(wrapText('it takes 3 m 15 s, or 20 % more', '', '', 14)).toBe('it takes 3 m\n15 s, or 20 %\nmore\n')
  })

  it('leave a word alone that is too long', () => {
    expect(wrapText('a teams.tier1.shifts.0.headcount b', '', '', 10)).toBe('a\nteams.tier1.shifts.0.headcount\nb\n')
  })
})
