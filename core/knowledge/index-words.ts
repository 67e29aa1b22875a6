import { stemWord } from './stem-word.ts'

const COMMON = new Set(
  "a an and are as at be been but by can could did do does for from had has have he her hi hello his how i im if in into is it its just me my no not of on or our she so some than thank thanks that the their them then there these they this those to too us was we were what when where which who why will with would you your please any about after also am"
    .split(' ')
    .map(stemWord),
)

/** Words that English sentences are made of and that say little about their subject, as they are indexed. */
export function isCommonWord(word: string): boolean {
  return COMMON.has(word)
}

/** The words that a text is indexed by: lower case, stems of English words, compounds such as "Wi-Fi", "0x8004.10" and "setPin" whole and in parts. */
export function indexWords(text: string): readonly string[] {
  const words: string[] = []
  for (const found of text.normalize('NFC').replace(/\u2019/g, "'").match(/[\p{L}\p{M}\p{N}]+(?:['._\-/@:+][\p{L}\p{M}\p{N}]+)*/gu) ?? []) {
    const parts = found.split(/['._\-/@:+]/)
    if (parts.length > 1) words.push(stemWord(parts.join('').toLowerCase()))
    // The parts of "don't" are no words.
    if (parts.length === 2 && found.includes("'") && (parts[1]?.length ?? 0) < 3) continue
    for (const part of parts) {
      words.push(stemWord(part.toLowerCase()))
      const humps = part.split(/(?<=[a-z])(?=[A-Z])/)
      if (humps.length > 1) words.push(...humps.map((hump) => stemWord(hump.toLowerCase())))
    }
  }
  return words
}
