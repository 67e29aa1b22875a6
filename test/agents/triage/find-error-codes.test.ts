import { describe, expect, it } from 'vitest'
import { findErrorCodes } from '../../../agents/triage/find-error-codes.ts'

describe('findErrorCodes', () => {
  it.each([
    ['The hub shows E-1042 and later E07.', ['E-1042', 'E07']],
    ['Update failed with 0x80070005', ['0x80070005']],
    ['I get HTTP 500 and then http error 503.', ['HTTP 500', 'HTTP 503']],
    ['It says 404 not found, or 502 Bad Gateway', ['HTTP 404', 'HTTP 502']],
    ['Error code: 10060 when sending', ['10060']],
    ['Fehlercode 17 erscheint', ['17']],
    ["Le code d'erreur E12 s'affiche", ['E12']],
    ['ERR_NETWORK_CHANGED, ECONNREFUSED', ['ERR_NETWORK_CHANGED', 'ECONNREFUSED']],
    ['ORA-00942: table does not exist', ['ORA-00942']],
    ['HTTP 500 again: status code 500', ['HTTP 500']],
  ])('finds the codes in "%s"', (text, codes) => {
    expect(findErrorCodes(text)).toEqual(codes)
  })

  it.each([
    'Order 123456 and invoice INV-2024-001 have not arrived.',
    'I paid 500 euros for 3 hubs in 2024.',
    'There was an error when I pressed 3 buttons.',
    'Call me at 555 0199, room E.',
    'My PS5 and my T2 are new.',
  ])('finds none in "%s"', (text) => {
    expect(findErrorCodes(text)).toEqual([])
  })
})
