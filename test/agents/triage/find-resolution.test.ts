import { describe, expect, it } from 'vitest'
import { judgeResolution } from '../../../agents/triage/judge-resolution.ts'
import { findResolution } from '../../../agents/triage/find-resolution.ts'
import { extractEntities } from '../../../agents/triage/extract-entities.ts'
import { readAmount } from '../../../agents/triage/find-amounts.ts'
import { sentenceAround } from '../../../agents/triage/entity-mention.ts'

const label = (value: string | undefined, score = 0.6): { readonly value: string | undefined; readonly score: number; readonly reason: string } => ({ value, score, reason: 'the label' })
const values = ['fix', 'refund', 'information', 'callback']

describe('what a customer asks for', () => {
  it('counts the plain words before the label that fits best, and quotes them', () => {
    expect(judgeResolution('It broke. I want a refund for it!', label('fix'), values)).toEqual({ value: 'refund', score: 0.6, reason: 'Requested resolution is refund: the text says “I want a refund for it!”.' })
  })

  it('leaves the label where the words are weak, say the same, or name what the spec does not know', () => {
    for (const text of ['Can you tell me when it ships?', 'Please fix it.', 'Please cancel my plan.', 'Hello.']) expect(judgeResolution(text, label('fix'), values)).toEqual(label('fix'))
  })

  it('does not count a label that the words turn down', () => {
    expect(judgeResolution('I do not want a refund.', label('refund'), values)).toMatchObject({ value: undefined, reason: expect.stringContaining('turns refund down') })
    expect(judgeResolution('No refund please, call me back.', label('refund'), values).value).toBe('callback')
  })

  it('finds the names that a spec gives its values', () => {
    expect(judgeResolution('I want my money back.', label(undefined, 0.2), ['moneyBack', 'repair']).value).toBe('moneyBack')
  })

  it.each(['İstanbul İİİ I want a refund', 'ｉ want a refund… I want a refund'])('keeps its places in texts whose small letters are longer: %s', (text) => {
    const cue = findResolution(text)
    expect(text.slice(cue?.start ?? 0, cue?.end ?? 0).toLowerCase()).toContain('want a refund')
  })
})

describe('where facts stand', () => {
  it('is told with each, so that the sentence can be shown', () => {
    const text = 'Hello. My thermosat from order no. 4711-B shows E-1042 since version 2.3.1. I paid $1,299.00.'
    const { mentions, reasons, outputs } = extractEntities(text, [{ name: 'Thermo T2', aliases: ['thermostat'] }])
    expect(mentions.map(({ kind, value, start, end }) => [kind, value, text.slice(start, end)])).toEqual([
      ['product', 'Thermo T2', 'thermosat'], ['orderNumber', '4711-B', '4711-B'], ['errorCode', 'E-1042', 'E-1042'], ['version', '2.3.1', '2.3.1'], ['amount', '$1,299.00', '$1,299.00'],
    ])
    expect(reasons).toContain('Order number in the text: 4711-B (“My thermosat from order no. 4711-B shows E-1042 since version 2.3.1.”).')
    expect(outputs).toMatchObject({ amountValue: 1299, currency: 'USD', amount: '$1,299.00', orderNumber: '4711-B' })
  })

  it('shows no more than the sentence, and a long one in part', () => {
    expect(sentenceAround('One. Two 22 three. Four.', { start: 9, end: 11 })).toBe('Two 22 three.')
    expect(sentenceAround(`${'word '.repeat(60)}42 ${'word '.repeat(60)}`, { start: 300, end: 302 }).length).toBeLessThanOrEqual(202)
  })
})

describe('readAmount', () => {
  it.each([
    ['$1,299.00', 1299, 'USD'], ['1.299,00 €', 1299, 'EUR'], ['EUR 20', 20, 'EUR'], ['20 bucks', 20, 'USD'], ['£5', 5, 'GBP'], ['CHF 120.-', 120, 'CHF'], ['1 299,50 €', 1299.5, 'EUR'], ['99 pence', 0.99, 'GBP'], ['2,5 Mio. Euro', 2_500_000, 'EUR'], ['150 kr', 150, undefined], ['$0.5', 0.5, 'USD'],
  ])('reads %s', (written, amount, currency) => {
    expect(readAmount(written)).toEqual({ amount, currency })
  })
})

describe('hostile texts of 100,000 characters', () => {
  const fill = (part: string): string => part.repeat(Math.ceil(100_000 / part.length)).slice(0, 100_000)
  it.each(['a', 'A_', '1', '1.', 'order ', 'order #', 'error ', 'error code: ', '0x', '€1', '1,111', 'version ', 'v1.', 'i want ', 'want a ', 'what is ', 'refund ', 'not ', 'cancel ', 'please ', 'A-1', '#1', ' is ', '@a.', 'ERROR_'])('of "%s" take no longer than ordinary ones', (part) => {
    const started = performance.now()
    extractEntities(fill(part), [{ name: 'Door Bell Pro', aliases: ['bell'] }])
    findResolution(fill(part))
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
