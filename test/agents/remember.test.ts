import { describe, expect, it } from 'vitest'
import { remember } from '../../agents/remember.ts'

describe('remember', () => {
  it('reads each text once, and the empty result of a text too', () => {
    const read: string[] = []
    const first = remember((text: string) => {
      read.push(text)
      return text.slice(0, 1)
    })
    expect(['ab', '', 'ab', '', 'cd'].map((text) => first(text))).toEqual(['a', '', 'a', '', 'c'])
    expect(read).toEqual(['ab', '', 'cd'])
  })

  it('forgets everything rather than grow without end, and goes on answering rightly', () => {
    let reads = 0
    const length = remember((text: string) => {
      reads += 1
      return { length: text.length }
    })
    for (let index = 0; index < 50_001; index++) length(`text ${index}`)
    expect(length('text 50000')).toEqual({ length: 10 })
    expect(reads).toBe(50_001)
    expect(length('text 0')).toEqual({ length: 6 })
    expect(reads).toBe(50_002)
  })
})
