import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTime } from '../../../core/tickets/parse-time.ts'

const cases: [string, string][] = [
  ['2025-07-01T01:04:46Z', '2025-07-01T01:04:46.000Z'],
  ['2025-07-01T01:04:46.125+02:00', '2025-06-30T23:04:46.125Z'],
  ['2025-07-01 01:04', '2025-07-01T01:04:00.000Z'],
  ['2025-07-01 01:04:46 UTC', '2025-07-01T01:04:46.000Z'],
  ['2025/7/1', '2025-07-01T00:00:00.000Z'],
  ['31/12/2025 14:03', '2025-12-31T14:03:00.000Z'],
  ['12/31/2025 2:03 PM', '2025-12-31T14:03:00.000Z'],
  ['12/31/2025 12:03 am', '2025-12-31T00:03:00.000Z'],
  ['01.02.2025 08:00', '2025-02-01T08:00:00.000Z'],
  ['1 Jul 2025 14:03:09', '2025-07-01T14:03:09.000Z'],
  ['Tue, 01 Jul 2025 14:03:09 +0200', '2025-07-01T12:03:09.000Z'],
  ['Jul 1, 2025 2:03 PM', '2025-07-01T14:03:00.000Z'],
  ['1751331886', '2025-07-01T01:04:46.000Z'],
  ['1751331886123', '2025-07-01T01:04:46.123Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z'],
]

describe('parseTime', () => {
  it.each(cases)('reads %s', (text, expected) => {
    const time = parseTime(text)
    expect(time === null ? null : new Date(time.at).toISOString()).toBe(expected)
  })

  it.each(['', 'yesterday', '2025-02-29', '2025-13-01', '31/31/2025', '2025-07-01T25:00Z', '12:00', '35', 'Foo 1, 2025'])('does not take %j for a time', (text) => {
    expect(parseTime(text)).toBeNull()
  })

  it('says when the zone, or the order of day and month, was assumed', () => {
    expect(parseTime('03/04/2025 10:00')).toMatchObject({ zoneAssumed: true, dayMonthAssumed: true })
    expect(parseTime('13/04/2025 10:00Z')).toMatchObject({ zoneAssumed: false, dayMonthAssumed: false })
    expect(parseTime('04/04/2025 10:00')).toMatchObject({ dayMonthAssumed: false })
  })

  it('agrees with the platform on any instant', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2199-12-31'), noInvalidDate: true }), (date) => {
        expect(parseTime(date.toISOString())?.at).toBe(date.getTime())
      }),
    )
  })
})
