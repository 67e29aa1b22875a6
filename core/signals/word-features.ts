import { fnv1a } from '../fnv1a.ts'

/** How many buckets words are hashed into; the trained heads have one weight for each. */
export const WORD_BUCKETS = 65_536

const WORD = /[a-z]+(?:'[a-z]+)?|[0-9]+|[!?]{1,3}|[:;=]-?[()dp]/g
const EMOJI = /[\u2600-\u27bf\u{1f300}-\u{1faff}]/gu
const CAPITALS = /(?<![A-Za-z])[A-Z]{3,}(?![A-Za-z])/

/** The distinct hash buckets of a text's words and pairs of neighbouring words, in ascending order; the trained heads read these. */
export function wordFeatures(text: string): readonly number[] {
  const words = wordsOf(text)
  const buckets = new Set<number>()
  let before: string | undefined
  for (const word of words) {
    buckets.add(bucketOf(word))
    if (before !== undefined) buckets.add(bucketOf(`${before} ${word}`))
    before = word
  }
  return [...buckets].sort((a, b) => a - b)
}

function wordsOf(text: string): readonly string[] {
  const plain = text.replace(/\u2019/g, "'")
  // Only A-Z are lowered: full Unicode lowering differs between languages' libraries, and the trainer is not written in this one.
  const lower = plain.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  const words = (lower.match(WORD) ?? []).map((word) => (word >= '0' && word < ':' ? '0' : word))
  for (const emoji of plain.match(EMOJI) ?? []) words.push(`u${(emoji.codePointAt(0) ?? 0).toString(16)}`)
  if (CAPITALS.test(plain)) words.push('<caps>')
  return words
}

/** Every character that reaches the hash is ASCII. */
function bucketOf(word: string): number {
  return fnv1a(word) % WORD_BUCKETS
}
