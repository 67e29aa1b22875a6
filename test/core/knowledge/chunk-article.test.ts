import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Article } from '../../../core/knowledge/article.ts'
import { chunkArticle, OVERLAP_PIECES, PASSAGE_PIECES } from '../../../core/knowledge/chunk-article.ts'
import { pieceCount } from '../../../core/knowledge/piece-count.ts'

const article = (text: string, title = 'Title'): Article => ({ id: 'a', title, text, kind: 'article', source: 's', thirdParty: false })
const words = (text: string): readonly string[] => text.match(/[^\s#]+/g) ?? []

describe('cutting an article into passages', () => {
  it('keeps a short article whole', () => {
    expect(chunkArticle(article('One paragraph.\n\nAnother one.'))).toEqual([{ articleId: 'a', passageId: 'a#1', title: 'Title', section: '', text: 'One paragraph.\n\nAnother one.' }])
  })

  it('starts a passage at each heading and says under which headings it stands', () => {
    const chunks = chunkArticle(article('Intro.\n\n# Web\n\nOn the web.\n\n## Safari\n\nIn Safari.\n\n# Phone\n\nOn the phone.'))
    expect(chunks.map(({ section, text }) => [section, text])).toEqual([
      ['', 'Intro.'],
      ['Web', 'On the web.'],
      ['Web > Safari', 'In Safari.'],
      ['Phone', 'On the phone.'],
    ])
    expect(chunks.map((chunk) => chunk.passageId)).toEqual(['a#1', 'a#2', 'a#3', 'a#4'])
  })

  it('does not take a # inside a code block for a heading', () => {
    expect(chunkArticle(article('```\n# a comment\n\nmore\n```')).map((chunk) => chunk.section)).toEqual([''])
  })

  it('keeps a heading that has nothing below it', () => {
    expect(chunkArticle(article('# Contact us by phone')).map((chunk) => chunk.text)).toEqual(['Contact us by phone'])
  })

  it('repeats a short last paragraph at the start of the next passage', () => {
    const long = Array.from({ length: 20 }, (_, i) => `Step ${i} tells you to press the button with the number ${i}.`)
    const chunks = chunkArticle(article(long.join('\n\n')))
    expect(chunks.length).toBeGreaterThan(1)
    const last = chunks[0]?.text.split('\n\n').at(-1) ?? ''
    expect(chunks[1]?.text.startsWith(last)).toBe(true)
  })

  it.each([
    ['sentences', 'The valve opens at noon. '.repeat(120)],
    ['paragraphs', Array.from({ length: 9 }, (_, i) => `Paragraph ${i}. ${'It goes on about the same valve. '.repeat(9)}`).join('\n\n')],
    ['words without an end', Array.from({ length: 900 }, (_, i) => `word${i}`).join(' ')],
  ])('repeats the end of a passage that is made of %s in the next one', (_, text) => {
    const chunks = chunkArticle(article(text))
    expect(chunks.length).toBeGreaterThan(2)
    chunks.slice(1).forEach((chunk, i) => {
      const start = chunk.text.split(/\s+/).slice(0, 3).join(' ')
      expect(chunks[i]?.text.replace(/\s+/g, ' ')).toContain(start)
    })
  })

  it('makes the title a passage where there is no text, and none of nothing', () => {
    expect(chunkArticle(article('', 'How to reset')).map((chunk) => chunk.text)).toEqual(['How to reset'])
    expect(chunkArticle(article(' \n ', ' '))).toEqual([])
  })

  it('loses no word of any text, and no passage is too long for the encoder', () => {
    const line = fc.oneof(
      fc.lorem({ maxCount: 80 }),
      fc.lorem({ maxCount: 400, mode: 'words' }),
      fc.lorem({ maxCount: 3 }).map((text) => `## ${text}`),
      fc.constantFrom('', '```', '日本語の文章です。'.repeat(60), 'x'.repeat(3000), '- item one\n- item two'),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join('\n')
        const chunks = chunkArticle(article(text, ''))
        const found = chunks.map((chunk) => `${chunk.section} ${chunk.text}`).join(' ').replace(/\s+/g, '')
        for (const word of words(text).filter((one) => one.length < 200)) expect(found).toContain(word)
        for (const chunk of chunks) expect(pieceCount(chunk.text)).toBeLessThanOrEqual(PASSAGE_PIECES + OVERLAP_PIECES)
      }),
      { numRuns: 60 },
    )
  })
})
