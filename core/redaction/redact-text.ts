import { findPersonalData, learnPeople, readForPersonalData, type ReadText } from './find-personal-data.ts'
import { KnownPeople } from './known-people.ts'
import { Placeholders } from './placeholders.ts'
import { type RedactionKind, redactionKinds, usualKinds } from './redaction-kind.ts'

const mostRounds = 4

/** What is to be taken out. */
export type RedactionOptions = { readonly kinds: readonly RedactionKind[] }

/** One replacement: where it stood in the original, and where the placeholder stands in the redacted text. What stood there is not kept. */
export type Replacement = { readonly kind: RedactionKind; readonly placeholder: string; readonly start: number; readonly end: number; readonly at: number }

/** A text without its personal data, and what was replaced, in order. */
export type RedactedText = { readonly text: string; readonly replaced: readonly Replacement[] }

/** How often each kind was taken out; never what. */
export type RedactionCounts = Readonly<Record<RedactionKind, number>>

/** No replacements of any kind. */
export const noCounts: RedactionCounts = { person: 0, email: 0, phone: 0, card: 0, account: 0, nationalId: 0, ipAddress: 0 }

/** Takes personal data out of texts that belong together, so that the same thing gets the same placeholder in all of them. */
export class Redactor {
  readonly #kinds: readonly RedactionKind[]
  readonly #people = new KnownPeople()
  readonly #placeholders = new Placeholders()
  readonly #read = new Map<string, ReadText>()

  constructor({ kinds }: RedactionOptions) {
    this.#kinds = redactionKinds.filter((kind) => kinds.includes(kind))
  }

  /** Learns a name that a record states, before any text is redacted. */
  learnName(name: string): void {
    this.#people.learn(name)
  }

  /** Learns who is named in a text and which placeholders it already has, before any text is redacted. */
  learn(text: string): void {
    this.#placeholders.reserve(text)
    const read = this.#readOnce(text)
    learnPeople(read, this.#people)
    for (const span of read.numbers) if (span.kind === 'email') this.#learnFromAddress(span.key)
  }

  /** The text without its personal data; `label` says what the text is a value of, and is not redacted itself. */
  redact(text: string, label = ''): RedactedText {
    let result = this.#once(text, label, { text, replaced: [] })
    // What stands beside a placeholder can read otherwise than what stood there: one more look, so that a second redaction finds nothing.
    for (let round = 1; round < mostRounds && result.replaced.length > 0; round += 1) {
      const next = this.#once(text, label, result)
      if (next.replaced.length === result.replaced.length) break
      result = next
    }
    return result
  }

  #once(original: string, label: string, before: RedactedText): RedactedText {
    const lead = label === '' ? '' : `${label}: `
    const found = findPersonalData(this.#readOnce(lead + before.text), this.#people)
      .filter((span) => span.start >= lead.length)
      .map(({ kind, key, start, end }) => ({ kind, start: originalOffset(before.replaced, start - lead.length), end: originalOffset(before.replaced, end - lead.length), placeholder: this.#placeholders.of(kind, key) }))
    return found.length === 0 ? before : replace(original, [...before.replaced, ...found].sort((one, other) => one.start - other.start))
  }

  #readOnce(text: string): ReadText {
    const read = this.#read.get(text) ?? readForPersonalData(text, this.#kinds)
    this.#read.set(text, read)
    return read
  }

  // "anna.weber@example.com" names its owner; "info@" and "sales.team@" name nobody.
  #learnFromAddress(address: string): void {
    const local = address.slice(0, address.indexOf('@'))
    if (/^\p{L}{3,}[._]\p{L}{3,}$/u.test(local) && this.#kinds.includes('person')) this.#people.learn(local)
  }
}

function replace(original: string, spans: readonly Omit<Replacement, 'at'>[]): RedactedText {
  const replaced: Replacement[] = []
  let text = ''
  let end = 0
  for (const { kind, placeholder, start, end: until } of spans) {
    text += original.slice(end, start)
    replaced.push({ kind, placeholder, start, end: until, at: text.length })
    text += placeholder
    end = until
  }
  return { text: text + original.slice(end), replaced }
}

/** Takes personal data out of one text. Redacting the result again changes nothing. */
export function redactText(text: string, options: RedactionOptions = { kinds: usualKinds }): RedactedText {
  const redactor = new Redactor(options)
  redactor.learn(text)
  return redactor.redact(text)
}

/** Where a place of the redacted text stood in the original: inside a placeholder, the start of what it stands for. */
export function originalOffset(replaced: readonly Replacement[], offset: number): number {
  let shift = 0
  for (const { at, placeholder, start, end } of replaced) {
    if (offset < at) break
    if (offset < at + placeholder.length) return start
    shift = end - (at + placeholder.length)
  }
  return offset + shift
}
