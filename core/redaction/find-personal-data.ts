import { findAccountNumbers } from './find-account-numbers.ts'
import { findCardNumbers } from './find-card-numbers.ts'
import { findEmailAddresses } from './find-email-addresses.ts'
import { findIdentityNumbers } from './find-identity-numbers.ts'
import { findIpAddresses } from './find-ip-addresses.ts'
import { findPersonMentions, type PersonMention } from './find-person-mentions.ts'
import { findPhoneNumbers } from './find-phone-numbers.ts'
import type { KnownPeople } from './known-people.ts'
import { numberRows } from './number-groups.ts'
import { outside, type PersonalSpan, type TextSpan } from './personal-span.ts'
import { placeholderPattern } from './placeholders.ts'
import type { RedactionKind } from './redaction-kind.ts'
import { untouchableSpans } from './untouchable-spans.ts'
import { type Word, wordsOf } from './words-of.ts'

/** A text read for personal data: what stands in it by itself, before it is known who else is named elsewhere. */
export type ReadText = {
  readonly numbers: readonly PersonalSpan[]
  readonly words: readonly Word[]
  readonly isFree: (mention: PersonMention) => boolean
  readonly mentions: readonly PersonMention[]
}

/** Reads a text for personal data of some kinds. */
export function readForPersonalData(text: string, kinds: readonly RedactionKind[]): ReadText {
  const written: readonly TextSpan[] = [...text.matchAll(placeholderPattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
  const numbers = findNumbers(text, written)
  const words = kinds.includes('person') ? wordsOf(text) : []
  const named = new Set(outside(words, inOrder([...numbers, ...written])))
  const isFree = ({ from, to }: PersonMention): boolean => words.slice(from, to).every((word) => named.has(word))
  return { numbers: numbers.filter((span) => kinds.includes(span.kind)), words, isFree, mentions: joined(findPersonMentions(text, words).filter(isFree)) }
}

/** Tells the people of a text apart, so that their names are found again in other texts. */
export function learnPeople({ words, mentions }: ReadText, people: KnownPeople): void {
  for (const mention of mentions) people.idOf(partsOf(words, mention))
}

/** The personal data of a text, in order and without overlaps, names that were learnt elsewhere included. */
export function findPersonalData({ numbers, words, isFree, mentions }: ReadText, people: KnownPeople): readonly PersonalSpan[] {
  const names = joined([...mentions, ...people.findAgain(words).filter(isFree)]).map((mention): PersonalSpan => {
    const start = words[mention.from]?.start ?? 0
    const end = words[mention.to - 1]?.end ?? 0
    return { kind: 'person', start, end, key: String(people.idOf(partsOf(words, mention))) }
  })
  return inOrder([...numbers, ...names])
}

// A number that is one thing cannot be another, also where only the other is asked for; so all kinds are looked for.
function findNumbers(text: string, written: readonly TextSpan[]): readonly PersonalSpan[] {
  const untouchable = untouchableSpans(text)
  const rows = numberRows(text)
  let found: readonly PersonalSpan[] = outside(findEmailAddresses(text), written)
  const add = (spans: readonly PersonalSpan[], blocking: readonly TextSpan[]): void => {
    found = inOrder([...found, ...apart(outside(spans, inOrder([...found, ...blocking])))])
  }
  add(findAccountNumbers(text), written)
  add(findCardNumbers(text, rows), [...written, ...untouchable])
  add(findIdentityNumbers(text), written)
  add(findIpAddresses(text), written)
  add(findPhoneNumbers(text, rows), [...written, ...untouchable])
  return found
}

function partsOf(words: readonly Word[], { from, to }: PersonMention): readonly string[] {
  return words.slice(from, to).map((word) => word.low)
}

/** Mentions that share words made one. */
function joined(mentions: readonly PersonMention[]): readonly PersonMention[] {
  const whole: PersonMention[] = []
  for (const mention of [...mentions].sort((one, other) => one.from - other.from || other.to - one.to)) {
    const last = whole.at(-1)
    if (last !== undefined && mention.from < last.to) whole[whole.length - 1] = { from: last.from, to: Math.max(last.to, mention.to) }
    else whole.push(mention)
  }
  return whole
}

/** Of pieces that overlap, the longer one. */
function apart(spans: readonly PersonalSpan[]): readonly PersonalSpan[] {
  const kept: PersonalSpan[] = []
  for (const span of inOrder(spans)) {
    const last = kept.at(-1)
    if (last === undefined || span.start >= last.end) kept.push(span)
    else if (span.end - span.start > last.end - last.start) kept[kept.length - 1] = span
  }
  return kept
}

function inOrder<Span extends TextSpan>(spans: readonly Span[]): readonly Span[] {
  return [...spans].sort((one, other) => one.start - other.start || other.end - one.end)
}
