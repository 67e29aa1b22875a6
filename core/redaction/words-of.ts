/** A word of a text as the search for names sees it. */
export type Word = {
  readonly text: string
  /** Lower case, without accents and apostrophes; empty where the word is part of a code, a file name or an address. */
  readonly low: string
  readonly start: number
  readonly end: number
  /** What stands between the word before and this one; cut to its last characters where it is long. */
  readonly gap: string
  readonly shape: 'Title' | 'UPPER' | 'initial' | 'lower'
}

const longestGap = 12
const pattern = /\p{L}\p{M}*(?:[\p{L}\p{M}]|['’‑-](?=\p{L}))*/gu

/** The words of a text, in order; digits and signs are part of the gaps. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = []
  let before = 0
  for (const match of text.matchAll(pattern)) {
    const whole = match[0]
    const own = hasPossessive(whole) ? whole.slice(0, -2) : whole
    const start = match.index
    const between = text.slice(before, start)
    const gap = between.length > longestGap ? `${between.includes('\n') ? '\n' : '…'}${between.slice(-longestGap)}` : between
    const isCode = isPlain(text, start, start + own.length) ? false : /[\p{N}_@#\\]/u.test(text.charAt(start - 1)) || /^(?:[\p{N}_@\\]|\.\p{Ll})/u.test(text.slice(start + own.length, start + own.length + 2))
    words.push({ text: own, low: isCode ? '' : foldWord(own), start, end: start + own.length, gap, shape: isCode ? 'lower' : shapeOf(own) })
    before = start + own.length
  }
  return words
}

function hasPossessive(word: string): boolean {
  const apostrophe = word.charAt(word.length - 2)
  return (apostrophe === "'" || apostrophe === '’') && /s$/i.test(word)
}

// Most words stand between spaces; only the others are worth a closer look.
function isPlain(text: string, start: number, end: number): boolean {
  const before = start === 0 ? 32 : text.charCodeAt(start - 1)
  const after = end >= text.length ? 32 : text.charCodeAt(end)
  return (before === 32 || before === 10) && (after === 32 || after === 10 || after === 44)
}

/** A word in the form in which names are compared. */
export function foldWord(word: string): string {
  if (/^[a-z]*$/.test(word)) return word
  if (/^[A-Za-z]+$/.test(word)) return word.toLowerCase()
  return word
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/æ/g, 'ae')
    .replace(/đ/g, 'd')
}

function shapeOf(word: string): Word['shape'] {
  if (!/^\p{Lu}/u.test(word)) return 'lower'
  if (word.length === 1) return 'initial'
  if (!/\p{Ll}/u.test(word)) return 'UPPER'
  // "ChatGPT" and "OneDrive" are products; "McDonald", "O'Brien" and "Marie-Claire" are names.
  return /^(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz)?\p{Lu}?[\p{Ll}\p{M}]*(?:['’‑-](?:Mc|Mac)?\p{L}[\p{Ll}\p{M}]*)*$/u.test(word) && !/^[JjLlCcDdNn]['’]\p{Ll}/u.test(word) ? 'Title' : 'lower'
}
