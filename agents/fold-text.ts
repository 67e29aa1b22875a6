import { remember } from './remember.ts'

/**
 * A text as cues are looked for in it: lower case, without accents and apostrophes, one space around every word,
 * and `. ? ! ,` as words of their own so that no cue reaches over the end of a clause.
 */
export const foldText = remember((text: string): string => {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[’‘`´]/g, "'")
    .replace(/'(t|s|m|re|ve|ll|d)(?![\p{L}\p{N}])/gu, '$1')
    .replace(/\?+/g, ' ? ')
    .replace(/[!¡]+/g, ' ! ')
    .replace(/[.…\n\r]+/g, ' . ')
    .replace(/[,;:()]+/g, ' , ')
    .replace(/[^\p{L}\p{N}.,?!]+/gu, ' ')
    .trim()
  return ` ${folded} `
})

/** The words of a text, folded, in order. */
export const foldedWords = remember((text: string): readonly string[] =>
  foldText(text)
    .split(' ')
    .filter((word) => word !== '' && !/^[.,?!]$/.test(word)),
)
