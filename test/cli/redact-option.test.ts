import { describe, expect, it } from 'vitest'
import { checkRedactOption, redactionKindsOf, sayRedaction } from '../../cli/commands/redact-option.ts'
import { noCounts } from '../../core/redaction/redact-text.ts'
import { redactionKinds, usualKinds } from '../../core/redaction/redaction-kind.ts'

describe('--redact', () => {
  it.each([
    [undefined, null],
    [true, usualKinds],
    ['names', ['person']],
    ['emails, phones', ['email', 'phone']],
    ['e-mail,card,accounts,id,IPs', ['email', 'card', 'account', 'nationalId', 'ipAddress']],
    ['names,emails,phones,cards,accounts,ids,ips', redactionKinds],
    ['nationalId', ['nationalId']],
  ])('reads %j', (option, kinds) => {
    expect(redactionKindsOf(option)).toEqual(kinds)
  })

  it('names what it takes where a word is not known', () => {
    expect(() => checkRedactOption('names,faces')).toThrow('"faces" is not known; choose from names, emails, phones, cards, accounts, ids, ips')
  })

  it('says what was taken out in numbers', () => {
    expect(sayRedaction('tickets', { changed: 2, counts: { ...noCounts, person: 3, ipAddress: 1 } })).toBe('Taken out of 2 tickets: names 3, IP addresses 1.\n')
    expect(sayRedaction('tickets', { changed: 0, counts: noCounts })).toBe('Taken out of the tickets: nothing was found.\n')
  })
})
