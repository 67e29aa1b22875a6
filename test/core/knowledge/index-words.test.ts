import { describe, expect, it } from 'vitest'
import { indexWords, isCommonWord } from '../../../core/knowledge/index-words.ts'

describe('the words that a text is indexed by', () => {
  it.each([
    ["I don't want parcels!", ['i', 'dont', 'want', 'parcel']],
    ['Wi-Fi and wifi', ['wifi', 'wi', 'fi', 'and', 'wifi']],
    ['Error 0x800-40 in setPinMode', ['error', '0x80040', '0x800', '40', 'in', 'setpinmod', 'set', 'pin', 'mode']],
    ['Version 10.3.1.', ['version', '1031', '10', '3', '1']],
    ['Größe \u2014 日本', ['größe', '日本']],
    ['cafe\u0301', ['café']],
    ['', []],
  ])('are, for %j, %j', (text, expected) => {
    expect(indexWords(text)).toEqual(expected)
  })

  it('are common where sentences are made of them', () => {
    expect(indexWords("The APIs don't do this").map(isCommonWord)).toEqual([true, false, false, true, true])
  })
})
