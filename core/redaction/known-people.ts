import { isDoubtfulName, isFirstName } from './first-names.ts'
import { particles } from './name-cues.ts'
import { isNoName } from './name-words.ts'
import { isSurname } from './surnames.ts'
import type { PersonMention } from './find-person-mentions.ts'
import { foldWord, type Word, wordsOf } from './words-of.ts'

const longestName = 6
const mostNamesakes = 40

/** The people of one ticket: who was named, under which names, and which names are the same person's. */
export class KnownPeople {
  readonly #people: (readonly string[])[] = []
  /** Names by each of their parts, so that a text is compared with few of them. */
  readonly #byPart = new Map<string, Set<number>>()

  /** Learns a name as it is written in a record, such as "Smith, John" or "john.smith". */
  learn(name: string): void {
    const parts = wordsOf(name.replace(/[._]/g, ' ').slice(0, 200)).map((word) => foldWord(word.text))
    const own = parts.filter((part) => !particles.has(part))
    if (own.length >= 1 && own.length <= longestName && own.some((part) => part.length >= 3 && !isNoName(part))) this.idOf(parts)
  }

  /** Which person a name stands for: the one whose names it repeats or completes, else a new one. */
  idOf(name: readonly string[]): number {
    const parts = name.filter((part) => part !== '' && !particles.has(part))
    const candidates = [...new Set(parts.flatMap((part) => [...few(this.#byPart.get(part)), ...few(this.#byPart.get(part.charAt(0)))]))].sort((one, other) => one - other)
    const found = candidates.find((id) => isSameName(parts, this.#people[id] ?? []))
    const id = found ?? this.#people.length
    const known = this.#people[id] ?? []
    this.#people[id] = [...known, ...parts.filter((part) => !known.includes(part))]
    for (const part of parts) this.#byPart.set(part, (this.#byPart.get(part) ?? new Set()).add(id))
    return id
  }

  /** Where known names come up again: whole in any letters, a part of one only where it is written as a name. */
  findAgain(words: readonly Word[]): readonly PersonMention[] {
    const found: PersonMention[] = []
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at]
      if (word === undefined || word.low === '' || !this.#byPart.has(word.low)) continue
      let to = at + 1
      while (to < words.length && to < at + longestName && /^[ \u00a0]$|^\. ?$|^, $/.test(words[to]?.gap ?? '') && this.#goesOn(words, at, to)) to += 1
      if (to - at >= 2 || isNameAlone(words, at)) found.push({ from: at, to })
      at = to - 1
    }
    return found
  }

  #goesOn(words: readonly Word[], at: number, to: number): boolean {
    const next = words[to]?.low ?? ''
    if (particles.has(next)) return this.#byPart.has(words[to + 1]?.low ?? '') && words[to + 1]?.gap === ' '
    if (next === '' || isNoName(next)) return false
    const said = words.slice(at, to).map((word) => word.low)
    // "Conti, Marco" is one name; "Marco, Marco" calls twice.
    if (words[to]?.gap === ', ' && said.includes(next)) return false
    const wanted = [...said, next].filter((part) => !particles.has(part))
    return few(this.#byPart.get(next)).some((id) => wanted.every((part) => this.#people[id]?.includes(part) === true))
  }
}

/** So many namesakes are looked at; a text of thousands of one name would take long otherwise. */
function few(ids: ReadonlySet<number> | undefined): readonly number[] {
  const first: number[] = []
  for (const id of ids ?? []) {
    if (first.length === mostNamesakes) break
    first.push(id)
  }
  return first
}

function isSameName(one: readonly string[], other: readonly string[]): boolean {
  return isWithin(one, other) || isWithin(other, one)
}

function isWithin(few: readonly string[], many: readonly string[]): boolean {
  return few.length > 0 && few.some((part) => part.length > 1) && few.every((part) => many.some((whole) => whole === part || (part.length === 1 && whole.startsWith(part)) || (whole.length === 1 && part.startsWith(whole))))
}

// "Price" may be a customer, and what the customer asks about: alone it counts only where it can hardly be the word.
function isNameAlone(words: readonly Word[], at: number): boolean {
  const word = words[at]
  if (word === undefined || word.low.length < 3 || isNoName(word.low)) return false
  if (word.shape === 'lower') return isFirstName(word.low) || standsInOwnLine(words, at)
  if (!isDoubtfulName(word.low) && !isEverydaySurname(word.low)) return true
  const startsSentence = at === 0 || /[\n.!?:]/.test(word.gap)
  return !startsSentence && word.shape === 'Title'
}

function standsInOwnLine(words: readonly Word[], at: number): boolean {
  return words[at]?.gap.includes('\n') === true && words[at + 1]?.gap.includes('\n') !== false
}

function isEverydaySurname(word: string): boolean {
  return isSurname(word) && /^(?:brown|white|young|king|hill|green|hall|cook|price|long|foster|wood|gray|ward|cooper|baker|fisher|walker|wright|carter|turner|parker|wolf|lange|bell)$/.test(word)
}
