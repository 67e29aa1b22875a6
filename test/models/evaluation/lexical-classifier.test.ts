import { expect, it } from 'vitest'
import { LexicalClassifier } from '../../../models/evaluation/lexical-classifier.ts'
import { lexicalPredictions } from '../../../models/evaluation/lexical-predictions.ts'

const plain = { balanced: false, pairs: false, cost: 1 }
const examples = [
  ...['where is my card', 'my card has not arrived', 'the card was never delivered', 'card delivery takes long'].map((text) => ({ text, label: 'delivery' })),
  ...['I forgot my password', 'reset the password please', 'password is not accepted', 'new password'].map((text) => ({ text, label: 'access' })),
  ...['I was charged twice', 'a wrong charge on my bill', 'why this charge', 'charged too much'].map((text) => ({ text, label: 'billing' })),
]

it('tells classes apart by their words', () => {
  const classifier = new LexicalClassifier(examples, plain)
  expect(['has the card arrived yet', 'cannot change my password', 'they charged me'].map((text) => classifier.judge(text))).toEqual(['delivery', 'access', 'billing'])
})

it('learns what it was taught', () => {
  const classifier = new LexicalClassifier(examples, plain)
  expect(examples.filter(({ text, label }) => classifier.judge(text) !== label)).toEqual([])
})

it('always says the same', () => {
  const texts = ['card password charge', '', 'nothing known here', 'my my my']
  const [one, two] = [new LexicalClassifier(examples, plain), new LexicalClassifier(examples, plain)]
  expect(texts.map((text) => one.judge(text))).toEqual(texts.map((text) => two.judge(text)))
})

it('gives a rare class the same say where it is balanced', () => {
  // The same words, 60 times one class and 3 times the other: only what a class counts for can decide.
  const rows = [...Array.from({ length: 60 }, () => ({ text: 'please help', label: 'usual' })), ...Array.from({ length: 3 }, () => ({ text: 'please help now', label: 'rare' }))]
  const found = (balanced: boolean): string => new LexicalClassifier(rows, { ...plain, cost: 0.02, balanced }).judge('please help now')
  expect([found(false), found(true)]).toEqual(['usual', 'rare'])
})

it('tells word order apart where pairs count', () => {
  const ordered = [{ text: 'dog bites man', label: 'a' }, { text: 'man bites dog', label: 'b' }]
  const classifier = new LexicalClassifier(ordered, { ...plain, pairs: true })
  expect(ordered.map(({ text }) => classifier.judge(text))).toEqual(['a', 'b'])
})

it('judges every row by a classifier that has not seen it where there are no others to learn from', () => {
  // Every text is a word of its own: who has seen it is always right, who has not can only guess.
  const unique = Array.from({ length: 40 }, (_, i) => ({ text: `word${i}`, label: i % 2 === 0 ? 'even' : 'odd' }))
  const seen = lexicalPredictions(unique, unique, plain, 1)
  const unseen = lexicalPredictions(unique, undefined, plain, 1)
  const right = (judged: typeof seen): number => judged?.rows.filter(({ truth, predicted }) => truth === predicted).length ?? 0
  expect(right(seen)).toBe(40)
  expect(right(unseen)).toBeLessThan(30)
  expect(unseen?.method).toContain('cross-validated in 10 folds')
})

it('learns nothing where there is one class only', () => {
  expect(lexicalPredictions([{ text: 'a', label: 'x' }, { text: 'b', label: 'x' }], undefined, plain, 1)).toBeUndefined()
})
