import { describe, expect, it } from 'vitest'
import { intlZoneOffsets } from '../../../host/intl-zone-offsets.ts'

const zones = intlZoneOffsets()
const hours = (zone: string, at: string): number => zones.offsetAt(zone, Date.parse(at)) / 3_600_000

describe('zone offsets', () => {
  it.each([
    ['Europe/Berlin', '2026-01-15T12:00Z', 1],
    ['Europe/Berlin', '2026-03-29T00:59Z', 1],
    ['Europe/Berlin', '2026-03-29T01:00Z', 2],
    ['America/New_York', '2026-11-01T05:59Z', -4],
    ['America/New_York', '2026-11-01T06:00Z', -5],
    ['Asia/Kolkata', '2026-06-01T00:00Z', 5.5],
    ['Australia/Lord_Howe', '2026-01-15T00:00Z', 11],
    ['UTC', '2026-06-01T00:00Z', 0],
  ])('%s at %s is %s hours', (zone, at, expected) => {
    expect(hours(zone, at)).toBe(expected)
  })

  it('knows zones by their names, old names too, and says which it does not know', () => {
    expect(['UTC', 'Europe/Berlin', 'Asia/Calcutta'].map((zone) => zones.knows(zone))).toEqual([true, true, true])
    expect(['Europe/Berln', 'Mars/Olympus', ''].map((zone) => zones.knows(zone))).toEqual([false, false, false])
    expect(() => zones.offsetAt('Europe/Berln', 0)).toThrow(/Europe\/Berln/)
  })
})
