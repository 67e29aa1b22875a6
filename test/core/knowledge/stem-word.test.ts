import { describe, expect, it } from 'vitest'
import { stemWord } from '../../../core/knowledge/stem-word.ts'

// From the published vocabulary of Porter's algorithm.
const stems: readonly (readonly [word: string, stem: string])[] = [
  ['caresses', 'caress'], ['ponies', 'poni'], ['cats', 'cat'], ['caress', 'caress'], ['feed', 'feed'], ['agreed', 'agre'], ['plastered', 'plaster'], ['bled', 'bled'], ['motoring', 'motor'], ['sing', 'sing'],
  ['conflated', 'conflat'], ['troubled', 'troubl'], ['sized', 'size'], ['hopping', 'hop'], ['falling', 'fall'], ['hissing', 'hiss'], ['failing', 'fail'], ['filing', 'file'], ['happy', 'happi'], ['sky', 'sky'],
  ['relational', 'relat'], ['conditional', 'condit'], ['rational', 'ration'], ['digitizer', 'digit'], ['operator', 'oper'], ['decisiveness', 'decis'], ['hopefulness', 'hope'], ['sensibiliti', 'sensibl'],
  ['triplicate', 'triplic'], ['formalize', 'formal'], ['electrical', 'electr'], ['goodness', 'good'], ['replacement', 'replac'], ['adjustment', 'adjust'], ['adoption', 'adopt'], ['communism', 'commun'],
  ['probate', 'probat'], ['rate', 'rate'], ['cease', 'ceas'], ['controll', 'control'], ['roll', 'roll'], ['yes', 'ye'], ['yellowing', 'yellow'], ['installations', 'instal'], ['as', 'as'],
]

describe('stemming', () => {
  it.each(stems)('makes %j %j', (word, stem) => {
    expect(stemWord(word)).toBe(stem)
  })

  it.each(['0x80040', 'größe', 'ab12ed', '日本', ''])('leaves %j as it is', (word) => {
    expect(stemWord(word)).toBe(word)
  })
})
