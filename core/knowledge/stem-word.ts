// A run of consonants and a run of vowels; how often the second is followed by the first is what Porter calls the measure of a stem.
const C = '[^aeiou][^aeiouy]*'
const V = '[aeiouy][aeiou]*'
const measureAboveZero = new RegExp(`^(?:${C})?${V}${C}`)
const measureOfOne = new RegExp(`^(?:${C})?${V}${C}(?:${V})?$`)
const measureAboveOne = new RegExp(`^(?:${C})?(?:${V}${C}){2}`)
const holdsVowel = new RegExp(`^(?:${C})?[aeiouy]`)
const endsShort = new RegExp(`^${C}[aeiouy][^aeiouwxy]$`)

type Endings = readonly (readonly [ending: string, becomes: string])[]

// Longer endings stand before the ones that they end in.
const DERIVED: Endings = [
  ['ational', 'ate'], ['ization', 'ize'], ['iveness', 'ive'], ['fulness', 'ful'], ['ousness', 'ous'], ['tional', 'tion'], ['biliti', 'ble'],
  ['entli', 'ent'], ['ousli', 'ous'], ['ation', 'ate'], ['alism', 'al'], ['aliti', 'al'], ['iviti', 'ive'], ['enci', 'ence'], ['anci', 'ance'],
  ['izer', 'ize'], ['alli', 'al'], ['ator', 'ate'], ['logi', 'log'], ['bli', 'ble'], ['eli', 'e'],
]
const RESIDUAL: Endings = [['icate', 'ic'], ['ative', ''], ['alize', 'al'], ['iciti', 'ic'], ['ical', 'ic'], ['ness', ''], ['ful', '']]
const BARE: Endings = [
  ['ement', ''], ['ance', ''], ['ence', ''], ['able', ''], ['ible', ''], ['ment', ''], ['sion', 's'], ['tion', 't'], ['ant', ''], ['ent', ''], ['ism', ''], ['ate', ''],
  ['iti', ''], ['ous', ''], ['ive', ''], ['ize', ''], ['al', ''], ['er', ''], ['ic', ''], ['ou', ''],
]

/** The stem of a lower-case English word by Porter's algorithm; words with other letters than a to z stay as they are. */
export function stemWord(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word
  // A first y is a consonant; as a capital the patterns take it for one.
  return stemOf(word.replace(/^y/, 'Y')).toLowerCase()
}

function stemOf(word: string): string {
  const single = word.endsWith('sses') || word.endsWith('ies') ? word.slice(0, -2) : /[^s]s$/.test(word) && word.length > 2 ? word.slice(0, -1) : word
  const present = withoutTense(single)
  const noun = present.endsWith('y') && holdsVowel.test(present.slice(0, -1)) ? `${present.slice(0, -1)}i` : present
  const root = withEnding(withEnding(noun, DERIVED, measureAboveZero), RESIDUAL, measureAboveZero)
  return tidied(withEnding(root, BARE, measureAboveOne))
}

function withoutTense(word: string): string {
  if (/.eed$/.test(word)) return measureAboveZero.test(word.slice(0, -3)) ? word.slice(0, -1) : word
  const stem = word.endsWith('ed') ? word.slice(0, -2) : word.endsWith('ing') ? word.slice(0, -3) : ''
  if (!holdsVowel.test(stem)) return word
  if (/(?:at|bl|iz)$/.test(stem) || endsShort.test(stem)) return `${stem}e`
  return /([^aeiouylsz])\1$/.test(stem) ? stem.slice(0, -1) : stem
}

function withEnding(word: string, endings: Endings, measure: RegExp): string {
  const found = endings.find(([ending]) => word.length > ending.length && word.endsWith(ending))
  if (found === undefined) return word
  const [ending, becomes] = found
  const stem = word.slice(0, -ending.length) + becomes
  // The measure is that of what stands before the ending; "sion" and "tion" keep their first letter.
  return measure.test(becomes.length === 1 && ending.endsWith('ion') ? stem : word.slice(0, -ending.length)) ? stem : word
}

function tidied(word: string): string {
  const stem = word.slice(0, -1)
  const bare = word.endsWith('e') && (measureAboveOne.test(stem) || (measureOfOne.test(stem) && !endsShort.test(stem))) ? stem : word
  return bare.endsWith('ll') && measureAboveOne.test(bare) ? bare.slice(0, -1) : bare
}
