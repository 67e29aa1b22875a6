import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messageParts } from '../../../agents/sentiment/message-parts.ts'

const textsOf = (text: string) => messageParts(text).map((part) => part.text)

describe('messageParts', () => {
  it('finds the sentences of a hasty message in lower case', () => {
    expect(textsOf('still not working. you guys are useless! what is version 2.4 for?')).toEqual(['still not working.', 'you guys are useless!', 'what is version 2.4 for?'])
  })

  it('puts very short sentences with a neighbour', () => {
    expect(textsOf('Hi all.\nIt broke again today. Why?')).toEqual(['Hi all. It broke again today. Why?'])
    expect(textsOf('Hi. It broke again today. That is bad news. Bye!')).toEqual(['Hi. It broke again today.', 'That is bad news. Bye!'])
  })

  it('says where each part stands in the message as it was written', () => {
    const text = 'It broke again.\r\n> It works for me.\r\nThat is such a shame.\r\n\r\nKind regards,\r\nJo'
    expect(messageParts(text).map(({ start, end }) => text.slice(start, end))).toEqual(['It broke again.', 'That is such a shame.'])
  })

  it('gives at most six parts in order, without losing or doubling words of the writer', () => {
    const sentence = fc.array(fc.constantFrom('hub', 'Blinks', 'again', 'never', 'why', 'blue'), { minLength: 1, maxLength: 6 }).map((words) => words.join(' '))
    const message = fc.array(fc.tuple(sentence, fc.constantFrom('. ', '! ', '?\n', '\n\n')), { minLength: 1, maxLength: 30 }).map((rows) => rows.map((row) => row.join('')).join(''))
    fc.assert(fc.property(message, (text) => {
      const parts = messageParts(text)
      expect(parts.length).toBeLessThanOrEqual(6)
      expect(parts.flatMap((part) => part.text.match(/\w+/g) ?? [])).toEqual(text.match(/\w+/g))
      let end = 0
      for (const part of parts) {
        expect(part.start).toBeGreaterThanOrEqual(end)
        end = part.end
      }
    }))
  })

  it('takes a text of a hundred thousand characters in its stride', () => {
    expect(messageParts('It still does not work. '.repeat(4200))).toHaveLength(6)
  })
})
