import { hashName, KeyedRandom } from '../../core/simulation/keyed-random.ts'

const OPENINGS = ['Hello,', 'Hi there,', 'Good morning,', 'To whom it may concern,', '']
const MATTERS = [
  'since the update this morning the app closes as soon as I open the calendar',
  'I was charged twice for order 48-2291 and the second amount has not come back',
  'the link in the e-mail to reset my password says that it is no longer valid',
  'my parcel is marked as delivered, but nobody in the house has received it',
  'is it possible to export all the invoices of last year in one file',
  'the printer is found, but every page comes out empty after the new driver',
]
const DETAILS = [
  'I restarted twice and cleared the cache.',
  'The message says error 0x80070057.',
  'It worked without any trouble until last week.',
  'My colleague with the same version does not see it.',
  'I need it before the meeting on Thursday.',
  'A screenshot is attached.',
  'We use version 14.2.1 on three machines.',
  'Please tell me what else you need from me.',
  'I already asked in the chat, and was told to write here.',
]

/** Support messages that differ from each other, put together by seed: a matter and so many details each. */
export function benchTexts(count: number, details: number, seed: number): readonly string[] {
  const random = new KeyedRandom(seed, 2)
  const stream = hashName(`bench ${details}`)
  const pick = (from: readonly string[], text: number, place: number): string => from[Math.floor(random.uniformAt(text, place, stream, 0) * from.length)] ?? ''
  return Array.from({ length: count }, (_, text) =>
    [pick(OPENINGS, text, 0), `${pick(MATTERS, text, 1)} (case ${text + 1}).`, ...Array.from({ length: details }, (_detail, i) => pick(DETAILS, text, i + 2))].filter((part) => part !== '').join(' '),
  )
}
