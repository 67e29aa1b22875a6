import { isDoubtfulName, isFirstName } from './first-names.ts'
import { nonPersonSuffixes, particles, titles } from './name-cues.ts'
import { isNoName } from './name-words.ts'
import type { Word } from './words-of.ts'

const mostParts = 4

/** How willing the reader is: `strong` takes words that are names and everyday words, `small` takes a known first name in small letters. */
export type NameReading = { readonly strong?: boolean; readonly small?: boolean }

/** Where the name ends that starts at a word (the index after its last word); the index itself where none starts. */
export function readName(words: readonly Word[], at: number, { strong = false, small = false }: NameReading = {}): number {
  const first = words[at]
  if (first === undefined) return at
  const family = strong && particles.has(first.low) ? endAfterParticles(words, at) : at
  if (family > at) return family
  if (first.shape === 'lower') return small && isFirstName(first.low) ? endOfSmall(words, at) : at
  if (first.shape === 'initial') return isInitial(words, at) && (isPart(words[at + 1], false) || (words[at + 1]?.shape === 'initial' && isPart(words[at + 2], false))) ? readParts(words, at) : at
  if (titles.has(first.low)) return at
  if (isNoName(first.low) && !(strong && isDoubtfulName(first.low))) return at
  return readParts(words, at)
}

// "de la Fontaine", "van der Meer": a family name alone may begin with small words.
function endAfterParticles(words: readonly Word[], at: number): number {
  let family = at + 1
  while (family < at + 3 && particles.has(words[family]?.low ?? '') && words[family]?.gap === ' ') family += 1
  return words[family]?.gap === ' ' && isPart(words[family], false) ? readParts(words, family) : at
}

function readParts(words: readonly Word[], at: number): number {
  let end = at + 1
  let parts = 1
  const isLoud = words[at]?.shape === 'UPPER'
  while (parts < mostParts) {
    const word = words[end]
    if (word === undefined || !joins(words[end - 1], word)) break
    if (particles.has(word.low)) {
      let after = end + 1
      while (after < end + 3 && particles.has(words[after]?.low ?? '') && words[after]?.gap === ' ') after += 1
      const family = words[after]
      if (family === undefined || family.gap !== ' ' || !isPart(family, isLoud)) break
      end = after + 1
    } else if (isPart(word, isLoud) || (word.shape === 'initial' && word.text !== 'I')) end += 1
    else break
    parts += 1
  }
  return end
}

function isPart(word: Word | undefined, isLoud: boolean): boolean {
  if (word === undefined || word.low === '' || isNoName(word.low) || titles.has(word.low)) return false
  return word.shape === 'Title' || (word.shape === 'UPPER' && (isLoud || word.text.length > 3))
}

function joins(before: Word | undefined, word: Word): boolean {
  return word.gap === ' ' || word.gap === '\u00a0' || (before?.shape === 'initial' && (word.gap === '. ' || word.gap === '.'))
}

function isInitial(words: readonly Word[], at: number): boolean {
  return words[at + 1]?.gap === '. ' || words[at + 1]?.gap === '.' || (words[at]?.text !== 'I' && words[at]?.text !== 'A')
}

function endOfSmall(words: readonly Word[], at: number): number {
  const next = words[at + 1]
  const isFamily = next !== undefined && next.gap === ' ' && next.shape === 'lower' && next.low.length > 2 && !isNoName(next.low) && !particles.has(next.low)
  if (!isFamily) return at + 1
  const after = words[at + 2]
  return after === undefined || after.gap !== ' ' || isNoName(after.low) ? at + 2 : at + 1
}

/** How a name is followed: by the end of its line, by a sign, or by more words. */
export function afterName(text: string, words: readonly Word[], end: number): 'line' | 'sign' | 'words' {
  const last = words[end - 1]
  const rest = text.slice(last?.end ?? 0, (last?.end ?? 0) + 4)
  if (/^\.?[ \t]*(?:\r?\n|$)/.test(rest)) return 'line'
  return /^(?:['’]s)?\s?[,.!?;:)(<|–—/&-]/.test(rest) ? 'sign' : 'words'
}

/** Whether what follows a name shows that it names a company or a place. */
export function isCompanyOrPlace(words: readonly Word[], end: number): boolean {
  const next = words[end]
  return next !== undefined && next.shape !== 'lower' && /^ ?(?:& ?)?$/.test(next.gap) && nonPersonSuffixes.has(next.low)
}
