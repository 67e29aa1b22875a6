import { describe, expect, it } from 'vitest'
import { urgencyScale } from '../../../agents/triage/urgency-scale.ts'

describe('urgencyScale', () => {
  it.each([
    { values: ['low', 'normal', 'high'], low: 'low', normal: 'normal', high: 'high', aboveHigh: [], belowLow: [] },
    { values: ['HIGH', 'Medium', 'Low'], low: 'Low', normal: 'Medium', high: 'HIGH', aboveHigh: [], belowLow: [] },
    { values: ['low', 'normal', 'high', 'critical'], low: 'low', normal: 'normal', high: 'high', aboveHigh: ['critical'], belowLow: [] },
    { values: ['low', 'normal', 'high', 'urgent'], low: 'low', normal: 'normal', high: 'high', aboveHigh: ['urgent'], belowLow: [] },
    { values: ['low', 'normal', 'high', 'urgent', 'critical'], low: 'low', normal: 'normal', high: 'high', aboveHigh: ['urgent', 'critical'], belowLow: [] },
    { values: ['lowest', 'low', 'medium', 'high', 'highest'], low: 'low', normal: 'medium', high: 'high', aboveHigh: ['highest'], belowLow: ['lowest'] },
    { values: ['very_low', 'normal', 'urgent'], low: 'very_low', normal: 'normal', high: 'urgent', aboveHigh: [], belowLow: [] },
    { values: ['niedrig', 'mittel', 'hoch', 'kritisch'], low: 'niedrig', normal: 'mittel', high: 'hoch', aboveHigh: ['kritisch'], belowLow: [] },
    { values: ['Faible', 'Normale', 'Élevée'], low: 'Faible', normal: 'Normale', high: 'Élevée', aboveHigh: [], belowLow: [] },
  ])('reads $values', ({ values, ...scale }) => {
    expect(urgencyScale(values)).toEqual(scale)
  })

  it.each([[['low', 'high']], [['low', 'normal', 'critical']], [['today', 'thisWeek', 'later']], [['low', 'normal', 'medium', 'high']], [['low', 'normal', 'high', 'vip']], [[]]])('leaves %j to the labels', (values) => {
    expect(urgencyScale(values)).toBeUndefined()
  })
})
