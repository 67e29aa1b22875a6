import { describe, expect, it } from 'vitest'
import { searchPalette } from '../../../renderer/palette/palette-items.ts'

const titles = (query: string): readonly string[] => searchPalette(query).flatMap((group) => group.items.map((item) => item.title))

describe('searching the palette', () => {
  it.each([
    ['escalate', 'Escalation trigger'],
    ['if', 'Decision'],
    ['classify', 'Triage'],
    ['jira', 'Use a tool'],
  ])('finds by what people call it: %s', (query, title) => expect(titles(query)).toContain(title))

  it('wants every word', () => expect(titles('approval wibble')).toEqual([]))

  it('shows everything without a query, each once', () => {
    const all = titles('')
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(15)
  })
})
