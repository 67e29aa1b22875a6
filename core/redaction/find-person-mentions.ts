import { isDoubtfulName, isFirstName } from './first-names.ts'
import { closings, greetings, isCueWord, nameFollows, nameLabels, nameMayFollow, particles, personWords, phraseLength, placePrefixes, titles } from './name-cues.ts'
import { isNoName } from './name-words.ts'
import { isSurname } from './surnames.ts'
import { afterName, isCompanyOrPlace, readName } from './read-name.ts'
import type { Word } from './words-of.ts'

/** Words of a text that name a person, as indices: from, up to but not including. */
export type PersonMention = { readonly from: number; readonly to: number }

type Rule = (text: string, words: readonly Word[], at: number) => readonly PersonMention[]

/** Who is named in a text: after greetings, titles and introductions, in signatures and labels, and by common given names. */
export function findPersonMentions(text: string, words: readonly Word[]): readonly PersonMention[] {
  const found: PersonMention[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]
    if (word === undefined || (word.shape === 'lower' && !isCueWord(word.low) && !isFirstName(word.low))) continue
    for (const rule of rules) found.push(...rule(text, words, at))
  }
  return found
}

const afterGreeting: Rule = (text, words, at) => {
  if (!startsClause(words, at)) return []
  const length = phraseLength(words, at, greetings)
  if (length === 0) return []
  const found: PersonMention[] = []
  let place = at + length
  while (/^,?[ \u00a0]{1,2}$|^ ?& ?$/.test(words[place]?.gap ?? '')) {
    const first = skipTitles(words, place)
    const to = readName(words, first, { strong: true, small: true })
    if (to === first) break
    const after = afterName(text, words, to)
    const ends = after !== 'words' || isAnd(words[to])
    const isKnown = isFirstName(words[first]?.low ?? '') || (isDoubtfulName(words[first]?.low ?? '') && !isNoName(words[first]?.low ?? ''))
    const isSmall = words[first]?.shape === 'lower'
    const isPlain = words[place]?.gap.startsWith(',') !== true
    if (isCompanyOrPlace(words, to) || !(first > place || (isKnown && (!isSmall || ends)) || (ends && isPlain && to - first <= 3))) break
    found.push({ from: first, to })
    place = isAnd(words[to]) ? to + 1 : to
    if (place === to && !(words[to]?.gap === ' & ' || (words[to]?.gap === ', ' && isFirstName(words[to]?.low ?? '')))) break
  }
  return found
}

const afterTitle: Rule = (_text, words, at) => {
  if (!isTitle(words[at])) return []
  const first = skipTitles(words, at)
  const to = readName(words, first, { strong: true })
  // "Mr and Mrs Miller" is met again at the second title.
  return first === at || to === first ? [] : [{ from: first, to }]
}

