import { type EntityMention, withoutOverlaps } from './entity-mention.ts'

const figure = String.raw`\d{1,3}(?:[.,' \u00a0\u202f’]\d{3})+(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,2})?`
const end = String.raw`(?![\d]|[.,]\d)`
const scale = String.raw`(?: ?(?:k|m|bn|million|mio\.?|mrd\.?|thousand|tsd\.?|lakh))?`
const signs = String.raw`(?:US|CA|AU|NZ|HK|S|R)?\$|[€£¥₹₩₽₺₴]|Rs\.?|zł|Kč`
const codes = String.raw`EUR|USD|GBP|CHF|CAD|AUD|NZD|JPY|CNY|INR|SEK|NOK|DKK|PLN|CZK|HUF|TRY|BRL|MXN|ZAR|RUB|SGD|HKD|KRW|AED|ILS`
const words = String.raw`euros?|dollars?|bucks|pounds?(?! ?(?:of|heavy))|quid|cents?|pence|francs?|franken|rupees?|yen|kronor|kroner|kr\.?|z[łl]oty(?:ch)?|reais|pesos|dólares|livres`

const patterns: readonly RegExp[] = [
  new RegExp(String.raw`(?<![\w$€£¥])(?:${signs}) ?(?:${figure})${end}${scale}(?!\w)`, 'giu'),
  new RegExp(String.raw`(?<![\w.-])(?:${codes})[ \u00a0]?(?:${figure})${end}${scale}(?:[.,]?[-–])?(?![\w-])`, 'gu'),
  new RegExp(String.raw`(?<![\w.,-])(?:${figure})(?:[.,][-–])?${scale}[ \u00a0]?(?:[€£¥₹$]|(?:${codes})(?!\w)|zł(?!\w)|Kč(?!\w))`, 'gu'),
  new RegExp(String.raw`(?<![\w.,])(?:${figure})${scale} (?:${words})(?![\p{L}\p{N}])`, 'giu'),
]

/** Where a text names amounts of money, as written. */
export function locateAmounts(text: string): readonly EntityMention[] {
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match): EntityMention => ({ kind: 'amount', value: match[0], start: match.index, end: match.index + match[0].length })))
  return withoutOverlaps(found)
}

const currencies: readonly (readonly [RegExp, string])[] = [
  [/US\$|USD/i, 'USD'], [/CA\$|CAD/i, 'CAD'], [/AU\$|AUD/i, 'AUD'], [/R\$|BRL|reais/i, 'BRL'], [/€|EUR/i, 'EUR'], [/£|GBP|pounds?|quid|pence/i, 'GBP'], [/CHF|frank|franc/i, 'CHF'], [/¥|JPY|yen/i, 'JPY'],
  [/₹|INR|Rs|rupee/i, 'INR'], [/zł|PLN|złoty/i, 'PLN'], [/Kč|CZK/i, 'CZK'], [/SEK|kronor/i, 'SEK'], [/NOK|kroner/i, 'NOK'], [/\$|dollar|bucks|cents?/i, 'USD'],
]

/** The number and the currency of an amount as written; the currency is undefined where its sign stands for several. */
export function readAmount(written: string): { readonly amount: number; readonly currency: string | undefined } {
  const digits = /\d[\d.,' \u00a0\u202f’]*/u.exec(written)?.[0].replace(/[ '’\u00a0\u202f]/gu, '').replace(/[.,]$/, '') ?? '0'
  // The last separator is decimal where one or two digits follow; the others group.
  const plain = digits.replace(/[.,](?=\d{3}(?:\D|$))/g, '').replace(',', '.')
  const factor = /(?:million|mio\.?|\dm| m)\b/i.test(written) ? 1e6 : /(?:thousand|tsd|\d ?k)\b/i.test(written) ? 1e3 : /(?:bn|mrd)/i.test(written) ? 1e9 : /(?:cents?|pence)\b/i.test(written) ? 0.01 : 1
  const known = /\bkr\b/i.test(written) ? undefined : currencies.find(([pattern]) => pattern.test(written))?.[1]
  return { amount: Math.round(Number(plain) * factor * 100) / 100, currency: known }
}
