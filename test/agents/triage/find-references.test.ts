import { describe, expect, it } from 'vitest'
import { findInvoiceNumbers, findOrderNumbers } from '../../../agents/triage/find-references.ts'
import { findVersions } from '../../../agents/triage/find-versions.ts'

describe('numbers that customers refer to', () => {
  it.each([
    ['My order 123456 is late', ['123456']],
    ['Order no. A-99881 and PO-778899', ['A-99881', 'PO-778899']],
    ['Bestellnummer: 4711-22', ['4711-22']],
    ['ma commande n° 20231', ['20231']],
    ['my order of 2 items from 2 weeks ago', []],
  ])('finds the orders in "%s"', (text, numbers) => {
    expect(findOrderNumbers(text)).toEqual(numbers)
  })

  it.each([
    ['invoice INV-2024-001 is wrong', ['INV-2024-001']],
    ['Rechnung Nr. 20231234', ['20231234']],
    ['send me the invoice please', []],
  ])('finds the invoices in "%s"', (text, numbers) => {
    expect(findInvoiceNumbers(text)).toEqual(numbers)
  })

  it.each([
    ['version 115.3.1 and v2.4', ['115.3.1', '2.4']],
    ['firmware 1.12 since 12.05.2024', ['1.12']],
    ['my address is 192.168.1.10', []],
    ['it costs 12.50 a month', []],
    ['I run 128.10.0 now', ['128.10.0']],
  ])('finds the versions in "%s"', (text, versions) => {
    expect(findVersions(text)).toEqual(versions)
  })
})
