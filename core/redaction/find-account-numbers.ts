import { hasIbanCheck, ibanLength } from './iban.ts'
import type { PersonalSpan } from './personal-span.ts'

const ibanStart = /(?<![\p{L}\p{N}_])[a-z]{2} ?\d{2}(?=[ -]?[a-z0-9]{2})/giu
const gap = String.raw`[ \u00a0]{0,2}`
const numberWord = String.raw`(?:${gap}(?:number|numbers|num|no|nr|nummer|#|№|n°|digits)\.?)?`
const link = String.raw`(?:${gap}(?:is|was|ist|est|es|are|=|:|#|->)){0,2}${gap}`

const accountWords =
  String.raw`(?:bank${gap})?(?:account|acct|a\/c|acc)(?![ -]?id)|checking account|savings account|kontonummer|konto-?nr|konto|bankverbindung|num[ée]ro de compte|compte(?: bancaire)?|n[úu]mero de cuenta|cuenta(?: bancaria)?|conto(?: corrente)?|rekeningnummer|rekening|conta(?: corrente| banc[áa]ria)?|kontonummer|numer konta|konta`
const accountPattern = new RegExp(String.raw`(?<![\p{L}\p{N}_])(?:${accountWords})\.?${numberWord}${link}(\d(?:[ -]?\d){5,19})(?![\p{L}\p{N}_]|[.,]\d)`, 'giu')
const routingPattern = new RegExp(String.raw`(?<![\p{L}\p{N}_])(?:routing|aba|rtn|transit|bankleitzahl|blz|clabe|ifsc)(?:${gap}(?:transit|routing))?${numberWord}${link}(\d(?:[ -]?\d){7,17})(?![\p{L}\p{N}_]|[.,]\d)`, 'giu')
const sortCodePattern = new RegExp(String.raw`(?<![\p{L}\p{N}_])(?:sort${gap}code|bsb)${numberWord}${link}(\d{2}[ -]?\d{2}[ -]?\d{2}|\d{3}[ -]\d{3})(?![\p{L}\p{N}_-]|[.,]\d)`, 'giu')

/** Bank account numbers: IBANs by their check digits, the numbers of other systems by the words before them. */
export function findAccountNumbers(text: string): readonly PersonalSpan[] {
  return [...findIbans(text), ...[accountPattern, routingPattern, sortCodePattern].flatMap((pattern) => byWords(text, pattern))]
}

function findIbans(text: string): readonly PersonalSpan[] {
  const spans: PersonalSpan[] = []
  for (const match of text.matchAll(ibanStart)) {
    const wanted = ibanLength(match[0].slice(0, 2).toUpperCase())
    if (wanted === undefined) continue
    let compact = ''
    let end = match.index
    while (compact.length < wanted && end < text.length) {
      const character = text.charAt(end)
      if (/[a-z0-9]/i.test(character)) compact += character.toUpperCase()
      else if (!/[ \u00a0-]/.test(character) || /[ \u00a0-]/.test(text.charAt(end + 1))) break
      end += 1
    }
    if (compact.length === wanted && !/[\p{L}\p{N}_]/u.test(text.charAt(end)) && hasIbanCheck(compact)) spans.push({ kind: 'account', start: match.index, end, key: compact })
  }
  return spans
}

function byWords(text: string, pattern: RegExp): readonly PersonalSpan[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const number = match[1] ?? ''
    const start = match.index + match[0].length - number.length
    return [{ kind: 'account' as const, start, end: start + number.length, key: number.replace(/\D/g, '') }]
  })
}
