import { describe, expect, it } from 'vitest'
import { loadAnyTokeniser, loadTokeniser } from '../../models/tokeniser.ts'

const encoder = new URL('../../models/weights/all-minilm-l6-v2', import.meta.url).pathname
const tiny = new URL('../fixtures/models/tiny-encoder', import.meta.url).pathname

describe('the tokeniser of the shipped encoder', () => {
  it('cuts every text as transformers.js does, and knows its marks', async () => {
    const [own, whole] = [await loadTokeniser(encoder), await loadAnyTokeniser(encoder)]
    expect([own.before, own.after]).toEqual([[101], [102]])
    expect([whole.before, whole.after]).toEqual([[101], [102]])
    for (const text of ['', 'Hello, I can’t log in!', 'Größe naïve café', 'メールを送信できません', 'error 0x80070005 (v14.2.1)', '😡 half \ud83d emoji', 'tab\tand\u0000zero\u200b', 'unaffable '.repeat(50), 'a'.repeat(300), '[CLS] written out [MASK]']) {
      expect(own.pieces(text)).toEqual(whole.pieces(text))
    }
  })
})

describe('the tokeniser of any model', () => {
  it('reads the marks from the folder', async () => {
    const { before, after, pieces } = await loadAnyTokeniser(tiny)
    expect([before, after]).toEqual([[2], [3]])
    expect(pieces('forgot my password')).toHaveLength(3)
  })
})