const afterIntroduction: Rule = (text, words, at) => {
  const sure = phraseLength(words, at, nameFollows)
  if (sure > 0) {
    const first = skipTitles(words, at + sure)
    if (!/^['’]?s? ?[:"“„]? ?$|^[:,] ?$/.test(words[at + sure]?.gap ?? '')) return []
    const to = readName(words, first, { strong: true, small: true })
    const isCallMe = words[at]?.low === 'call'
    return to === first || (isCallMe && !isFirstName(words[first]?.low ?? '')) ? [] : [{ from: first, to }]
  }
  const unsure = phraseLength(words, at, nameMayFollow)
  if (unsure === 0) return []
  const first = skipTitles(words, at + unsure)
  if (!/^(?:['’]s)? $|^, $|^ ["“„(]$/.test(words[at + unsure]?.gap ?? '')) return []
  const to = readName(words, first, { small: true })
  if (to === first) return []
  const head = words[first]
  const next = words[to]
  if (head?.shape === 'lower') return afterName(text, words, to) !== 'words' || isFromWord(next) ? [{ from: first, to }] : []
  if (isFirstName(head?.low ?? '') || isDoubtfulName(head?.low ?? '')) return [{ from: first, to }]
  const last = words[at + unsure - 1]?.low ?? ''
  const phrase = words.slice(at, at + unsure).map((word) => word.low).join(' ')
  const isCall = (isFromWord(next) && /^(?:this is|hier ist|hier spricht|hier)$/.test(phrase)) || personWords.has(last)
  const spoke = /^(?:spoke|spoken|talked) (?:to|with)$/.test(phrase) && afterName(text, words, to) !== 'line'
  const speaks = /^hier(?: ist| spricht| schreibt)$/.test(phrase) && afterName(text, words, to) !== 'words'
  return (isCall || spoke || speaks) && head?.shape === 'Title' && !isCompanyOrPlace(words, to) ? [{ from: first, to }] : []
}

const afterClosing: Rule = (text, words, at) => {
  if (!startsClause(words, at)) return []
  const length = phraseLength(words, at, closings)
  if (length === 0) return []
  let place = at + length
  // "Thanks for your help," and "Thanks and best regards" go on to the end of their line.
  const limit = Math.min(words.length, place + 7)
  let line = place
  while (line < limit && !isNewLine(words[line]) && (words[line]?.shape === 'lower' || isNoName(words[line]?.low ?? ''))) line += 1
  if (line < words.length && isNewLine(words[line])) return signatureAt(text, words, line)
  while (isAnd(words[place]) || phraseLength(words, place, closings) > 0) place += Math.max(1, phraseLength(words, place, closings))
  const gap = words[place]?.gap ?? ''
  if (!/^ ?[,.!–—-]{0,3} ?$/.test(gap) || gap === '') return []
  const first = skipTitles(words, place)
  const to = readName(words, first, { strong: true, small: true })
  if (to === first || isCompanyOrPlace(words, to)) return []
  const after = afterName(text, words, to)
  const head = words[first]?.low ?? ''
  const isKnown = isFirstName(head) || isDoubtfulName(head)
  const isLast = after === 'line'
  return (isKnown && after !== 'words') || (isLast && words[first]?.shape !== 'lower' && (/[,–—-]/.test(gap) || /regards|sincerely|grusse|gruss/.test(words[place - 1]?.low ?? ''))) ? [{ from: first, to }] : []
}

/** The line after a closing, where it is a name and no more than what stands beside a name. */
function signatureAt(text: string, words: readonly Word[], at: number): readonly PersonMention[] {
  const first = skipTitles(words, at)
  const to = readName(words, first, { strong: true, small: true })
  return to > first && afterName(text, words, to) !== 'words' && !isCompanyOrPlace(words, to) ? [{ from: first, to }] : []
}

const signatureLine: Rule = (text, words, at) => {
  const gap = words[at]?.gap ?? ''
  if (at > 0 && !gap.includes('\n') && !/[.!?]\s+[–—-]{1,2} ?$/.test(gap)) return []
  const isDashed = /[–—~]\s?$|--? ?$|(?:^|\n)\/{1,2} ?$/.test(gap)
  const to = readName(words, at, { small: isDashed })
  if (to === at || afterName(text, words, to) !== 'line') return []
  const isKnown = isFirstName(words[at]?.low ?? '')
  const isLast = to === words.length
  const isAlone = /\n\s*\n/.test(gap) || isDashed
  return (isKnown && (isLast || isAlone)) || (isLast && /(?:[–—~]|--) ?$/.test(gap) && to - at <= 2) ? [{ from: at, to }] : []
}

const afterLabel: Rule = (text, words, at) => {
  if (!nameLabels.has(words[at]?.low ?? '') || !/^ ?[:=]\s{0,3}["“]?$/.test(words[at + 1]?.gap ?? '')) return []
  const first = skipTitles(words, at + 1)
  const to = readName(words, first, { strong: true, small: true })
  if (to === first || isCompanyOrPlace(words, to)) return []
  const isKnown = isFirstName(words[first]?.low ?? '') || isDoubtfulName(words[first]?.low ?? '')
  if (words[to]?.gap === ', ' && isFirstName(words[to]?.low ?? '')) return [{ from: first, to: readName(words, to) }]
  const isNameLabel = !/^(?:from|to|cc|an|von|contact|customer|kunde|caller|sender|guest)$/.test(words[at]?.low ?? '')
  return isKnown || to - first >= 2 || (isNameLabel && afterName(text, words, to) !== 'words') ? [{ from: first, to }] : []
}

const beforeAddress: Rule = (text, words, at) => {
  if (words[at]?.shape !== 'Title' || (at > 0 && isPartBefore(words, at))) return []
  const to = readName(words, at)
  if (to === at) return []
  const rest = text.slice(words[to - 1]?.end ?? 0, (words[to - 1]?.end ?? 0) + 120)
  return /^["”]? ?[<([](?:mailto:)?[^\s<>@]{1,64}@/.test(rest) || /^ (?:wrote|schrieb|a écrit|escribió|ha scritto) ?:/.test(rest) || (/^ ?[:<]/.test(rest) && words[at - 1]?.low === 'schrieb') ? [{ from: at, to }] : []
}

const givenName: Rule = (_text, words, at) => {
  const word = words[at]
  if (word === undefined || (word.shape !== 'Title' && word.shape !== 'initial')) return []
  const before = words[at - 1]
  if (before !== undefined && /^\.? $/.test(word.gap) && placePrefixes.has(before.low) && before.shape === 'Title') return []
  const to = readName(words, at, { strong: true })
  if (to === at || isCompanyOrPlace(words, to)) return []
  const family = words[to - 1]
  const isFullName = to - at >= 2 && family !== undefined && isSurname(family.low) && !isDoubtfulName(family.low)
  if (isFirstName(word.low)) return [{ from: at, to }]
  if (!isFullName) return []
  // "Baker Street" and "Price Brown" are made of words; a known family name after an unknown word must not be one.
  return isDoubtfulName(word.low) || word.shape === 'initial' || (!isWordSurname(family.low) && !isNoName(word.low)) ? [{ from: at, to }] : []
}

const wordSurnames: ReadonlySet<string> = new Set('brown white young king hill green hall cook price long foster wood gray ward cooper baker fisher walker wright carter turner parker bell fox rivers wolf lang lange braun schwarz petit costa rose nelson lee moore adams may'.split(' '))

function isWordSurname(word: string): boolean {
  return wordSurnames.has(word)
}

const smallHere: Rule = (_text, words, at) => {
  const word = words[at]
  if (word?.shape !== 'lower' || !isFirstName(word.low) || !startsClause(words, at)) return []
  return words[at + 1]?.low === 'here' && words[at + 1]?.gap === ' ' ? [{ from: at, to: at + 1 }] : []
}

const rules: readonly Rule[] = [afterGreeting, afterTitle, afterIntroduction, afterClosing, signatureLine, afterLabel, beforeAddress, givenName, smallHere]

function startsClause(words: readonly Word[], at: number): boolean {
  const gap = words[at]?.gap ?? ''
  return at === 0 || /[\n.!?>"“„:;,–—*-]/.test(gap) || phraseLength(words, at - 1, greetings) === 1
}

function isPartBefore(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]
  return words[at]?.gap === ' ' && before !== undefined && (before.shape === 'Title' || particles.has(before.low)) && !isNoName(before.low) && before.low !== 'schrieb'
}

function skipTitles(words: readonly Word[], at: number): number {
  let place = at
  while (place < at + 3 && isTitle(words[place]) && /^\.? ?$|^\. ?-?$/.test(words[place + 1]?.gap ?? '-')) place += 1
  return place
}

function isTitle(word: Word | undefined): boolean {
  if (word === undefined || !titles.has(word.low)) return false
  if (word.shape === 'lower') return /^(?:mr|mrs|herr|herrn|frau|monsieur|madame|signora|signor|mevrouw|meneer|heer)$/.test(word.low)
  return word.text !== 'MS' && word.text !== 'FR' && word.text !== 'HR' && word.text !== 'ING'
}

function isAnd(word: Word | undefined): boolean {
  return word !== undefined && /^(?:and|und|et|y|e|en|og|och|i)$/.test(word.low) && /^ $/.test(word.gap)
}

function isFromWord(word: Word | undefined): boolean {
  return word !== undefined && /^,? $/.test(word.gap) && /^(?:from|calling|speaking|writing|again|here|von|aus|vom|de|at|over|with)$/.test(word.low)
}

function isNewLine(word: Word | undefined): boolean {
  return word?.gap.includes('\n') === true
}
