/** What the words before a number say that it is. */
export type NumberContext = 'phone' | 'reference' | 'account' | 'identity' | 'network' | 'money' | 'none'

const reach = 40

const words: Readonly<Record<Exclude<NumberContext, 'none' | 'money'>, string>> = {
  phone:
    'phone|phones|tel|telephone|telefon|telefono|telefone|téléphone|teléfono|telefoonnummer|telefonnummer|handy|handynummer|mobile|mobil|mobilnummer|mobiel|cell|cellphone|celular|cellulare|portable|móvil|movil|fax|whatsapp|sms|call|calling|called|ring|dial|text me|reach|reached|callback|call-back|rufen|ruf|rückruf|anruf|anrufen|erreichbar|erreichen|appeler|appelez|joindre|llamar|llámame|llamame|llámeme|chiamare|chiamami|bel|bellen|ligar|landline|hotline|my number|contact number|nummer ist|numéro est|número es',
  reference:
    'order|orders|invoice|invoices|ticket|case|reference|ref|tracking|serial|seriennummer|imei|part|article|item|sku|model|modell|booking|reservation|confirmation|transaction|policy|contract|license|licence|key|error|code|version|build|release|isbn|ean|upc|gtin|customer|client|kunden|kundennummer|kundennr|shipment|parcel|bestellung|bestellnummer|bestell|auftrag|auftragsnummer|rechnung|rechnungsnummer|sendung|sendungsnummer|artikel|artikelnummer|vorgang|vorgangsnummer|vertrag|vertragsnummer|commande|facture|colis|suivi|dossier|pedido|factura|seguimiento|rma|fault|event|bug|issue|patent|device|id|uuid|port|zip|plz|postcode|postal|row|line|batch|lot|asset|inventory|vin|firmware|driver|receipt|voucher|coupon|gift card|membership|member|loyalty|meter|zähler|zählernummer|ordine|fattura|spedizione|bestelling|factuur|encomenda|kb|sn|s/n|po|no|nr|number|nummer',
  account: 'account|acct|a/c|konto|kontonummer|konto-nr|compte|cuenta|conto|iban|rekening|rekeningnummer|conta|routing|aba|sort code|bsb|blz|clabe|transit',
  identity: 'ssn|social security|passport|national id|identity|steuer-id|bsn|nino|dni|nie|aadhaar|personnummer|insurance|nhs|sin|tfn',
  network: 'ip|ipv4|host|server|dns|gateway|subnet|address range',
}

const contexts = Object.entries(words)
const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${contexts.map(([name, list]) => `(?<${name}>${list})`).join('|')})(?![\\p{L}\\p{N}])`, 'giu')

/** What the nearest telling word before a place of the text says about a number that starts there. */
export function contextBefore(text: string, start: number): NumberContext {
  const before = text.slice(Math.max(0, start - reach), start)
  if (/(?:[$€£¥]|\b(?:USD|EUR|GBP|CHF))\s?$/u.test(before)) return 'money'
  if (/(?:^|[\s|(,;])[TMPFCO](?:el)?[:.]\s{0,3}\(?$/u.test(before)) return 'phone'
  let found: NumberContext = 'none'
  for (const match of before.matchAll(pattern)) {
    const groups = match.groups ?? {}
    const name = groups['phone'] !== undefined ? 'phone' : groups['reference'] !== undefined ? 'reference' : groups['account'] !== undefined ? 'account' : groups['identity'] !== undefined ? 'identity' : 'network'
    // "phone number", "call me on this number": the word "number" alone says nothing new.
    if (name === 'reference' && /^(?:no|nr|number|nummer)$/i.test(match[0]) && found !== 'none') continue
    found = name === 'reference' && /^(?:number|nummer)$/i.test(match[0]) ? 'none' : name
  }
  return found
}
