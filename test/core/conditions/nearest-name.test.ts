import { describe, expect, it } from 'vitest'
import { nearestName } from '../../../core/conditions/nearest-name.ts'

describe('nearestName', () => {
  it.each([
    ['analysee', ['analyse', 'analysed', 'triage'], 'analyse'],
    ['teir1', ['tier1', 'tier2', 'billing'], 'tier1'],
    ['TRIAGE', ['triage'], 'triage'],
    ['timout', ['timeout', 'title', 'retry'], 'timeout'],
    ['confidense', ['confidence', 'verdict'], 'confidence'],
  ])('%s was meant to be one of %j: %s', (name, known, meant) => {
    expect(nearestName(name, known)).toBe(meant)
  })

  it('suggests nothing where nothing is near', () => {
    expect(nearestName('tone', ['conversation', 'ticket', 'filter'])).toBeUndefined()
    expect(nearestName('x', [])).toBeUndefined()
    expect(nearestName('ab', ['cd', 'ba'])).toBe('ba')
  })

  it('takes the nearest, and of equals the first', () => {
    expect(nearestName('cat', ['bat', 'rat', 'cats'])).toBe('bat')
    expect(nearestName('ticket', ['tickets', 'tickety', 'ticket'])).toBe('ticket')
  })
})
