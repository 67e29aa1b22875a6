import { describe, expect, it } from 'vitest'
import { foldText } from '../../../agents/fold-text.ts'
import { urgencyCue, valueOfLevel } from '../../../agents/triage/urgency-cues.ts'

describe('urgencyCue', () => {
  it.each([
    ['Our production is down', 3],
    ['Nobody can log in or work', undefined],
    ['Since nine nobody can work here', 3],
    ['Es eilt, bitte umgehend antworten', 2],
    ['I need this today', 2],
    ["C'est urgent", 2],
    ['It is not urgent', 0],
    ['No hurry, when you have time', 0],
    ['No rush, but our shop is losing orders', 2],
    ['The lamp is red', undefined],
  ])('reads "%s" as level %s', (text, level) => {
    expect(urgencyCue(foldText(text))?.level).toBe(level)
  })
})

describe('valueOfLevel', () => {
  it('takes the next lower value where the scale lacks one', () => {
    expect(valueOfLevel(3, ['low', 'medium', 'high'])).toBe('high')
    expect(valueOfLevel(3, ['low', 'normal'])).toBe('normal')
    expect(valueOfLevel(0, ['high', 'critical'])).toBeUndefined()
  })
})
