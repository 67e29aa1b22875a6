import { describe, expect, it } from 'vitest'
import type { WhatIfStaffAnswer, WhatIfTrial } from '../../../api/what-if-model.ts'
import { standardChoice } from '../../../core/metrics/registry.ts'
import { parseRequirement } from '../../../core/simulation/what-if/requirement.ts'
import { curveShape } from '../../../renderer/decide/what-if-curve-shape.ts'
import { whatIfKpis } from '../../../renderer/decide/what-if-store.ts'
import { kpiParts, staffWords, targetTexts } from '../../../renderer/decide/what-if-words.ts'

const trial = (counts: readonly number[], says: WhatIfTrial['says'], value: number, bound: number | null): WhatIfTrial => ({ counts, weekly: 100, replications: 20, says, each: [{ value, bound, endless: false }] })
const crews = [{ id: 'tier1', title: 'Front line', present: 2, most: 20 }, { id: 'tier2', title: 'Engineers', present: 1, most: 20 }]
const found = (counts: readonly number[], more: Partial<Extract<WhatIfStaffAnswer, { kind: 'found' }>> = {}): WhatIfStaffAnswer => ({ kind: 'found', crews, best: trial(counts, 'yes', 0.97, 0.95), proof: 'exact', neighbours: [trial([1, 1], 'no', 0.6, 0.5)], oddities: [], ...more })

describe('the answer of a search for people', () => {
  it('says who is needed, how sure it is, and that nothing cheaper does', () => {
    const words = staffWords(found([3, 1]), { promise: 'all', share: 0.9 })
    expect(words.answer).toBe('3 people in Front line (now 2) and one person in Engineers (as now): that keeps every promise of 90 % of the tickets, with 95 % confidence.')
    expect(words.because).toEqual(['97 % of tickets have every promise kept, surely at least 95 %, over 20 replications.', 'Nothing cheaper keeps it: with one person fewer it is missed.'])
  })

  it('says what was not proven, what was not sure, and what was odd', () => {
    const words = staffWords(found([3, 1], { proof: 'local', oddities: ['More people are not always better here.'] }), { promise: 'first', share: 0.8 })
    expect(words.answer).toContain('80 % of the first responses in time, and at most 20 % never answered')
    expect(words.because.slice(1)).toEqual([expect.stringContaining('was not proven'), 'More people are not always better here.'])
    expect(staffWords(found([3, 1], { neighbours: [trial([2, 1], 'unsure', 0.9, 0.8)] }), { promise: 'all', share: 0.9 }).because[1]).toContain('missed, or not sure any more')
    expect(staffWords(found([0, 0], { neighbours: [] }), { promise: 'solved', share: 0.9 })).toMatchObject({ answer: expect.stringMatching(/^Nobody is needed to keep 90 % of the solutions/u), because: [expect.any(String), 'Nothing cheaper is left to try.'] })
  })

  it('says why people alone cannot keep it', () => {
    const most = trial([20, 20], 'no', 0.7, 0.6)
    const impossible = (why: 'outOfHours' | 'beforePeople'): WhatIfStaffAnswer => ({ kind: 'impossible', crews, why, most, roundTheClock: trial([20, 20], why === 'outOfHours' ? 'yes' : 'no', 0.99, 0.98) })
    expect(staffWords(impossible('outOfHours'), { promise: 'all', share: 0.9 }).answer).toContain('because of the hours in which nobody works')
    expect(staffWords(impossible('beforePeople'), { promise: 'all', share: 0.9 }).answer).toContain('before people or after them')
  })

  it.each(['all', 'first', 'solved'] as const)('asks for what a command reads, with what never comes bounded (%s)', (promise) => {
    const texts = targetTexts({ promise, share: 0.95 })
    for (const text of texts) expect(parseRequirement(text, standardChoice)).toMatchObject({ kind: 'requirement' })
    expect(texts.length).toBe(promise === 'all' ? 1 : 2)
  })
})

it('every figure of a try has a title', () => {
  for (const name of whatIfKpis) expect(kpiParts(name).metric?.id, name).toBe(name.split('.')[0])
  expect(kpiParts('firstResponseAny.p50').title).toContain('median')
})

describe('the shape of a curve', () => {
  const point = (index: number, value: number, half: number) => ({ index, at: index, value, low: value - half, high: value + half })
  it('lies within its box, the band around the line, gaps where nothing is known', () => {
    const { line, band, low, high, placeOf, heightOf } = curveShape([point(0, 10, 1), point(2, 20, 2), point(4, 15, 0)], 5)
    expect(line.split(' ').map((pair) => Number(pair.split(',')[0]))).toEqual([0, 50, 100])
    expect(band.split(' ')).toHaveLength(6)
    for (const pair of band.split(' ')) for (const place of pair.split(',').map(Number)) expect(place).toBeGreaterThanOrEqual(0)
    expect(low).toBeLessThan(9)
    expect(high).toBeGreaterThan(22)
    expect([placeOf(0), placeOf(4), heightOf(low), heightOf(high)]).toEqual([0, 100, 0, 100])
  })

  it('is a line in its box where nothing changes, where all is nothing, and where nothing is known', () => {
    for (const known of [[point(0, 5, 0), point(1, 5, 0)], [point(0, 0, 0), point(1, 0, 0)], []]) {
      const { line, heightOf, low, high } = curveShape(known, 2)
      expect(line).not.toContain('NaN')
      expect(high).toBeGreaterThan(low)
      expect(Number.isFinite(heightOf(5))).toBe(true)
    }
  })
})
