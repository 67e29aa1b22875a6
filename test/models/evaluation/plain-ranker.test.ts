import { expect, it } from 'vitest'
import { PlainRanker } from '../../../models/evaluation/plain-ranker.ts'

const ranker = new PlainRanker([
  { id: 'reset', text: 'Reset your password\nChoose Forgot password on the sign-in page.' },
  { id: 'refund', text: 'When a refund arrives\nWe pay refunds to your card.' },
  { id: 'long', text: `Everything about your account. ${'Many words that say little. '.repeat(40)} password` },
])

it('ranks the document whose rare words the query shares first, and a short one before a long one', () => {
  expect(ranker.search('I forgot the PASSWORD', 10)).toEqual(['reset', 'long'])
})

it('finds nothing where no word is shared', () => {
  expect(ranker.search('zebra', 10)).toEqual([])
})

it('gives no more than is asked for', () => {
  expect(ranker.search('your password', 1)).toEqual(['reset'])
})
