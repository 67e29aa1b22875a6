import { placeholderWords, type RedactionKind, redactionKinds } from './redaction-kind.ts'

/** What stands where personal data stood, such as "[person 1]" or "[e-mail 2]". */
export const placeholderPattern = new RegExp(`\\[(${redactionKinds.map((kind) => placeholderWords[kind]).join('|')}) (\\d{1,6})\\]`, 'g')

/** Numbers the personal data of one ticket: the same thing gets the same placeholder, wherever it stands. */
export class Placeholders {
  readonly #numbers = new Map<string, number>()
  readonly #last = new Map<RedactionKind, number>()

  /** Keeps the numbers free that a text already uses. */
  reserve(text: string): void {
    for (const match of text.matchAll(placeholderPattern)) {
      const kind = redactionKinds.find((each) => placeholderWords[each] === match[1])
      if (kind !== undefined) this.#last.set(kind, Math.max(this.#last.get(kind) ?? 0, Number(match[2])))
    }
  }

  /** The placeholder of a thing. */
  of(kind: RedactionKind, key: string): string {
    const known = this.#numbers.get(`${kind} ${key}`)
    const number = known ?? (this.#last.get(kind) ?? 0) + 1
    if (known === undefined) {
      this.#numbers.set(`${kind} ${key}`, number)
      this.#last.set(kind, number)
    }
    return `[${placeholderWords[kind]} ${number}]`
  }
}
