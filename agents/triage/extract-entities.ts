import type { Found } from '../keep-declared.ts'
import { sayList } from '../say-score.ts'
import { findErrorCodes } from './find-error-codes.ts'
import { findProducts, type Product } from './find-products.ts'
import { findInvoiceNumbers, findOrderNumbers, findVersions } from './find-references.ts'

/** The facts that a text names, under every name by which a spec may declare them, and how each was found. */
export type Entities = { readonly outputs: Found; readonly reasons: readonly string[] }

/** Finds products of the user's list, error codes, order and invoice numbers and versions in a text. */
export function extractEntities(text: string, products: readonly Product[]): Entities {
  const errorCodes = findErrorCodes(text)
  const orders = findOrderNumbers(text)
  const invoices = findInvoiceNumbers(text)
  const versions = findVersions(text)
  const named = findProducts(text, products)
  const [product] = named
  const reasons = [
    ...(product === undefined ? [] : [`Product ${product.product}: the text says "${product.words}"${product.distance === 0 ? '' : `, close to "${product.alias}"`}.`]),
    ...sayFound('Error code', errorCodes),
    ...sayFound('Order number', orders),
    ...sayFound('Invoice number', invoices),
    ...sayFound('Version', versions),
  ]
  return {
    outputs: {
      product: product?.product,
      products: named.map((mention) => mention.product),
      errorCodes,
      errorCode: errorCodes[0],
      orderNumbers: orders,
      orderNumber: orders[0],
      invoiceNumbers: invoices,
      invoiceNumber: invoices[0],
      versions,
      version: versions[0],
    },
    reasons,
  }
}

function sayFound(noun: string, values: readonly string[]): readonly string[] {
  return values.length === 0 ? [] : [`${noun}${values.length === 1 ? '' : 's'} in the text: ${sayList(values)}.`]
}
