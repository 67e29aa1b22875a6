import type { Found } from '../keep-declared.ts'
import { remember } from '../remember.ts'
import { sayList } from '../say-score.ts'
import { type EntityMention, sentenceAround, valuesOf } from './entity-mention.ts'
import { locateAmounts, readAmount } from './find-amounts.ts'
import { locateEmails } from './find-emails.ts'
import { codeValues, locateErrorCodes } from './find-error-codes.ts'
import { findProducts, type Product } from './find-products.ts'
import { locateInvoiceNumbers, locateOrderNumbers } from './find-references.ts'
import { locateVersions } from './find-versions.ts'

/** The facts that a text names, under every name by which a spec may declare them, where each stands, and how it was found. */
export type Entities = { readonly outputs: Found; readonly mentions: readonly EntityMention[]; readonly reasons: readonly string[] }

/** Finds products of the user's list, error codes, order and invoice numbers, versions, e-mail addresses and amounts in a text. */
export function extractEntities(text: string, products: readonly Product[]): Entities {
  const { emails, amounts, invoices, orders, codes, versions } = locateFacts(text)
  const named = findProducts(text, products)
  const [product] = named
  const [amount] = amounts
  const read = amount === undefined ? undefined : readAmount(amount.value)
  const codeList = codeValues(codes)
  return {
    outputs: {
      product: product?.product,
      products: named.map((mention) => mention.product),
      ...listed('errorCode', codeList),
      ...listed('orderNumber', valuesOf(orders)),
      ...listed('invoiceNumber', valuesOf(invoices)),
      ...listed('version', valuesOf(versions)),
      ...listed('email', valuesOf(emails)),
      ...listed('amount', valuesOf(amounts)),
      amountValue: read?.amount,
      currency: read?.currency,
    },
    mentions: [...named.flatMap((mention) => mention.places), ...codes, ...orders, ...invoices, ...versions, ...emails, ...amounts].sort((one, other) => one.start - other.start),
    reasons: [
      ...(product === undefined ? [] : [`Product ${product.product}: the text says "${product.words}"${product.distance === 0 ? '' : `, close to "${product.alias}"`}${sayWhere(text, product.places)}.`]),
      ...sayFound(text, 'Error code', codeList, codes),
      ...sayFound(text, 'Order number', valuesOf(orders), orders),
      ...sayFound(text, 'Invoice number', valuesOf(invoices), invoices),
      ...sayFound(text, 'Version', valuesOf(versions), versions),
      ...sayFound(text, 'Amount', valuesOf(amounts), amounts),
    ],
  }
}

/** What can be found without the user's products; every replication reads the same texts. */
const locateFacts = remember((text: string) => {
  const emails = locateEmails(text)
  const amounts = apart(locateAmounts(text), emails)
  const invoices = apart(locateInvoiceNumbers(text), emails, amounts)
  const orders = apart(locateOrderNumbers(text), emails, amounts)
  const codes = apart(locateErrorCodes(text), emails, amounts, invoices, orders)
  const versions = apart(locateVersions(text), emails, amounts, invoices, orders, codes)
  return { emails, amounts, invoices, orders, codes, versions }
})

function listed(name: string, values: readonly string[]): Found {
  return { [`${name}s`]: values, [name]: values[0] }
}

/** Mentions that share no place with those that were found before them. */
function apart(mentions: readonly EntityMention[], ...taken: readonly (readonly EntityMention[])[]): readonly EntityMention[] {
  const others = taken.flat()
  return mentions.filter((mention) => !others.some((other) => mention.start < other.end && other.start < mention.end))
}

function sayFound(text: string, noun: string, values: readonly string[], mentions: readonly EntityMention[]): readonly string[] {
  return values.length === 0 ? [] : [`${noun}${values.length === 1 ? '' : 's'} in the text: ${sayList(values)}${sayWhere(text, mentions)}.`]
}

function sayWhere(text: string, [first]: readonly EntityMention[]): string {
  if (first === undefined) return ''
  const sentence = sentenceAround(text, first)
  return sentence === text.slice(first.start, first.end) ? '' : ` (“${sentence}”)`
}
