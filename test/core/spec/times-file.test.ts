import { describe, expect, it } from 'vitest'
import { readTimesFile } from '../../../core/spec/times-file.ts'

describe('readTimesFile', () => {
  it('reads seconds and spans, sorts them, and leaves headings and empty lines out', () => {
    expect(readTimesFile('\uFEFF# handle times\r\n8m\r\n\r\n90\r\n12.5\r\n1h30m\r\n')).toEqual({ kind: 'times', quantiles: ['12500ms', '90000ms', '480000ms', '5400000ms'] })
  })

  it.each([
    { text: '90\n8 minutes\n', line: 2, problem: /"8 minutes" is no time/ },
    { text: 'seconds\n90\n', line: 1, problem: /is no time/ },
    { text: '90\n-5\n', line: 2, problem: /is no time/ },
    { text: '90\n99999999999999999999\n', line: 2, problem: /is no time/ },
    { text: '', line: 1, problem: /no time in it/ },
    { text: '90\n', line: 1, problem: /only one time/ },
  ])('says which line is wrong: $text', ({ text, line, problem }) => {
    const read = readTimesFile(text)
    expect(read).toMatchObject({ kind: 'wrong', line })
    expect(read.kind === 'wrong' ? read.problem : '').toMatch(problem)
  })

  it('keeps the shape of more times than a distribution needs', () => {
    const read = readTimesFile(Array.from({ length: 30_001 }, (_, index) => String(30_000 - index)).join('\n'))
    expect(read.kind).toBe('times')
    if (read.kind !== 'times') return
    expect(read.quantiles).toHaveLength(10_000)
    expect(read.quantiles[0]).toBe('0ms')
    expect(read.quantiles.at(-1)).toBe('30000000ms')
    expect(Number.parseInt(read.quantiles[5000] ?? '')).toBeCloseTo(15_001_500, -3)
  })
})
