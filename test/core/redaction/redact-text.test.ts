import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCardNumber } from '../../../core/redaction/find-card-numbers.ts'
import { hasIbanCheck } from '../../../core/redaction/iban.ts'
import { originalOffset, redactText, Redactor } from '../../../core/redaction/redact-text.ts'
import { redactionKinds } from '../../../core/redaction/redaction-kind.ts'

const all = { kinds: redactionKinds }

describe('placeholders', () => {
  it('keep apart what differs and together what is the same', () => {
    const { text } = redactText('Hi Anna,\nAnna Weber and Ben Carter use anna@example.com, ANNA@example.com and ben@example.com.')
    expect(text).toBe('Hi [person 1],\n[person 1] and [person 2] use [e-mail 1], [e-mail 1] and [e-mail 2].')
  })

  it('know a number again however it is written', () => {
    expect(redactText('Call +49 170 1234567 or 0170 1234567. Card 4111 1111 1111 1111, that is 4111111111111111.').text).toBe('Call [phone 1] or [phone 1]. Card [card 1], that is [card 1].')
  })

  it('go on where a text already has some', () => {
    expect(redactText('[person 3] wrote to me. Regards,\nTom').text).toBe('[person 3] wrote to me. Regards,\n[person 4]')
  })

  it('stay the same through the texts of one ticket', () => {
    const redactor = new Redactor(all)
    const texts = ['Hello, my printer is offline.', 'Hi Zyanya, have you tried another cable?', 'zyanya.quispe@example.com is my address.\nRegards,\nZyanya Quispe']
    for (const text of texts) redactor.learn(text)
    expect(texts.map((text) => redactor.redact(text).text)).toEqual(['Hello, my printer is offline.', 'Hi [person 1], have you tried another cable?', '[e-mail 1] is my address.\nRegards,\n[person 1]'])
  })

  it('come only for the kinds that are asked for', () => {
    const text = 'I am Anna, call +44 20 7946 0958 or write to anna@example.com.'
    expect(redactText(text, { kinds: ['email'] }).text).toBe('I am Anna, call +44 20 7946 0958 or write to [e-mail 1].')
    expect(redactText(text, { kinds: [] })).toEqual({ text, replaced: [] })
  })

  it('know a name from the address that carries it', () => {
    expect(redactText('Mail quillon.vexley@example.com. The form calls me Vexley.').text).toBe('Mail [e-mail 1]. The form calls me [person 1].')
  })
})

describe('offsets', () => {
  it('lead from every place of the redacted text back to the original', () => {
    const original = 'Dear Mr Miller, order 4711-B for anna@example.com is late.'
    const { text, replaced } = redactText(original)
    for (const word of ['order', '4711-B', 'is late']) expect(originalOffset(replaced, text.indexOf(word))).toBe(original.indexOf(word))
    expect(replaced.map(({ start, end }) => original.slice(start, end))).toEqual(['Miller', 'anna@example.com'])
    expect(replaced.map(({ at, placeholder }) => text.slice(at, at + placeholder.length))).toEqual(['[person 1]', '[e-mail 1]'])
  })

  it('put the pieces together again', () => {
    const part = fc.constantFrom('Dear Mr Miller,\n', 'Regards,\nAnna Weber', ' call +44 20 7946 0958', ' anna@example.com ', 'card 4111 1111 1111 1111', ' [person 2] ', 'DE89370400440532013000 ', '0x80070005 ', '2026-01-05 ', 'ü😀', 'x', '\n', ' ', '.')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const original = parts.join('')
        const { text, replaced } = redactText(original, all)
        let built = ''
        let end = 0
        for (const one of replaced) {
          built += original.slice(end, one.start)
          expect(one.at).toBe(built.length)
          built += one.placeholder
          end = one.end
        }
        expect(text).toBe(built + original.slice(end))
        expect(redactText(text, all).text).toBe(text)
      }),
      { numRuns: 400 },
    )
  })
})

describe('check digits', () => {
  it('tell a card from a number of the same length', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 1, max: 9 }), (place, added) => {
      const digits = '4111111111111111'
      const changed = `${digits.slice(0, place)}${(Number(digits.charAt(place)) + added) % 10}${digits.slice(place + 1)}`
      return isCardNumber(digits) && !isCardNumber(changed)
    }))
  })

  it('tell an IBAN from one with a wrong digit', () => {
    expect(hasIbanCheck('DE89370400440532013000')).toBe(true)
    expect(hasIbanCheck('DE89370400440532013001')).toBe(false)
    expect(hasIbanCheck('GB82WEST12345698765432')).toBe(true)
  })
})

describe('hostile texts of 100,000 characters', () => {
  const fill = (part: string): string => part.repeat(Math.ceil(100_000 / part.length)).slice(0, 100_000)
  it.each([
    ['one letter', fill('a')], ['capitals', fill('A')], ['digits', fill('1')], ['spaced digits', fill('1 ')], ['grouped digits', fill('4111 ')], ['dashes', fill('1-')], ['at signs', fill('@')], ['local parts', `${fill('a.')}@`], ['addresses', fill('a@b.c')],
    ['almost addresses', fill('a@a.')], ['domains', `x@${fill('a.')}`], ['almost IBANs', fill('DE89 3704 ')], ['names', fill('Anna ')], ['initials', fill('A. ')], ['greetings', fill('Dear ')], ['closings', fill('thanks ')], ['closing lines', fill('Regards,\n')],
    ['many people', Array.from({ length: 5000 }, (_, place) => `Dear Anna X${place.toString(36).replace(/\d/g, 'q')},\n`).join('').slice(0, 100_000)], ['known again', `my name is Anna Weber ${fill('Weber, Anna ')}`], ['titles', fill('Mr. ')], ['labels', fill('Name: ')], ['spaces', fill(' ')], ['line ends', fill('\n')],
    ['brackets', fill('(((1')], ['plus signs', fill('+1 ')], ['placeholders', fill('[person 1] ')], ['web addresses', fill('http://')], ['hyphens', fill('a-')], ['apostrophes', fill("a'")], ['colons', fill('a:')], ['IPv6', fill('1:')], ['accounts', fill('account number ')], ['identity', fill('ssn 1')], ['emoji', fill('😀')], ['accents', fill('e\u0301')],
  ])('of %s take no longer than ordinary ones', (_name, text) => {
    const started = performance.now()
    redactText(text, all)
    // Quadratic work on this length takes minutes; the limit leaves room for a slow machine.
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
