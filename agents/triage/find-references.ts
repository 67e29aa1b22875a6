const number = String.raw`(?:number|numbers|no\.?|nr\.?|num\.?|id|ref\.?|reference|nummer|numero|num[ée]ro|n[°º]\.?)`
const value = String.raw`((?=[A-Z0-9/-]*\d{3})[A-Z0-9][A-Z0-9/-]{2,24}[A-Z0-9])(?![\w-])`

const orderWords = String.raw`(?:order|purchase order|bestellung|bestell|auftrag|auftrags|commande|pedido|orden)`
const invoiceWords = String.raw`(?:invoice|bill|receipt|rechnung|rechnungs|facture|factura)`

const orders = [new RegExp(String.raw`(?<!\w)${orderWords}s?[ -]?(?:de )?${number}?[ :#=]*${value}`, 'gi'), /(?<![\w-])((?:ORD|PO|SO)[-_]?\d{4,12})(?![\w-])/g]
const invoices = [new RegExp(String.raw`(?<!\w)${invoiceWords}s?[ -]?(?:de )?${number}?[ :#=]*${value}`, 'gi'), /(?<![\w-])((?:INV|RE|RG|FAC)[-_]\d{4,4}[-_]?\d{0,8})(?![\w-])/g]
const versions = [
  /(?<![\w.])(?:version|release|firmware|build|ver\.?|fw|app|update|versi[óo]n)(?: (?:is|was|ist|to|auf|number|nummer))?[ :#=]*v?(\d{1,4}(?:\.\d{1,6}){1,3}(?:[-.]?(?:beta|rc|alpha)\.?\d*)?)(?![\w])/gi,
  /(?<![\w.])v(\d{1,4}(?:\.\d{1,6}){1,3}(?:-(?:beta|rc|alpha)\.?\d*)?)(?![\w])/gi,
  /(?<![\w.])(\d{1,3}\.\d{1,3}\.\d{1,3}(?:-(?:beta|rc|alpha)\.?\d*)?)(?![\w.])/gi,
]

/** The order numbers that a text names, each once. */
export function findOrderNumbers(text: string): readonly string[] {
  return allOf(text, orders)
}

/** The invoice numbers that a text names, each once. */
export function findInvoiceNumbers(text: string): readonly string[] {
  return allOf(text, invoices)
}

/** The software versions that a text names, each once; dates, amounts and network addresses are none. */
export function findVersions(text: string): readonly string[] {
  return allOf(text, versions).filter((version) => !looksLikeDate(version))
}

function allOf(text: string, patterns: readonly RegExp[]): readonly string[] {
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)].flatMap((match) => (match[1] === undefined ? [] : [{ value: match[1], index: match.index + match[0].indexOf(match[1]) }])))
  const ordered = found.sort((one, other) => one.index - other.index).map((one) => one.value)
  return [...new Set(ordered)].slice(0, 10)
}

function looksLikeDate(version: string): boolean {
  const [day, month, year] = version.split('.').map(Number)
  return day !== undefined && month !== undefined && year !== undefined && day >= 1 && day <= 31 && month >= 1 && month <= 12 && ((year >= 20 && year <= 39) || year >= 1990)
}
