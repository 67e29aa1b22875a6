/** How many buckets character sequences are hashed into; a head that reads them has one weight for each. */
export const CHARACTER_BUCKETS = 65_536

/** What stands after this many characters is not read: the beginning tells spam from a request, and the time stays bounded. */
const READ_CHARACTERS = 4000

const LONGEST_SEQUENCE = 5

// Spelt out: what counts as white space differs between languages' libraries, and the trainer is not written in this one.
const SPACE = /[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/

/** The distinct hash buckets of a text's sequences of 2 to 5 characters within its words (a space before and after each), in ascending order. */
export function characterFeatures(text: string): readonly number[] {
  const plain = text
    .slice(0, READ_CHARACTERS)
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/[0-9]/g, '0')
  const buckets = new BucketSet()
  for (const word of plain.split(SPACE)) if (word !== '') addSequences(` ${word} `, buckets)
  return buckets.ascending()
}

/** Distinct buckets; a table of marks is several times faster here than a Set. */
class BucketSet {
  readonly #seen = new Uint8Array(CHARACTER_BUCKETS)
  readonly #found: number[] = []

  add(bucket: number): void {
    if (this.#seen[bucket] === 1) return
    this.#seen[bucket] = 1
    this.#found.push(bucket)
  }

  ascending(): readonly number[] {
    return Array.from(Uint16Array.from(this.#found).sort())
  }
}

/** FNV-1a over UTF-16 code units, its upper half folded into the lower; a longer sequence goes on from the shorter one's hash. */
function addSequences(word: string, buckets: BucketSet): void {
  for (let start = 0; start < word.length - 1; start++) {
    let hash = 0x811c9dc5
    for (let i = start; i < Math.min(word.length, start + LONGEST_SEQUENCE); i++) {
      hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
      if (i > start) buckets.add((hash ^ (hash >>> 16)) & (CHARACTER_BUCKETS - 1))
    }
  }
}
