import { type EntityMention, valuesOf, withoutOverlaps } from './entity-mention.ts'

const number = String.raw`(?:numbers?|no\.?|nr\.?|num\.?|id|ids|ref\.?|reference|nummern?|numero|num[ée]ro|n[°º]\.?|n\.º|№)`
const link = String.raw`(?:(?: (?:with|mit|avec|con)(?: (?:the|der|le|el))? (?:number|nummer|num[ée]ro|n[úu]mero))| ?${number})?(?: (?:is|was|ist|lautet|est|es))?[ :#=([-]{0,3}`
const value = String.raw`((?=[A-Z0-9/-]{0,22}\d{3})[A-Z0-9](?:[A-Z0-9/-]{0,22}[A-Z0-9])?)(?![\w-]|[.,:]\d)`

const orderWords = String.raw`(?:purchase order|order|bestellungs?|bestell|auftrags?|commande|pedido|orden|ordine|bestelling|encomenda|zam[óo]wieni[ea]|ordre|beställning|po)`
const invoiceWords = String.raw`(?:invoice|bill|receipt|credit note|rechnungs?|quittung|gutschrift|facture|factura|fattura|factuur|fatura|faktura|re[çc]u|recibo)`

const orders = [
  new RegExp(String.raw`(?<![\w-])${orderWords}s?[ -]?(?:de )?${link}${value}`, 'gi'),
  /(?<![\w-])((?:ORD|PO|SO)[-_]?\d{4,12}(?:-\d{1,8})?)(?![\w-])/g,
  /(?<![\w-])((?=[A-Z0-9-]{0,21}\d{3})[A-Z0-9][A-Z0-9-]{2,23}) (?:is|was|ist|war) (?:my|our|the|meine|unsere|die) (?:order|bestell)/gi,
]
const invoices = [
  new RegExp(String.raw`(?<![\w-])${invoiceWords}s?[ -]?(?:de )?${link}${value}`, 'gi'),
  /(?<![\w-])((?:INV|RE|RG|FAC|FA|FV)[-_/]\d{3,8}(?:[-_/]\d{1,8}){0,2})(?![\w-])/g,
]
const bare = /(?<![\w&#/:;="'-])#([A-Z]{0,4}-?\d{4,12}(?:-[A-Z0-9]{1,6})?)(?![\w-])/gi
const otherThings = /(?:ticket|case|issue|bug|room|page|line|chapter|suite|apt|flat|unit|track|row|seat|gate|channel|user|customer|kunde|item|part|article|model|serial|pr|pull request|build|version|error|code|fall|vorgang)s?\.?(?: (?:no|nr|number|id))?\.? ?$/i

const followers = /^ ?(?:units?|pcs|pieces|items?|x\b|times|days?|euros?|dollars?|bucks|€|\$|£|eur\b|usd\b|people|users?|st[üu]ck|stk|pallets?|boxes|kg\b|%|am\b|pm\b|uhr\b|o'clock)/i
const amountBefore = /(?:[$€£¥]|\b(?:eur|usd|gbp|chf)) ?$/i

/** Where a text names orders: after the words for them, by their usual prefixes, and after a "#" that names nothing else. */
export function locateOrderNumbers(text: string): readonly EntityMention[] {
  const named = locate(text, orders, 'orderNumber')
  const others = locateInvoiceNumbers(text)
  const numbered = [...text.matchAll(bare)].flatMap((match): readonly EntityMention[] => {
    const start = match.index + 1
    const end = match.index + match[0].length
    const before = text.slice(Math.max(0, match.index - 24), match.index)
    return otherThings.test(before) || others.some((other) => start < other.end && other.start < end) ? [] : [{ kind: 'orderNumber', value: match[1] ?? '', start, end }]
  })
  return withoutOverlaps([...named, ...numbered]).filter((mention) => !others.some((other) => mention.start < other.end && other.start < mention.end))
}

/** Where a text names invoices, bills and receipts. */
export function locateInvoiceNumbers(text: string): readonly EntityMention[] {
  const first = locate(text, invoices, 'invoiceNumber')
  // "Invoices 11 and 12": what follows in the same list is of the same kind.
  const more = first.flatMap((mention) => {
    const next = /^(?:,| and| und| et| y|,? &) #?([A-Z0-9/-]{0,12}\d{4}[A-Z0-9/-]{0,12})(?![\w-]|[.,:]\d)/i.exec(text.slice(mention.end, mention.end + 40))
    const said = next?.[1]
    if (next === null || said === undefined || isNoReference(said, text, mention.end + next[0].length)) return []
    return [{ kind: 'invoiceNumber' as const, value: said, start: mention.end + next[0].length - said.length, end: mention.end + next[0].length }]
  })
  return withoutOverlaps([...first, ...more])
}

/** The order numbers that a text names, each once. */
export function findOrderNumbers(text: string): readonly string[] {
  return valuesOf(locateOrderNumbers(text))
}

/** The invoice numbers that a text names, each once. */
export function findInvoiceNumbers(text: string): readonly string[] {
  return valuesOf(locateInvoiceNumbers(text))
}

function locate(text: string, patterns: readonly RegExp[], kind: 'orderNumber' | 'invoiceNumber'): readonly EntityMention[] {
  const found = patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match): readonly EntityMention[] => {
      const said = match[1]
      if (said === undefined) return []
      const start = match.index + match[0].lastIndexOf(said)
      const end = start + said.length
      if (isNoReference(said, text, end) || amountBefore.test(text.slice(Math.max(0, start - 5), start))) return []
      // "My order 2024 was fine" is about a year; "order no. 2024" is not.
      return /^(?:19|20)\d{2}$/.test(said) && !new RegExp(`${number}|#`, 'i').test(match[0].slice(0, match[0].lastIndexOf(said))) ? [] : [{ kind, value: said, start, end }]
    }),
  )
  return withoutOverlaps(found)
}

function isNoReference(said: string, text: string, end: number): boolean {
  return followers.test(text.slice(end, end + 12)) || /^\d{4}[-/]\d{1,2}[-/]\d{1,2}$/.test(said) || /^\d{1,2}\/\d{1,2}\/\d{2,4}$/.test(said)
}
